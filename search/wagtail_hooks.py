"""The report of searches in Wagtail's admin, under Reports."""

from django.urls import path
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from search import reports


class KeepersMenuItem(MenuItem):
    """Shown to those who may change terms."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm("taxonomy.change_term")


@hooks.register("register_admin_urls")
def register_missed_queries():
    below = "reports/searches/"
    return [
        path(below, reports.MissedQueriesView.as_view(), name="missed_queries"),
        path(f"{below}results/", reports.MissedQueriesView.as_view(results_only=True), name="missed_queries_results"),
        path(f"{below}<int:pk>/term/", reports.NameTermView.as_view(), name="missed_query_term"),
        path(f"{below}<int:pk>/settle/", reports.SettleView.as_view(), name="missed_query_settle"),
    ]


@hooks.register("register_reports_menu_item")
def register_missed_queries_menu_item():
    return KeepersMenuItem(reports.TITLE, reports.REPORT_URL, name="missed-queries", icon_name=reports.ICON, order=600)
