"""What waits too long: applications nobody looks at, questions nobody answers, steps whose day has come."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import people_with
from accounts.roles import EDITOR
from network.applying import record, tell
from network.letters import send_letter_of
from network.models import Application, Prospect, State
from network.models.application import WITH_THE_SECRETARIAT
from notices.sending import notify

UNTOUCHED, UNANSWERED = timedelta(days=7), timedelta(days=14)


def remind() -> None:
    """Repeatable: each thing is told once a week, a city is reminded once."""
    now = timezone.now()
    week = f"{now:%G-W%V}"
    for application in Application.objects.filter(state__in=WITH_THE_SECRETARIAT, changed_at__lt=now - UNTOUCHED):
        tell(application, "application-waiting", moment=week)
    for application in Application.objects.filter(state=State.ASKED, changed_at__lt=now - UNANSWERED):
        _remind_city(application)
    for prospect in Prospect.objects.filter(closed=False, next_step_on__lte=timezone.localdate()):
        key = f"prospect-due-{prospect.pk}-{prospect.next_step_on}"
        facts = {"prospect": str(prospect), "step": prospect.next_step}
        notify(people_with(EDITOR), "prospect-due", key, ("prospects:edit", prospect.pk), **facts)


def _remind_city(application: Application) -> None:
    asked = application.steps.filter(kind=State.ASKED).last()
    if asked and application.steps.filter(kind="reminded", pk__gt=asked.pk).exists():
        return
    step = record(application, "reminded", text=asked.text if asked else "")
    send_letter_of(step)
