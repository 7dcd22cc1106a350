"""What a reviewer, a user or a guest (`who`), does with their own assignment, each in a transaction that holds it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from editorial.models import CriterionScore, Review, ReviewAssignment, Submission
from editorial.reviewing import telling
from editorial.timeline import happened

State = ReviewAssignment.State
STEPS = {State.ACCEPTED: "agreed", State.DECLINED: "refused"}


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


class SavedElsewhere(Exception):
    """The review was saved in another window since this one was opened; nothing was saved. `review`: what is there."""

    def __init__(self, review: Review):
        self.review = review
        super().__init__(f"Saved at {review.saved_at:%H:%M}.")


@dataclass(frozen=True)
class Answers:
    """What a reviewer wrote: `comments` by section, `scores` by the criterion's code: (0 to 4 or not yet, why)."""

    comments: dict[str, str] = field(default_factory=dict)
    summary: str = ""
    confidential: str = ""
    scores: dict[str, tuple[int | None, str]] = field(default_factory=dict)


def agree(who, number: int) -> ReviewAssignment:
    """Takes the review on. Repeatable. Raises ReviewAssignment.DoesNotExist, NotNow."""
    return _answer(who, number, State.ACCEPTED)


def refuse(who, number: int, reason: str, has_conflict: bool = False) -> ReviewAssignment:
    """Declines it, with the reason, until it is submitted. Raises as `agree`."""
    return _answer(who, number, State.DECLINED, reason=reason, has_conflict=has_conflict)


def save(who, number: int, answers: Answers, seen: str | None = None) -> Review:
    """Keeps what the reviewer has so far. `seen`: the mark of what they wrote over (`mark_of`), where it counts.

    Raises ReviewAssignment.DoesNotExist, NotNow, SavedElsewhere.
    """
    with _held(who, number, State.ACCEPTED) as assignment:
        return _write(assignment, answers, seen)


def submit(who, number: int, answers: Answers, seen: str | None = None) -> Review:
    """Hands the review in; it cannot be changed after. A second press answers with the first.

    Raises as `save`, and Unscored (nothing is lost: call `save` first).
    """
    with _held(who, number, State.ACCEPTED, State.SUBMITTED) as assignment:
        if assignment.state == State.SUBMITTED:
            return assignment.review
        asked = assignment.round.form.criteria.values_list("code", flat=True)
        if lacking := [code for code in asked if answers.scores.get(code, (None, ""))[0] is None]:
            raise Unscored(lacking)
        review = _write(assignment, answers, seen)
        review.submitted_at = timezone.now()
        review.save(update_fields=["submitted_at"])
        assignment.state = State.SUBMITTED
        assignment.save(update_fields=["state"])
        happened(assignment.round.submission, "reviewed", who, note=assignment.name)
        telling.thanked(assignment)
        telling.review_submitted(assignment)
        return review


@contextmanager
def _held(who, number: int, *states: str) -> Iterator[ReviewAssignment]:
    """The person's own assignment, which nobody else changes meanwhile, in an open round."""
    with transaction.atomic():
        own = ReviewAssignment.objects.of(who)
        case = own.values_list("round__submission", flat=True).get(pk=number)
        Submission.objects.select_for_update().get(pk=case)  # as the editors do: no decision meanwhile
        assignment = own.with_case().select_related("round__form").get(pk=number)
        if assignment.state not in states or assignment.round.closed_at:
            raise NotNow(assignment.state)
        yield assignment


def _answer(who, number: int, state: str, **facts) -> ReviewAssignment:
    with _held(who, number, State.INVITED, State.ACCEPTED, State.DECLINED) as assignment:
        if assignment.state == state:
            return assignment
        if assignment.state == State.DECLINED:
            raise NotNow(assignment.state)
        assignment.state, assignment.answered_at = state, timezone.now()
        for name, value in facts.items():
            setattr(assignment, name, value)
        assignment.save()
        happened(assignment.round.submission, STEPS[state], who, note=assignment.reason)
        telling.answered(assignment)
        return assignment


def mark_of(review: Review | None) -> str:
    """What changes each time a review is saved."""
    return review.saved_at.isoformat() if review else ""


def _write(assignment: ReviewAssignment, answers: Answers, seen: str | None) -> Review:
    standing = Review.objects.filter(assignment=assignment).first()
    if standing and seen is not None and seen != mark_of(standing):
        raise SavedElsewhere(standing)
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
