"""What a reviewer does with an assignment of their own, each in one transaction that holds it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from editorial.models import CriterionScore, Review, ReviewAssignment, ReviewRound, Submission
from editorial.reviewing.review_forms import current_form

State = ReviewAssignment.State


class NotNow(Exception):
    """The assignment does not stand where this can be done; `state` says where it stands."""

    def __init__(self, state: str):
        self.state = state
        super().__init__(f"Not in the state {state}.")


class Unscored(Exception):
    """A review cannot be submitted before every criterion has its score; `codes` names those that lack it."""

    def __init__(self, codes: list[str]):
        self.codes = codes
        super().__init__(", ".join(codes))


@dataclass(frozen=True)
class Answers:
    """What a reviewer wrote: `comments` by section, `scores` by the criterion's code: (0 to 4, why)."""

    comments: dict[str, str] = field(default_factory=dict)
    summary: str = ""
    confidential: str = ""
    scores: dict[str, tuple[int, str]] = field(default_factory=dict)


def open_round(submission: Submission, by) -> ReviewRound:
    """The review round of the case's present round, with the text as it was submitted. Repeatable."""
    frozen = Revision.objects.values_list("content", flat=True).get(pk=submission.sent_revision_id)  # as stored
    known = {"form": current_form(), "frozen": frozen, "opened_by": by}
    found, _created = ReviewRound.objects.get_or_create(submission=submission, number=submission.round, defaults=known)
    return found


def agree(user, number: int) -> ReviewAssignment:
    """Takes the review on. Repeatable. Raises ReviewAssignment.DoesNotExist, NotNow."""
    return _answer(user, number, State.ACCEPTED)


def refuse(user, number: int, reason: str, has_conflict: bool = False) -> ReviewAssignment:
    """Declines it, with the reason, until it is submitted. Raises as `agree`."""
    return _answer(user, number, State.DECLINED, reason=reason, has_conflict=has_conflict)


def save(user, number: int, answers: Answers) -> Review:
    """Keeps what the reviewer has so far. Raises ReviewAssignment.DoesNotExist, NotNow."""
    with _held(user, number, State.ACCEPTED) as assignment:
        return _write(assignment, answers)


def submit(user, number: int, answers: Answers) -> Review:
    """Hands the review in; it cannot be changed after. A second press answers with the first.

    Raises ReviewAssignment.DoesNotExist, NotNow, Unscored (nothing is lost: call `save` first).
    """
    with _held(user, number, State.ACCEPTED, State.SUBMITTED) as assignment:
        if assignment.state == State.SUBMITTED:
            return assignment.review
        asked = assignment.round.form.criteria.values_list("code", flat=True)
        if lacking := [code for code in asked if code not in answers.scores]:
            raise Unscored(lacking)
        review = _write(assignment, answers)
        review.submitted_at = timezone.now()
        review.save(update_fields=["submitted_at"])
        assignment.state = State.SUBMITTED
        assignment.save(update_fields=["state"])
        return review


@contextmanager
def _held(user, number: int, *states: str) -> Iterator[ReviewAssignment]:
    """The person's own assignment, which nobody else changes meanwhile, in an open round."""
    with transaction.atomic():
        own = ReviewAssignment.objects.filter(reviewer=user).select_related("round__form")
        assignment = own.select_for_update(of=("self",)).get(pk=number)
        if assignment.state not in states or assignment.round.closed_at:
            raise NotNow(assignment.state)
        yield assignment


def _answer(user, number: int, state: str, **facts) -> ReviewAssignment:
    with _held(user, number, State.INVITED, State.ACCEPTED, State.DECLINED) as assignment:
        if assignment.state == state:
            return assignment
        if assignment.state == State.DECLINED:
            raise NotNow(assignment.state)
        assignment.state, assignment.answered_at = state, timezone.now()
        for name, value in facts.items():
            setattr(assignment, name, value)
        assignment.save()
        return assignment


def _write(assignment: ReviewAssignment, answers: Answers) -> Review:
    kept = {name: getattr(answers, name) for name in ("comments", "summary", "confidential")}
    review, _created = Review.objects.update_or_create(
        assignment=assignment, defaults=kept | {"saved_at": timezone.now()}
    )
    criteria = {each.code: each for each in assignment.round.form.criteria.all()}
    for code, criterion in criteria.items():
        if code in answers.scores:
            score, reason = answers.scores[code]
            values = {"score": score, "reason": reason}
            CriterionScore.objects.update_or_create(review=review, criterion=criterion, defaults=values)
        else:
            CriterionScore.objects.filter(review=review, criterion=criterion).delete()
    return review
