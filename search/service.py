"""The only door to search: a request in, results out."""

from dataclasses import replace
from typing import NamedTuple

from search import generations
from search.bits import bits_of
from search.engines.base import Asked, Found, paging
from search.facets import FACETS, Labels, known_values, labelled
from search.finder import Finder
from search.hits import make_hits
from search.models import Kind
from search.query import Query, understand
from search.request import SearchRequest
from search.results import Chip, SearchResults, WayOut
from search.semantic import stage
from search.semantic.options import configured
from search.snapshot import Snapshot, snapshot as current_snapshot
from search.sorting import RELEVANCE, SORTS
from search.spelling import correction
from search.vocabulary import Vocabulary, vocabulary

ALSO_FOUND, ELSEWHERE = 4, 4


def search(request: SearchRequest) -> SearchResults:
    """Everything a page of results shows. Runs a fixed number of queries, whatever is found."""
    state = generations.current()
    names, index = vocabulary(state), current_snapshot(state)
    labels = Labels(names, index, request.language)
    request = replace(request, facets=known_values(request.facets, labels))
    finder = Finder(state, index)
    query = understand(request.q, names.thesaurus)
    found = _find(_asked(request, query), index, finder)
    corrected = _corrected(request, query, found, index, names, finder)
    found = corrected.found if corrected else found
    elsewhere = _elsewhere(found, request, index, finder)
    hits = make_hits([*found.ids, *found.others, *elsewhere], found.query, request.language, names)
    chips = _chips(request, labels)
    return SearchResults(
        request=request,
        total=found.total,
        hits=tuple(hits[pk] for pk in found.ids if pk in hits),
        facets=labelled(found.counts, request.facets, labels),
        selected=chips,
        also_found=tuple(hits[pk] for pk in found.others if pk in hits),
        elsewhere=tuple(hits[pk] for pk in elsewhere if pk in hits),
        corrected=corrected.words if corrected else None,
        ways_out=_ways_out(found, chips, request, finder) if not found.total else (),
        relaxed=found.relaxed and bool(found.matched),
        partial=found.query.needed < len(found.query.clauses) and bool(found.total),
        page=found.page,
        pages=found.pages,
        engine=finder.engine,
        notice=finder.notice,
        sorts=tuple((code, str(name)) for code, name in SORTS.items() if request.q or code != "relevance"),
    )


def _find(asked: Asked, index: Snapshot, finder: Finder) -> Found:
    """What the engine finds; with an embedder, the best of it ordered by meaning too."""
    start = (max(asked.page, 1) - 1) * asked.page_size
    if asked.sort != RELEVANCE or start >= stage.RERANKED or not configured():
        return finder.find(asked)
    size = max(start + asked.page_size, stage.RERANKED)
    found = finder.find(replace(asked, page=1, page_size=size))
    page, pages = paging(found.total, asked)
    start = (page - 1) * asked.page_size
    ids = stage.rerank(found.query.text, found.ids, index)[start : start + asked.page_size]
    return replace(found, ids=tuple(ids), page=page, pages=pages)


def _elsewhere(found: Found, request: SearchRequest, index: Snapshot, finder: Finder) -> list[int]:
    """Cases told in other languages that are near in meaning, though the words do not find them."""
    if found.page > 1 or request.facets or request.kind != Kind.CASE or not request.q or not configured():
        return []
    near = stage.elsewhere(found.query.text, request.language, bits_of(list(found.ids)), index, limit=2 * ELSEWHERE)
    there = finder.among(found.query, near)
    return [pk for pk in near if pk not in there][:ELSEWHERE]


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
    better = _find(_asked(request, understand(words, names.thesaurus)), index, finder)
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
