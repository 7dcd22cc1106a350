"""The default engine: the site's own database finds, the snapshot in memory narrows and counts."""

from collections.abc import Sequence

from search.bits import Bits
from search.engines import matching
from search.engines.base import Asked, Found, Selection, paging
from search.engines.expressions import typed_expression
from search.engines.fulltext import dialect
from search.engines.matching import Match
from search.query import Query
from search.snapshot import Snapshot
from search.sorting import NEWEST, TITLE
from search.titles import by_title


class DatabaseEngine:
    """SQLite or PostgreSQL. Always at hand: it answers too when the search server is away."""

    name = "database"

    def find(self, asked: Asked, index: Snapshot) -> Found:
        match = _relaxed_if_need_be(asked, index)
        of_kind = match.bits & index.of_kind(asked.kind)
        result = narrowed(index, of_kind, asked.selection)
        total = result.bit_count()
        page, pages = paging(total, asked)
        stop = page * asked.page_size
        others = match.bits & ~index.of_kind(asked.kind) if asked.others and not match.query.any_clause else 0
        return Found(
            query=match.query,
            matched=of_kind.bit_count(),
            total=total,
            page=page,
            pages=pages,
            ids=tuple(_ordered(match, result, asked, index, stop)[stop - asked.page_size :]),
            counts=_counts(index, of_kind, result, asked.selection),
            others=tuple(match.best_first(others, asked.others, asked.language)),
        )

    def count(self, kind: str, asked: Sequence[tuple[Query, Selection]], index: Snapshot) -> list[int]:
        found = [(matching.match(query, index).bits & index.of_kind(kind), selection) for query, selection in asked]
        return [narrowed(index, bits, selection).bit_count() for bits, selection in found]

    def among(self, query: Query, ids: Sequence[int], index: Snapshot) -> set[int]:
        bits = matching.match(query, index).bits
        return {pk for pk in ids if bits >> pk & 1}

    def match_titles(self, query: Query, limit: int) -> list[int]:
        asked = typed_expression(query)
        return dialect().match_titles(asked, limit) if asked else []


def narrowed(index: Snapshot, matched: Bits, selection: Selection, leave_out: str = "") -> Bits:
    """The matched records that satisfy every selected facet but the one left out."""
    for facet, values in selection.items():
        if facet != leave_out:
            matched &= index.any_of(facet, values)
    return matched


def _counts(index: Snapshot, of_kind: Bits, result: Bits, selection: Selection) -> dict[str, dict[str, int]]:
    return {
        facet: index.counts(facet, narrowed(index, of_kind, selection, facet) if facet in selection else result)
        for facet in index.values
    }


def _ordered(match: Match, result: Bits, asked: Asked, index: Snapshot, limit: int) -> list[int]:
    if asked.sort == NEWEST:
        return index.newest.first(result, limit)
    if asked.sort == TITLE:
        return by_title(index, asked.language).first(result, limit)
    return match.best_first(result, limit, asked.language)


def _relaxed_if_need_be(asked: Asked, index: Snapshot) -> Match:
    """What the query finds; if nothing of this kind has all its words, what has any of them."""
    match = matching.match(asked.query, index)
    if match.bits & index.of_kind(asked.kind) or not asked.query.can_be_relaxed:
        return match
    return matching.match(asked.query.relaxed(), index)
