"""What the clock does for published cases. Called from cron, and repeatable."""

from django.utils import timezone

from editorial import telling
from editorial.models import Confirmation
from editorial.publication import confirming


def remind() -> None:
    """Asks about cases whose year is over, reminds once after a fortnight, tells the editors who did not answer."""
    now = timezone.now()
    for number in confirming.due(timezone.localdate()).values_list("pk", flat=True):
        confirming.ask(number)
    open_ones = Confirmation.objects.filter(answer="", revoked_at=None, submission__case__live=True)
    for asked in open_ones.select_related("submission__case", "submission__city"):
        if asked.expires_at <= now:
            telling.not_confirmed(asked)
        elif now - asked.asked_at >= confirming.ASK_AGAIN:
            telling.asked_to_confirm(asked, again=True)
