"""What search adds to pages of lower apps: results on the library's index, related cases on a case."""

from django.utils.translation import get_language

from core.contributions import contribute_to
from policies.counts import count_with
from policies.models import CaseStudyPage, PolicyIndexPage
from search import documents, service
from search.forms import form_for, parse
from search.models import Kind
from search.querylog.visits import note_click, note_search
from search.related import more_like_this
from search.snapshot import snapshot


def register() -> None:
    count_with(published_cases)
    contribute_to(PolicyIndexPage, library_context)
    contribute_to(CaseStudyPage, case_context)
    for source in documents.sources():
        contribute_to(source.page_class, found_page_context)


def published_cases(facet: str) -> dict[str, int]:
    """`{value: published cases}` of one facet, for the map and the themes."""
    index = snapshot()
    return index.counts(facet, index.of_kind(Kind.CASE))


def library_context(page: PolicyIndexPage, request) -> dict:
    """`search` (SearchResults) and `search_form`, for the address and language of the request."""
    results = service.search(parse(request.GET, get_language()))
    note_search(request, results)
    return {"search": results, "search_form": form_for(results.request)}


def case_context(page: CaseStudyPage, request) -> dict:
    """`related`: up to four cases, each with the reason."""
    return {"related": more_like_this(page)}


def found_page_context(page, request) -> dict:
    """Nothing to show; the page may have been opened from results, which is counted."""
    note_click(request)
    return {}
