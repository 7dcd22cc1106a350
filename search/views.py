"""Suggestions under the search box, as a fragment of HTML."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from search.forms import parse_language
from search.suggestions import suggestions
from search.text import clean_query


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """A list of links for what is typed in `q`; an empty list for nothing."""
    found = suggestions(clean_query(request.GET.get("q", "")), parse_language(get_language() or ""))
    response = render(request, "search/suggestions.html", {"suggestions": found})
    patch_cache_control(response, public=True, max_age=60)
    return response
