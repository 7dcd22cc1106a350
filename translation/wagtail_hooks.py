"""Translation in Wagtail's admin: the board, its addresses, and wagtail-localize's editor with a way to the editors."""

from django.urls import include, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from policies.models import CaseStudyPage
from translation import upstream
from translation.desk.doors import VIEW
from translation.desk.urls import urlpatterns
from translation.desk.waiting import add_panel
from translation.models import GlossaryEntry, LanguageVersion
from translation.readers import ledger

FIRST = -1  # before wagtail-localize's own
LOGGED = {
    "asked": gettext_lazy("Translation asked for"),
    "taken": gettext_lazy("Translation begun or continued"),
    "dropped": gettext_lazy("Translation no longer asked for"),
    "sent": gettext_lazy("Translation sent for approval"),
    "taken-back": gettext_lazy("Translation taken back"),
    "returned": gettext_lazy("Translation returned with remarks"),
    "approved": gettext_lazy("Translation approved and published"),
    "waived": gettext_lazy("Change of the original waived for the translation"),
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for code, label in LOGGED.items():
        actions.register_action(f"translation.{code}", label, label)


@hooks.register("register_admin_urls", order=FIRST)
def addresses_of_wagtail_localize():
    return [path("localize/", include(upstream.urlpatterns))]


@hooks.register("before_edit_page", order=FIRST)
def translations_are_not_published_here(request, page):
    return upstream.instead_of_publishing(request, page)


@hooks.register("construct_reports_menu")
def one_board(request, items):
    """wagtail-localize's report calls outdated translations up to date."""
    items[:] = [item for item in items if "localize/reports" not in item.url]


hooks.register("construct_homepage_panels", add_panel)


@hooks.register("construct_explorer_page_queryset")
def drafts_of_others(parent_page, pages, request):
    """Of what is not published, translators see their translations, and no city's draft."""
    if request.user.is_superuser or request.user.has_perm("editorial.view_submission"):
        return pages
    return pages.filter(live=True) | pages.filter(pk__in=LanguageVersion.objects.values("page"))


@hooks.register("before_serve_page")
def reads_are_counted(page, request, _args, _kwargs):
    """What is read most is translated first."""
    if isinstance(page, CaseStudyPage):
        ledger.note(page, request)


@hooks.register("insert_global_admin_css")
def styles():
    return format_html('<link rel="stylesheet" href="{}">', versioned_static("translation/desk.css"))


class BoardItem(MenuItem):
    """For translators and editors."""

    def is_shown(self, request):
        return request.user.has_perm(VIEW)


class BoardViewSet(ViewSet):
    """The board and the screens beside it."""

    icon = "wagtail-localize-language"
    menu_label = gettext_lazy("Translations")
    menu_order = 245
    menu_item_class = BoardItem
    add_to_admin_menu = True

    def get_urlpatterns(self):
        return urlpatterns


class GlossaryViewSet(ModelViewSet):
    """The editors' own agreed translations; translators look them up."""

    model = GlossaryEntry
    icon = "openquote"
    menu_label = gettext_lazy("Glossary")
    menu_order = 246
    add_to_admin_menu = True
    list_display = ["__str__", "note"]
    search_fields = ["texts__text", "texts__alternatives", "note"]
    inspect_view_enabled = True

    def get_queryset(self, request):
        return GlossaryEntry.objects.prefetch_related("texts")


@hooks.register("register_admin_viewset")
def register_board():
    return [
        BoardViewSet("translations", url_prefix="translations"),
        GlossaryViewSet("glossary", url_prefix="glossary"),
    ]
