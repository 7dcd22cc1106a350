"""On the first page of the admin: the translations that wait for whoever signs in."""

from django.db.models import Count, F, Q
from wagtail.admin.ui.components import Component

from translation.desk.doors import DECIDE, VIEW, versions_for
from translation.models import Delivery
from translation.states import State, Work

SHOWN = 5  # of a kind; the board has all


class WaitingPanel(Component):
    """For an editor what is to be approved, for everyone what is theirs to translate, and what anybody may begin. A
    fixed number of queries."""

    template_name = "translation/admin/waiting.html"
    order = 10

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context=None):
        user = self.request.user
        versions = versions_for(user)
        own = versions.filter(assignee=user, work__in=[Work.ASKED, Work.IN_WORK])
        sent = (
            Delivery.objects.waiting().filter(version__in=versions)
            if user.has_perm(DECIDE)
            else Delivery.objects.none()
        )
        counts = versions.order_by().aggregate(
            open=Count("pk", filter=Q(state=State.ASKED, assignee=None)),
            outdated=Count("pk", filter=Q(state=State.OUTDATED)),
        )
        return {
            "deliveries": sent.select_related("version__original", "version__locale", "sent_by").order_by("sent_at")[
                :SHOWN
            ],
            "sent": sent.count(),
            "own": own.with_pages().order_by(F("due_on").asc(nulls_last=True), "pk")[:SHOWN],
            "mine": own.count(),
            "open": counts["open"],
            "outdated": counts["outdated"],
            "csrf_token": (parent_context or {}).get("csrf_token", ""),
        }


def add_panel(request, panels) -> None:
    """For Wagtail's `construct_homepage_panels`."""
    if request.user.has_perm(VIEW):
        panels.append(WaitingPanel(request))
