"""The only door to search: a request in, results out."""

from dataclasses import replace

from search import generations, matching
from search.bits import Bits
from search.engines.registry import engine
from search.facets import FACETS, Labels, facet_counts, known_values, narrowed
from search.hits import make_hits
from search.matching import Match
from search.query import understand
from search.request import SearchRequest
from search.results import Chip, SearchResults, WayOut
from search.snapshot import Snapshot, snapshot as current_snapshot
from search.sorting import NEWEST, SORTS, TITLE
from search.spelling import suggestion
from search.titles import by_title
from search.vocabulary import vocabulary

ALSO_FOUND = 4


def search(request: SearchRequest) -> SearchResults:
    """Everything a page of results shows. Runs a fixed number of queries, whatever is found."""
    state = generations.current()
    names, index = vocabulary(state), current_snapshot(state)
    labels = Labels(names, index, request.language)
    request = replace(request, facets=known_values(request.facets, labels))
    match = matching.find(understand(request.q, names.thesaurus), index, request.kind)
    of_kind = match.bits & index.of_kind(request.kind)
    result = narrowed(index, of_kind, request.facets)
    total, pages, page = _paging(result, request)
    ids, others = _page_of_ids(match, result, request, page, index), _ids_of_other_kinds(match, request, index)
    hits = make_hits([*ids, *others], match.query, request.language, names)
    chips = _chips(request, labels)
    exact = bool(of_kind) and not match.relaxed
    return SearchResults(
        request=request,
        total=total,
        hits=tuple(hits[pk] for pk in ids if pk in hits),
        facets=facet_counts(index, of_kind, request.facets, labels),
        selected=chips,
        also_found=tuple(hits[pk] for pk in others if pk in hits),
        did_you_mean=None if exact or not request.q else suggestion(request.q, index, names, request.kind),
        ways_out=_ways_out(of_kind, chips, request, index) if not total else (),
        relaxed=match.relaxed and bool(of_kind),
        page=page,
        pages=pages,
        engine=engine().name,
        sorts=tuple((code, str(name)) for code, name in SORTS.items() if request.q or code != "relevance"),
    )


def _paging(result: Bits, request: SearchRequest) -> tuple[int, int, int]:
    """(total, pages, the nearest page there is to the one asked for)."""
    total = result.bit_count()
    pages = max(-(-total // request.page_size), 1)
    return total, pages, min(max(request.page, 1), pages)


def _page_of_ids(match: Match, result: Bits, request: SearchRequest, page: int, index: Snapshot) -> list[int]:
    """The records of one page, in the order asked for."""
    stop = page * request.page_size
    return _ordered(match, result, request, index, stop)[stop - request.page_size :]


def _ordered(match: Match, result: Bits, request: SearchRequest, index: Snapshot, limit: int) -> list[int]:
    if request.sort == NEWEST:
        return index.newest.first(result, limit)
    if request.sort == TITLE:
        return by_title(index, request.language).first(result, limit)
    return match.best_first(result, limit)


def _ids_of_other_kinds(match: Match, request: SearchRequest, index: Snapshot) -> list[int]:
    """A few of the other kinds that the same words find."""
    if not request.q or request.kind == "all" or match.relaxed:
        return []
    others = match.bits & ~index.of_kind(request.kind)
    return match.best_first(others, ALSO_FOUND)


def _chips(request: SearchRequest, labels: Labels) -> tuple[Chip, ...]:
    return tuple(
        Chip(
            facet=entry.code,
            facet_label=str(entry.name),
            value=value,
            label=labels.facet_value(entry, value),
            query_without=request.without(entry.code, value).query_string(),
        )
        for entry in FACETS
        for value in request.facets.get(entry.code, ())
    )


def _ways_out(of_kind: Bits, chips: tuple[Chip, ...], request: SearchRequest, index: Snapshot) -> tuple[WayOut, ...]:
    """What taking away one chip, or the words beside chips, would give; what would still give nothing is left out."""
    found = []
    for chip in chips:
        rest = request.without(chip.facet, chip.value)
        found.append(WayOut(chip, narrowed(index, of_kind, rest.facets).bit_count(), chip.query_without))
    if request.q and chips:
        everything = narrowed(index, index.of_kind(request.kind), request.facets)
        found.append(WayOut(None, everything.bit_count(), request.without_words().query_string()))
    return tuple(way for way in found if way.count)
