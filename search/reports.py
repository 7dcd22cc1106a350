"""The report of searches that found nothing, and the two clicks by which an editor gives their words to a term."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

import django_filters
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from core.spreadsheets import ReadersExport
from search import service
from search.models import QueryCount
from search.querylog.terms import give_name, nameable_terms, nearest_terms, terms_with
from search.request import SearchRequest
from search.sorting import RELEVANCE
from search.text import clean_query
from taxonomy.models import Term

TITLE = gettext_lazy("Searches that found nothing")
REPORT_URL = reverse_lazy("missed_queries")
ICON = "search"


@dataclass(frozen=True)
class MissedQuery:
    """Some words readers of a language asked for: how often in all, without a result, and results opened.

    `found_now` is how many cases have all of the words today; None where nobody asked (in a spreadsheet).
    """

    row: int
    language: str
    words: str
    typed_as: str
    times: int
    times_missed: int
    times_opened: int
    last_day: date
    found_now: int | None = None

    @property
    def language_name(self) -> str:
        return dict(settings.LANGUAGES).get(self.language, self.language)

    @property
    def search_url(self) -> str:
        """Where a reader sees what they find."""
        return f"/{self.language}/policies/?{urlencode({'q': self.typed_as})}"


class ForKeepersOfVocabularies(PermissionCheckedMixin):
    """For those who may change terms; others are sent away as everywhere in the admin."""

    permission_policy = ModelPermissionPolicy(Term)
    permission_required = "change"


class StateFilter(django_filters.ChoiceFilter):
    """Settled words are shown only when they are asked for."""

    def filter(self, queryset, value):
        return queryset.settled() if value == "settled" else queryset.unsettled()


class MissedQueriesFilterSet(WagtailFilterSet):
    """Which words are shown; without a choice, those of all days kept that nobody has settled."""

    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Language"),
        choices=settings.LANGUAGES,
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("What happened"),
        choices=[("missed", gettext_lazy("Nothing was found")), ("unopened", gettext_lazy("Results, none opened"))],
        empty_label=gettext_lazy("All"),
        method="filter_kind",
        widget=forms.RadioSelect,
    )
    period = django_filters.ChoiceFilter(
        label=gettext_lazy("Period"),
        choices=[("7", gettext_lazy("7 days")), ("30", gettext_lazy("30 days"))],
        empty_label=gettext_lazy("90 days"),
        method="filter_period",
        widget=forms.RadioSelect,
    )
    state = StateFilter(
        label=gettext_lazy("State"),
        choices=[("settled", gettext_lazy("Settled"))],
        empty_label=gettext_lazy("To be settled"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = QueryCount
        fields: list[str] = []

    def filter_kind(self, queryset, name, value):
        return queryset.filter(times_missed__gt=0) if value == "missed" else queryset.filter(times_missed=0)

    def filter_period(self, queryset, name, value):
        return queryset.last_days(int(value))


class MissedQueriesView(ReadersExport, ForKeepersOfVocabularies, ReportView):
    """What readers searched for and did not find, or found and did not open."""

    page_title = TITLE
    header_icon = ICON
    index_url_name = "missed_queries"
    index_results_url_name = "missed_queries_results"
    results_template_name = "search/admin/missed_queries_results.html"
    filterset_class = MissedQueriesFilterSet
    paginate_by = 25  # each is searched for, to say what it finds now
    list_export = ["typed_as", "language", "times", "times_missed", "times_opened", "last_day"]
    export_headings = {
        "typed_as": gettext_lazy("Words"),
        "language": gettext_lazy("Language"),
        "times": gettext_lazy("Searches"),
        "times_missed": gettext_lazy("Without results"),
        "times_opened": gettext_lazy("Clicks"),
        "last_day": gettext_lazy("Last day"),
    }

    def get_filename(self) -> str:
        return f"searches-{timezone.localdate()}"

    def get_queryset(self):
        return QueryCount.objects.missed_queries()

    def decorate_paginated_queryset(self, object_list):
        return [MissedQuery(**row, found_now=None if self.is_export else _found_now(row)) for row in object_list]

    def get_context_data(self, **kwargs):
        query = self.request.GET.urlencode()
        return super().get_context_data(**kwargs) | {"here": f"{self.index_url}?{query}" if query else self.index_url}


def _found_now(row: dict) -> int:
    asked = SearchRequest(q=row["typed_as"], language=row["language"], sort=RELEVANCE, page_size=1)
    results = service.search(asked)
    return 0 if results.relaxed else results.total


class OneMissedQuery(ForKeepersOfVocabularies):
    """A view of the words of one row: `count`, and `missed` for all of its days."""

    @cached_property
    def count(self) -> QueryCount:
        return get_object_or_404(QueryCount, pk=self.kwargs["pk"])

    @cached_property
    def missed(self) -> MissedQuery:
        return MissedQuery(**QueryCount.objects.like(self.count).totals().get())

    def back(self) -> HttpResponse:
        """To the report as it was left."""
        return redirect(self.return_url)

    @property
    def return_url(self) -> str:
        return get_valid_next_url_from_request(self.request) or str(REPORT_URL)

    def settle(self, is_settled: bool) -> None:
        QueryCount.objects.like(self.count).update(is_settled=is_settled)


class TermSearchForm(forms.Form):
    """Finds terms by their names."""

    q = forms.CharField(label=gettext_lazy("Part of a name, in any language"), required=False)


class NameTermView(OneMissedQuery, WagtailAdminTemplateMixin, TemplateView):
    """Offers the terms to which the words may be given, the nearest first; the button of one does it."""

    page_title = gettext_lazy("Add to a term")
    header_icon = "tag"
    template_name = "search/admin/name_term.html"

    def get_page_subtitle(self) -> str:
        return self.missed.typed_as

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, {"url": self.return_url, "label": TITLE}, here]

    def get_context_data(self, **kwargs):
        terms = nameable_terms()
        part = clean_query(self.request.GET.get("q", ""))
        return super().get_context_data(**kwargs) | {
            "missed": self.missed,
            "return_url": self.return_url,
            "search_form": TermSearchForm({"q": part}),
            "part": part,
            "nearest": [] if part else self._offers(nearest_terms(self.missed.typed_as, terms)),
            "vocabularies": [
                (scheme, self._offers(group))
                for scheme, group in groupby(terms_with(part, terms) if part else terms, key=lambda term: term.scheme)
            ],
        }

    def _offers(self, terms) -> list[tuple[Term, str, list[str]]]:
        """(term, its label, its alternative labels), both in the language of the words."""
        offers = []
        for term in terms:
            row = next((row for row in term.labels.all() if row.language == self.missed.language), None)
            offers.append((term, row.label if row else "", row.alternative_labels if row else []))
        return offers

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        term = next((term for term in nameable_terms() if str(term.pk) == request.POST.get("term")), None)
        if term is None:
            raise Http404
        edit = messages.button(reverse("wagtailsnippets_taxonomy_term:edit", args=[term.pk]), _("Edit the term"))
        try:
            give_name(term, self.missed.language, self.missed.typed_as)
        except ValidationError as error:
            messages.error(request, error.messages[0], buttons=[edit])
            return redirect(request.get_full_path())
        self.settle(True)
        text = _("“%(words)s” is now a name of “%(term)s”, and search knows it at once.")
        try_it = messages.button(self.missed.search_url, _("Try the search"), new_window=True)
        messages.success(request, text % {"words": self.missed.typed_as, "term": term}, buttons=[try_it, edit])
        return self.back()


class SettleView(OneMissedQuery, View):
    """Takes words that are no gap off the list, or (without `settled`) puts them back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        is_settled = bool(request.POST.get("settled"))
        self.settle(is_settled)
        text = _("“%(words)s” is off the list.") if is_settled else _("“%(words)s” is on the list again.")
        messages.success(request, text % {"words": self.missed.typed_as})
        return self.back()
