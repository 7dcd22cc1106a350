"""Reviews that wait: who has not answered, whose day comes near or has passed. Called from cron, and repeatable."""

from datetime import date, timedelta

from django.utils import timezone

from editorial import guest_letters, telling
from editorial.models import ReviewAssignment, Submission
from editorial.reviewing import asking, telling as of_reviews
from editorial.states import AT_THE_EDITORS

State = ReviewAssignment.State
UNANSWERED = timedelta(days=5)
BEFORE = timedelta(days=3)
LATE_AGAIN = timedelta(days=7)
TIMES_LATE = 3  # then it is the editors' turn


def remind() -> None:
    """Each thing is told once: no answer after five days, three days before the due date, and up to three times weekly
    after it; the editors hear of a late review, and of a case of theirs, once for each due date."""
    today = timezone.localdate()
    for assignment in ReviewAssignment.objects.open().with_case():
        if moment := _moment(assignment, today):
            asking.remind_by_the_clock(assignment.pk, moment)
        if assignment.is_late:
            of_reviews.overdue(assignment)
    for submission in Submission.objects.filter(state__in=AT_THE_EDITORS, due_on__lt=today).with_case():
        telling.due(submission)
    guest_letters.post_what_waits()


def _moment(assignment: ReviewAssignment, today: date) -> str:
    """What names the reminder that is due now; empty when none is."""
    due = assignment.due_on
    if today > due:
        times = (today - due - timedelta(days=1)) // LATE_AGAIN
        return f"late-{due}-{times}" if times < TIMES_LATE else ""
    if today >= due - BEFORE:
        return f"due-{due}"
    unanswered = assignment.state == State.INVITED and timezone.now() - assignment.invited_at >= UNANSWERED
    return "unanswered" if unanswered else ""
