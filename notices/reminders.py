"""What is said again when nothing happens: higher apps register what waits, `send_reminders` tells it once a period."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from notices.models import Notice
from notices.sending import mail, mail_digest

Reminder = Callable[[], None]
_reminders: list[Reminder] = []
TRY_AGAIN_AFTER = timedelta(minutes=10)  # by then the task that was to mail a notice is over, or lost


def register_reminder(reminder: Reminder) -> None:
    """Registers a function that calls `notify` for what waits, with a key that names the period; once."""
    if reminder not in _reminders:
        _reminders.append(reminder)


def send_reminders() -> tuple[int, int]:
    """Tells what waits, sends the daily letters, and mails what was left over; (letters, daily letters). Repeatable."""
    for reminder in _reminders:
        reminder()
    waiting = Notice.objects.unmailed().select_related("recipient__profile")
    due = waiting.filter(recipient__profile__daily_letter=False, created_at__lt=timezone.now() - TRY_AGAIN_AFTER)
    letters = sum(mail(notice) for notice in due)
    people = get_user_model().objects.filter(pk__in=waiting.values("recipient"), profile__daily_letter=True)
    return letters, sum(mail_digest(person) for person in people.select_related("profile"))
