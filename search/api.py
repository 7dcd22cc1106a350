"""`GET /api/search/`: the same search as the page, as JSON. Titles and snippets are plain text."""

from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language_from_request, override
from django.views.decorators.http import require_safe

from search import service
from search.forms import parse, parse_language
from search.results import Facet, Hit, SearchResults

MAX_AGE = 60


@require_safe
def search_api(request: HttpRequest) -> JsonResponse:
    """Parameters as on the page, and `lang` (else Accept-Language), `kind` and `page_size`."""
    language = parse_language(request.GET.get("lang") or get_language_from_request(request))
    with override(language):
        results = service.search(parse(request.GET, language))
        response = JsonResponse(as_json(results), json_dumps_params={"ensure_ascii": False})
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    response["Vary"] = "Accept-Language"
    return response


def as_json(results: SearchResults) -> dict:
    """Results in the shape the API promises (docs/search.md)."""
    return {
        "total": results.total,
        "page": results.page,
        "pages": results.pages,
        "hits": [_hit(hit) for hit in results.hits],
        "facets": {facet.code: _facet(facet) for facet in results.facets},
        "did_you_mean": results.corrected,
        "relaxed": results.relaxed,
        "notice": results.notice,
    }


def _hit(hit: Hit) -> dict:
    return {
        "id": hit.id,
        "kind": hit.kind,
        "title": hit.plain_title,
        "lang": hit.lang,
        "languages": hit.languages,
        "url": hit.url,
        "snippet": hit.plain_snippet,
        "city": hit.city_code,
        "themes": [theme.code for theme in hit.themes],
    }


def _facet(facet: Facet) -> list[dict]:
    return [
        {"code": value.code, "label": value.label, "count": value.count, "selected": value.selected}
        for value in facet.values
    ]
