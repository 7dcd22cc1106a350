"""A round of review: opened with the text as it was submitted, closed when the case leaves the editors."""

from django.utils import timezone
from wagtail.models import Revision

from editorial.models import Review, ReviewAssignment, ReviewRound, Submission
from editorial.reviewing import telling
from editorial.reviewing.review_forms import current_form

State = ReviewAssignment.State
WANTED = 2  # independent reviews before a decision; with fewer the editor says why


def open_round(submission: Submission, by) -> ReviewRound:
    """The review round of the case's present round, with the text as it was submitted. Repeatable."""
    frozen = Revision.objects.values_list("content", flat=True).get(pk=submission.sent_revision_id)  # as stored
    known = {"form": current_form(), "frozen": frozen, "opened_by": by}
    found, _created = ReviewRound.objects.get_or_create(submission=submission, number=submission.round, defaults=known)
    return found


def round_of(submission: Submission) -> ReviewRound | None:
    """The review round of the case's present round, if one was opened."""
    return submission.rounds.filter(number=submission.round).first()


def close(submission: Submission) -> None:
    """Ends the present round: who has not submitted is released, and told. Repeatable."""
    found = round_of(submission)
    if found is None or found.closed_at:
        return
    for assignment in found.assignments.open().with_case():
        assignment.state = State.RELEASED
        assignment.save(update_fields=["state"])
        telling.released(assignment)
    found.closed_at = timezone.now()
    found.save(update_fields=["closed_at"])


def submitted_in(submission: Submission) -> int:
    """How many reviews of the present round have been submitted."""
    return Review.objects.filter(
        assignment__round__submission=submission, assignment__round__number=submission.round, submitted_at__isnull=False
    ).count()


def reviews_for_this_version(submission: Submission) -> int:
    """How many reviews have been submitted since the text that is published now, in all rounds."""
    published = submission.steps.filter(kind="publish").order_by("pk").last()
    found = Review.objects.filter(assignment__round__submission=submission, submitted_at__isnull=False)
    return found.filter(submitted_at__gt=published.at).count() if published else found.count()
