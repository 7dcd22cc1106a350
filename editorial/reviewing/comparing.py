"""The reviews of a round side by side: what each scored and wrote, with mean and spread."""

from dataclasses import dataclass
from statistics import fmean

from django.db.models import QuerySet
from django.utils.functional import Promise

from editorial.models import CriterionScore, Review, ReviewRound
from editorial.models.review import HIGHEST_SCORE, Wording
from editorial.submissions.sections import SECTIONS

FAR_APART = 2  # of four: reviewers who differ by this much have read the anchor differently, or know different things


@dataclass(frozen=True)
class Line:
    """A criterion and what each review gave it, in the order of the reviews."""

    wording: Wording
    scores: tuple[CriterionScore | None, ...]

    @property
    def given(self) -> list[int]:
        return [each.score for each in self.scores if each and each.score is not None]

    @property
    def mean(self) -> float | None:
        return fmean(self.given) if self.given else None

    @property
    def low(self) -> int:
        return min(self.given)

    @property
    def high(self) -> int:
        return max(self.given)

    @property
    def is_far_apart(self) -> bool:
        return len(self.given) > 1 and self.high - self.low >= FAR_APART


@dataclass(frozen=True)
class Remark:
    """What the reviews say of one section: (review, text)."""

    title: str | Promise
    texts: tuple[tuple[Review, str], ...]


@dataclass(frozen=True)
class Comparison:
    """One round's reviews as one table and a list of remarks."""

    round: ReviewRound
    reviews: tuple[Review, ...]
    lines: tuple[Line, ...]
    remarks: tuple[Remark, ...]

    @property
    def mean(self) -> float | None:
        """Of all scores, 0 to 4."""
        given = [score for line in self.lines for score in line.given]
        return fmean(given) if given else None

    @property
    def highest(self) -> int:
        return HIGHEST_SCORE


def side_by_side(round_: ReviewRound, reviews: QuerySet[Review]) -> Comparison:
    """Compares those of `reviews` (already scoped to whoever reads them) that belong to the round. Four queries."""
    own = reviews.filter(assignment__round=round_, submitted_at__isnull=False)
    found = tuple(
        own.select_related("assignment__reviewer", "assignment__guest").prefetch_related("scores").order_by("pk")
    )
    by_review = [{score.criterion_id: score for score in review.scores.all()} for review in found]
    lines = tuple(
        Line(criterion.wording, tuple(scores.get(criterion.pk) for scores in by_review))
        for criterion in round_.form.criteria.all()
    )
    return Comparison(round_, found, lines, remarks(found))


def remarks(reviews) -> tuple[Remark, ...]:
    """The comments of reviews by section, in reading order; sections nobody commented on are left out."""
    found = [
        Remark(section.title, tuple((each, text) for each in reviews if (text := each.comments.get(section.code, ""))))
        for section in SECTIONS
    ]
    return tuple(remark for remark in found if remark.texts)
