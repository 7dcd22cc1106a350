"""Which requests count: a reader's plain search, and a page opened from its results."""

import re
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpRequest

from search.querylog.ledger import ledger
from search.request import SearchRequest
from search.results import SearchResults
from search.sorting import RELEVANCE
from search.text import clean_query

_MACHINE = re.compile(r"bot|crawl|spider", re.IGNORECASE)
_LIBRARY = re.compile(r"/([A-Za-z-]{2,10})/policies/\Z")
MAX_FIELDS = 200  # of a library address


def note_search(request: HttpRequest, results: SearchResults) -> None:
    """Counts a search, and whether nothing had all of its words. Memory only."""
    asked = results.request
    if is_reader(request) and _is_plain(asked):
        found_nothing = not results.total or results.relaxed
        ledger.add(asked.language, asked.q, searches=1, missed=int(found_nothing))


def note_click(request: HttpRequest) -> None:
    """Counts a page opened from results, which the Referer header tells. Memory only; no header makes it raise."""
    if is_reader(request):
        language, text = _asked_before(request)
        ledger.add(language, text, clicks=1)


def is_reader(request: HttpRequest) -> bool:
    """Whether a person seems to read: no robot, nothing sent."""
    return request.method == "GET" and not _MACHINE.search(request.headers.get("User-Agent", ""))


def _is_plain(asked: SearchRequest) -> bool:
    """The first page of words alone: what chosen facets leave empty, the vocabularies cannot mend."""
    return not asked.has_selection and asked.page == 1 and asked.sort == RELEVANCE and asked.kind == "case"


def _asked_before(request: HttpRequest) -> tuple[str, str]:
    """The language and words of the results the reader comes from; no words for any other page, site or nonsense."""
    try:
        parts = urlsplit(request.headers.get("Referer", ""))
        fields = parse_qs(parts.query, max_num_fields=MAX_FIELDS)
    except ValueError:
        return "", ""
    library = _LIBRARY.match(parts.path)
    if library is None or library[1] not in dict(settings.LANGUAGES) or parts.netloc != request.get_host():
        return "", ""
    return library[1], clean_query(fields.get("q", [""])[0])
