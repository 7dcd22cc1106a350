"""The one place that writes down what happened to a case: in its timeline, and in Wagtail's log."""

from django.utils import timezone
from wagtail.log_actions import log

from editorial.models import Guest, Step, Submission
from editorial.states import ACTIONS


def move(submission: Submission, action: str, user, note: str = "", **facts: bool) -> Step:
    """Brings the case where the action leads, and writes that down."""
    submission.state = ACTIONS[action].leads_to or submission.state
    submission.changed_at, submission.changed_by = timezone.now(), user
    submission.save()
    return happened(submission, action, user, note=note, **facts)


def happened(submission: Submission, kind: str, who, note: str = "", **facts: bool) -> Step:
    """Writes down a step that leaves the case where it is. `who`: a user, a guest, or None; `facts`: `by_editor`, or
    `by_link` for somebody of the city who did not sign in."""
    user = None if isinstance(who, Guest) else who
    name = who.name if isinstance(who, Guest) else ""
    data = {"round": submission.round, "note": note} | ({"name": name} if name else {})
    log(instance=submission.case, action=f"editorial.{kind}", user=user, data=data)
    return record_step(submission, kind, user, note=note, by_name=name, **facts)


def record_step(submission: Submission, kind: str, user, **facts) -> Step:
    """A line of the timeline; what Wagtail logs itself, or nobody need find there."""
    return Step.objects.create(submission=submission, kind=kind, round=submission.round, by=user, **facts)
