"""What the reviewers wrote, as far as the editors let the city read it: without names and without scores."""

from dataclasses import dataclass

from django.utils.functional import Promise

from editorial.models import Review, Submission
from editorial.submissions.sections import BY_CODE, SECTIONS, Section


@dataclass(frozen=True)
class SharedReview:
    """One review; `comments`: (title of the section, text) in reading order."""

    round: int
    number: int  # in its round, from 1
    summary: str
    comments: tuple[tuple[str | Promise, str], ...]


def shared_reviews(submission: Submission) -> list[SharedReview]:
    """The reviews of the latest round of which something was shared. One query."""
    found = list(Review.objects.shared_with_city(submission).select_related("assignment__round"))
    latest = [each for each in found if each.assignment.round_id == found[0].assignment.round_id]
    return [
        SharedReview(each.assignment.round.number, number, each.summary, _comments(each))
        for number, each in enumerate(latest, start=1)
    ]


def comments_on(submission: Submission, section: Section) -> list[str]:
    """What the shared reviews say of one section. One query."""
    title = BY_CODE[section.code].title
    return [text for each in shared_reviews(submission) for name, text in each.comments if name == title]


def _comments(review: Review) -> tuple:
    return tuple((each.title, text) for each in SECTIONS if (text := review.comments.get(each.code, "")))
