"""The only door to search: a request in, results out."""

from dataclasses import replace
from typing import NamedTuple

from search import generations
from search.engines.base import Asked, Found
from search.facets import FACETS, Labels, known_values, labelled
from search.finder import Finder
from search.hits import make_hits
from search.query import Query, understand
from search.request import SearchRequest
from search.results import Chip, SearchResults, WayOut
from search.snapshot import Snapshot, snapshot as current_snapshot
from search.sorting import SORTS
from search.spelling import correction
from search.vocabulary import Vocabulary, vocabulary

ALSO_FOUND = 4


def search(request: SearchRequest) -> SearchResults:
    """Everything a page of results shows. Runs a fixed number of queries, whatever is found."""
    state = generations.current()
    names, index = vocabulary(state), current_snapshot(state)
    labels = Labels(names, index, request.language)
    request = replace(request, facets=known_values(request.facets, labels))
    finder = Finder(state, index)
    query = understand(request.q, names.thesaurus)
    found = finder.find(_asked(request, query))
    corrected = _corrected(request, query, found, index, names, finder)
    found = corrected.found if corrected else found
    hits = make_hits([*found.ids, *found.others], found.query, request.language, names)
    chips = _chips(request, labels)
    return SearchResults(
        request=request,
        total=found.total,
        hits=tuple(hits[pk] for pk in found.ids if pk in hits),
        facets=labelled(found.counts, request.facets, labels),
        selected=chips,
        also_found=tuple(hits[pk] for pk in found.others if pk in hits),
        corrected=corrected.words if corrected else None,
        ways_out=_ways_out(found, chips, request, finder) if not found.total else (),
        relaxed=found.relaxed and bool(found.matched),
        page=found.page,
        pages=found.pages,
        engine=finder.engine,
        notice=finder.notice,
        sorts=tuple((code, str(name)) for code, name in SORTS.items() if request.q or code != "relevance"),
    )


class _Corrected(NamedTuple):
    """What was asked in place of words that nothing has, and what that found."""

    words: str
    found: Found


def _corrected(
    request: SearchRequest, query: Query, found: Found, index: Snapshot, names: Vocabulary, finder: Finder
) -> _Corrected | None:
    """The same search with misspelt words put right, when that finds cases and the words as typed did not."""
    if query.is_empty or (found.matched and not found.relaxed and len(query.clauses) <= 2):
        return None
    words = correction(query, index, names, request.language, finder)
    if words is None:
        return None
    better = finder.find(_asked(request, understand(words, names.thesaurus)))
    return _Corrected(words, better) if better.matched and not better.relaxed else None


def _asked(request: SearchRequest, query: Query) -> Asked:
    return Asked(
        query=query,
        language=request.language,
        sort=request.sort,
        selection=request.facets,
        kind=request.kind,
        page=request.page,
        page_size=request.page_size,
        others=ALSO_FOUND if request.q and request.kind != "all" else 0,
    )


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


def _ways_out(found: Found, chips: tuple[Chip, ...], request: SearchRequest, finder: Finder) -> tuple[WayOut, ...]:
    """What taking away one chip, or the words beside chips, would give; what would still give nothing is left out."""
    rests = [request.without(chip.facet, chip.value).facets for chip in chips]
    asked = [(found.query, rest) for rest in rests] + ([(Query(), request.facets)] if request.q and chips else [])
    counts = finder.count(request.kind, asked)
    ways = [WayOut(chip, count, chip.query_without) for chip, count in zip(chips, counts, strict=False)]
    if len(counts) > len(chips):
        ways.append(WayOut(None, counts[-1], request.without_words().query_string()))
    return tuple(way for way in ways if way.count)
