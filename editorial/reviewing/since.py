"""What a city did between two rounds of review: what it changed, and what it answered to each request."""

from dataclasses import dataclass

from django.utils.functional import Promise

from editorial.models import ChangeRequest, ReviewRound
from editorial.submissions.differences import Difference, compared
from editorial.submissions.sections import BY_CODE


@dataclass(frozen=True)
class Since:
    """From the round before to this one. `answers`: (title of the section, request with its answer)."""

    number: int
    differences: list[Difference]
    answers: list[tuple[str | Promise, ChangeRequest]]


def since_last_round(round_: ReviewRound) -> Since | None:
    """None where there was no round of review before."""
    submission = round_.submission
    before = submission.rounds.filter(number__lt=round_.number).order_by("number").last()
    if before is None:
        return None
    asked = submission.requests.filter(round__gte=before.number, round__lt=round_.number)
    answers = [(BY_CODE[each.section].title, each) for each in asked if each.section in BY_CODE]
    return Since(before.number, compared(before.case, round_.case), answers)
