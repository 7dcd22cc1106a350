"""The search form: reads an address into a SearchRequest, whatever stands in it."""

import re

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from search.facets import FACET_CODES
from search.models import Kind
from search.request import MAX_PAGE_SIZE, SearchRequest
from search.sorting import SORTS, parse_sort
from search.text import MAX_QUERY, clean_query

MAX_VALUES = 50
_CODE = re.compile(r"[A-Za-z0-9-]{1,80}\Z")


class SearchForm(forms.Form):
    """The search box with its order; facets are links and check boxes beside it."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "maxlength": MAX_QUERY}),
    )
    sort = forms.ChoiceField(label=_("Sort by"), required=False, choices=tuple(SORTS.items()))


def form_for(request: SearchRequest) -> SearchForm:
    """The form as it stands after this request."""
    return SearchForm(initial={"q": request.q, "sort": request.sort})


def parse(data: QueryDict, language: str) -> SearchRequest:
    """A request from an address. Unknown values fall back to the default; nothing raises."""
    q = clean_query(data.get("q", ""))
    return SearchRequest(
        q=q,
        language=parse_language(language),
        facets={code: values for code in FACET_CODES if (values := _values(data.getlist(code)))},
        sort=parse_sort(data.get("sort", ""), has_query=bool(q)),
        page=_whole(data.get("page", ""), default=1),
        page_size=min(_whole(data.get("page_size", ""), default=settings.SEARCH_PAGE_SIZE), MAX_PAGE_SIZE),
        kind=parse_kind(data.get("kind", "")),
    )


def parse_kind(raw: str) -> str:
    """A kind of thing to find, or `all`; case studies for anything else."""
    return raw if raw in (*Kind.values, "all") else Kind.CASE.value


def parse_language(raw: str) -> str:
    """A language of the library; the default one for anything else."""
    return raw if raw in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _values(raw: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in raw if _CODE.match(value)))[:MAX_VALUES]


def _whole(raw: str, default: int) -> int:
    return max(int(raw), 1) if raw.isascii() and raw.isdecimal() and len(raw) < 10 else default
