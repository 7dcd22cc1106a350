"""The board: every published page, and where it stands in each of a person's languages."""

from dataclasses import dataclass, field
from datetime import timedelta

import django_filters
from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Max, Min, Q, Sum
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView

from accounts.languages import group_name, languages_of
from core.spreadsheets import ReadersExport
from policies.models import CaseStudyPage
from translation.desk.doors import DECIDE, VIEW, versions_for
from translation.desk.forms import AskForm, name_of
from translation.models import Delivery, LanguageVersion
from translation.models.version import read_lately
from translation.sections import section_label
from translation.states import State, Work

ME, NOBODY, LATE, SOON = "me", "nobody", "late", "soon"
CASES, PAGES = "cases", "pages"
NAMES = dict(settings.LANGUAGES)
ORDERS = {
    "newest": (gettext_lazy("Newest first"), ("-published", "original")),
    "words": (gettext_lazy("Most words to do"), ("-words", "original")),
    "due": (gettext_lazy("Due first"), ("due", "original")),
    "reads": (gettext_lazy("Most read first"), ("-reads", "original")),
    "wanted": (gettext_lazy("Most wanted by readers first"), ("-wanted", "original")),
}


class BoardFilter(WagtailFilterSet):
    """By state, language, kind, translator and due date."""

    state = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("State"), choices=State, widget=forms.CheckboxSelectMultiple
    )
    language = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Language"),
        field_name="locale__language_code",
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("What"),
        method="of_kind",
        choices=[(CASES, gettext_lazy("Case studies")), (PAGES, gettext_lazy("Pages of the network"))],
    )
    assignee = django_filters.ChoiceFilter(
        label=gettext_lazy("Translator"), method="of_assignee", choices=lambda: _translators()
    )
    due = django_filters.ChoiceFilter(
        label=gettext_lazy("Due"),
        method="due_by",
        choices=[(LATE, gettext_lazy("Overdue")), (SOON, gettext_lazy("Within a week"))],
    )
    original = django_filters.NumberFilter(widget=forms.HiddenInput)
    order = django_filters.ChoiceFilter(
        label=gettext_lazy("Order"), method="ordered", choices=[(code, label) for code, (label, _by) in ORDERS.items()]
    )

    class Meta:
        model = LanguageVersion
        fields: list[str] = []

    def of_kind(self, found, _name, kind):
        cases = Q(original__content_type=ContentType.objects.get_for_model(CaseStudyPage))
        return found.filter(cases if kind == CASES else ~cases)

    def of_assignee(self, found, _name, who):
        known = {ME: self.request.user.pk, NOBODY: None}
        return found.filter(assignee=known[who] if who in known else int(who))

    def due_by(self, found, _name, due):
        today = timezone.localdate()
        days = {"due_on__lt": today} if due == LATE else {"due_on__range": (today, today + timedelta(days=7))}
        return found.filter(**days).exclude(work=Work.NONE)

    def ordered(self, found, _name, _order):
        return found  # the originals are ordered, not the versions


@dataclass
class Row:
    """One original with its cells in the order of the board's languages; None where it is itself of that language."""

    original: object
    kind: str
    place: str
    reads: int
    cells: list = field(default_factory=list)


class BoardView(ReadersExport, ReportView):
    """Cases and pages by languages; what is ticked is asked for at once."""

    page_title = gettext_lazy("Translations")
    header_icon = "wagtail-localize-language"
    any_permission_required = [VIEW]
    permission_required = VIEW
    template_name = "translation/admin/board.html"
    results_template_name = "translation/admin/board_results.html"
    index_url_name = "translations:index"
    index_results_url_name = "translations:index_results"
    filterset_class = BoardFilter
    model = LanguageVersion
    is_searchable = True
    search_fields = ["original__title", "page__title"]
    paginate_by = 25
    export_filename = "translations"

    def user_has_permission(self, permission):
        return self.request.user.has_perm(permission)

    def user_has_any_permission(self, permissions):
        return any(map(self.user_has_permission, permissions))

    @cached_property
    def languages(self) -> list[str]:
        return languages_of(self.request.user)

    def get_base_queryset(self):
        return versions_for(self.request.user).with_pages().with_readers()

    def paginate_queryset(self, queryset, page_size):
        """Pages of originals, not of versions: a row is not torn apart."""
        chosen = self.filters.form.cleaned_data.get("order") if self.filters and self.filters.is_valid() else ""
        asked = {"reads": {"reads": read_lately()}, "wanted": {"wanted": Count("reader_requests", distinct=True)}}
        originals = (
            queryset.order_by()
            .values("original")
            .annotate(published=Max("original__first_published_at"), words=Max("words_to_do"), due=Min("due_on"))
            .annotate(**asked.get(chosen, {}))
            .order_by(*ORDERS[chosen or "newest"][1])
            .values_list("original", flat=True)
        )
        paginator, page, numbers, is_paginated = super().paginate_queryset(originals, page_size)
        self.matching = set(queryset.filter(original__in=list(numbers)).values_list("pk", flat=True))
        return paginator, page, list(numbers), is_paginated

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if not self.is_export:
            context["rows"] = self._rows(context["object_list"])
            context["languages"] = [(code, NAMES[code]) for code in self.languages]
            context["may_ask"] = self.request.user.has_perm(DECIDE)
            context["ask_form"] = AskForm(
                languages=self.languages, auto_id="ask_%s"
            )  # the filters have such fields, too
            context["totals"] = self._totals()
        return context

    def _rows(self, numbers: list[int]) -> list[Row]:
        """A fixed number of queries."""
        versions = list(self.get_base_queryset().filter(original__in=numbers))
        cases = CaseStudyPage.objects.filter(pk__in=numbers).select_related("city").prefetch_related("city__names")
        waiting = dict(Delivery.objects.waiting().filter(version__in=versions).values_list("version", "pk"))
        cities = {case.pk: case.city for case in cases}
        known: dict[int, Row] = {}
        for version in versions:
            original = version.original
            page_class = original.specific_class
            if original.pk not in known:
                city = cities.get(original.pk)
                kind = "" if city else str(page_class._meta.verbose_name)
                cells = [None] * len(self.languages)
                known[original.pk] = Row(original, kind, city.name if city else "", version.reads, cells)
            version.sections = [section_label(page_class, name) for name in version.outdated_sections]
            version.is_matching = version.pk in self.matching
            version.waiting = waiting.get(version.pk)
            known[original.pk].cells[self.languages.index(version.language)] = version
        return [known[number] for number in numbers if number in known]

    def _totals(self) -> list[tuple[str, str, int, int]]:
        """[(language, its name, versions that lack something, words to do), …]. One query."""
        found = versions_for(self.request.user).exclude(state=State.UP_TO_DATE).order_by()
        counted = found.values_list("locale__language_code").annotate(Count("pk"), Sum("words_to_do"))
        by_language = {code: (count, words) for code, count, words in counted}
        return [(code, NAMES[code], *by_language.get(code, (0, 0))) for code in self.languages]

    list_export = [
        "page",
        "kind",
        "original_language",
        "language",
        "state",
        "sections",
        "words",
        "translator",
        "due",
        "approved",
        "wanted",
        "reads",
    ]

    def to_row_dict(self, version):
        page_class = version.original.specific_class
        return {
            "page": version.original.title,
            "kind": str(page_class._meta.verbose_name),
            "original_language": version.original.locale.language_code,
            "language": version.language,
            "state": str(State(version.state).label),
            "sections": ", ".join(section_label(page_class, name) for name in version.outdated_sections),
            "words": version.words_to_do,
            "translator": name_of(version.assignee),
            "due": version.due_on,
            "approved": timezone.localtime(version.approved_at).date() if version.approved_at else None,
            "wanted": version.readers,
            "reads": version.reads,
        }

    def get_heading(self, queryset, field):
        return str(HEADINGS[field])


HEADINGS = {
    "page": gettext_lazy("Original"),
    "kind": gettext_lazy("Kind"),
    "original_language": gettext_lazy("Original language"),
    "language": gettext_lazy("Language"),
    "state": gettext_lazy("State"),
    "sections": gettext_lazy("Outdated sections"),
    "words": gettext_lazy("Words to do"),
    "translator": gettext_lazy("Translator"),
    "due": gettext_lazy("Due"),
    "approved": gettext_lazy("Approved"),
    "wanted": gettext_lazy("Asked for by readers"),
    "reads": gettext_lazy("Read in 90 days"),
}


def _translators():
    people = get_user_model().objects.filter(groups__name__in=[group_name(code) for code in NAMES]).distinct()
    names = [(person.pk, name_of(person)) for person in people.order_by("first_name", "pk")]
    return [(ME, _("Mine")), (NOBODY, _("Nobody")), *names]
