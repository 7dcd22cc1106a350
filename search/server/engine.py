"""The distributed engine: one question to the server finds, orders and counts."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from search.engines.base import Asked, EngineAway, Found, Selection, paging
from search.engines.ranking import FEW, rarity
from search.facets import FACET_CODES
from search.models import Kind
from search.query import Query
from search.server import index as server_index, queries
from search.server.client import PATIENCE, asking
from search.server.schema import MAX_WINDOW
from search.snapshot import Snapshot
from search.sorting import NEWEST, RELEVANCE, TITLE

MANY_VALUES = 10_000  # of one facet: no cut
LACKS, A_FEW = 0.1, 20  # share and number of the live records that the index may lack and still be asked
BY_DATE = [{"published": "desc"}, {"record": "desc"}]


class ElasticsearchEngine:
    """Made for one reader's search: all its questions together take PATIENCE seconds at most."""

    name = "elasticsearch"

    def __init__(self) -> None:
        self._until = time.monotonic() + PATIENCE

    def find(self, asked: Asked, index: Snapshot) -> Found:
        found = self._find(asked, index)
        if not found.matched and asked.query.can_be_relaxed and not asked.query.any_clause:
            return self._find(replace(asked, query=asked.query.relaxed(), others=0), index)
        return found

    def count(self, kind: str, asked: Sequence[tuple[Query, Selection]], index: Snapshot) -> list[int]:
        bodies = [
            _counted({"bool": {"filter": [queries.matching(query), *_of_kind(kind), *queries.selected(selection)]}})
            for query, selection in asked
        ]
        return [_total(answer) for answer in self._ask(bodies)] if bodies else []

    def among(self, query: Query, ids: Sequence[int], index: Snapshot) -> set[int]:
        filters = [queries.matching(query), {"ids": {"values": [str(pk) for pk in ids]}}]
        body = {"size": len(ids), "_source": False, "query": {"bool": {"filter": filters}}}
        return set(_ids(self._ask([body])[0])) if ids else set()

    def match_titles(self, query: Query, limit: int) -> list[int]:
        body = {"size": limit, "_source": False, "query": {"bool": {"filter": queries.titles(query)}}, "sort": BY_DATE}
        return _ids(self._ask([body])[0])

    def _find(self, asked: Asked, index: Snapshot) -> Found:
        """Two requests: how much there is, which is cheap and which the server remembers; then what is on the page."""
        clauses = asked.query.clauses if asked.sort == RELEVANCE else ()
        everything, counted, *each = self._ask(
            [
                _counted(queries.EVERYTHING),
                _facets(asked),
                *(_counted(queries.clause_filter(clause, asked.query)) for clause in clauses),
            ]
        )
        live = _total(everything)
        _refuse_when_lacking(live, len(index.entries))
        total, matched = _total(counted), counted["aggregations"]["matched"]["doc_count"]
        page, pages = paging(total, asked)
        rarities = [rarity(_total(answer), live) for answer in each]
        weighed = queries.scored(asked.query, asked.language, rarities, often=matched <= FEW)
        ids, others = self._best(asked, min(page, MAX_WINDOW // asked.page_size), weighed, total)
        return Found(
            query=asked.query,
            matched=matched,
            total=total,
            page=page,
            pages=pages,
            ids=ids,
            counts=_counts(counted["aggregations"]),
            others=others,
        )

    def _best(self, asked: Asked, page: int, weighed: dict, total: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """What stands on the page, and what of other kinds stands beside it."""
        bodies = {}
        if total:
            bodies["page"] = _page(asked, page, weighed)
        if asked.others and not asked.query.any_clause:
            bodies["others"] = _others(asked, weighed)
        answers = dict(zip(bodies, self._ask(list(bodies.values())), strict=True)) if bodies else {}
        page_ids, others = (tuple(_ids(answers[name])) if name in answers else () for name in ("page", "others"))
        return page_ids, others

    def _ask(self, bodies: Sequence[Mapping[str, Any]]) -> list[dict]:
        """Answers to all questions, in one request."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise EngineAway("the search server is too slow")
        searches: list[Mapping[str, Any]] = [part for body in bodies for part in ({}, body)]
        with asking() as server:
            answers = server.options(request_timeout=left).msearch(index=server_index.alias(), searches=searches)
        for answer in answers["responses"]:
            if "error" in answer or answer.get("timed_out") or answer["_shards"]["failed"]:
                raise EngineAway(f"the search server refuses: {str(answer.get('error', 'part of the index'))[:300]}")
        return answers["responses"]


def _counted(query: dict) -> dict:
    return {"size": 0, "track_total_hits": True, "query": query}


def _facets(asked: Asked) -> dict:
    """Every count. The selection narrows after the counts are made."""
    return {
        **_counted({"bool": {"filter": [queries.matching(asked.query), *_of_kind(asked.kind)]}}),
        "post_filter": {"bool": {"filter": queries.selected(asked.selection)}},
        "aggs": _aggregations(asked.selection),
    }


def _page(asked: Asked, page: int, weighed: dict) -> dict:
    return {
        "from": (page - 1) * asked.page_size,
        "size": asked.page_size,
        **_ordered(weighed, [*_of_kind(asked.kind), *queries.selected(asked.selection)], _sort(asked)),
    }


def _others(asked: Asked, weighed: dict) -> dict:
    kinds = [kind for kind in Kind.values if kind != asked.kind]
    return {"size": asked.others, **_ordered(weighed, [{"terms": {"kind": kinds}}], ["_score", *BY_DATE])}


def _ordered(weighed: dict, filters: list[dict], sort: list) -> dict:
    return {
        "_source": False,
        "track_total_hits": False,
        "query": {"bool": {"must": weighed, "filter": filters}},
        "sort": sort,
    }


def _sort(asked: Asked) -> list:
    if asked.sort == NEWEST or (asked.query.is_empty and asked.sort != TITLE):
        return BY_DATE
    if asked.sort == TITLE:
        return [{f"sort.{asked.language}": "asc"}, {"record": "asc"}]
    return ["_score", *BY_DATE]


def _of_kind(kind: str) -> list[dict]:
    return [] if kind == "all" else [{"term": {"kind": kind}}]


def _aggregations(selection: Selection) -> dict:
    """Each facet counted among what all other facets leave over; those without a selection share one filter."""
    rest = {facet: _values(facet) for facet in FACET_CODES if facet not in selection}
    return {
        "matched": {"filter": queries.EVERYTHING},
        "rest": {"filter": {"bool": {"filter": queries.selected(selection)}}, "aggs": rest},
        **{
            facet: {
                "filter": {"bool": {"filter": queries.selected(selection, leave_out=facet)}},
                "aggs": {facet: _values(facet)},
            }
            for facet in selection
        },
    }


def _values(facet: str) -> dict:
    return {"terms": {"field": f"facet.{facet}", "size": MANY_VALUES}}


def _counts(aggregations: dict) -> dict[str, dict[str, int]]:
    return {
        facet: {bucket["key"]: bucket["doc_count"] for bucket in counted[facet]["buckets"]}
        for counted in aggregations.values()
        for facet in FACET_CODES
        if facet in counted
    }


def _refuse_when_lacking(there: int, live: int) -> None:
    if there < max(live * (1 - LACKS) - A_FEW, min(live, 1)):
        raise EngineAway(f"the search server holds {there} of {live} records")


def _total(answer: dict) -> int:
    return answer["hits"]["total"]["value"]


def _ids(answer: dict) -> list[int]:
    return [int(hit["_id"]) for hit in answer["hits"]["hits"]]
