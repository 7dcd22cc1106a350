"""Which records a query finds, remembered for as long as the index stands still: paging and facets cost no look-up."""

from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from django.conf import settings

from search.bits import Bits, Order
from search.engines.base import Ranking
from search.engines.registry import engine
from search.query import Query
from search.snapshot import Snapshot


@dataclass(frozen=True)
class Match:
    """What a query finds. `query` is what was asked in the end; `newest` lists all live records."""

    query: Query
    bits: Bits
    newest: Order

    @property
    def relaxed(self) -> bool:
        """True when nothing has all the words, and any of them was asked for instead."""
        return self.query.any_clause

    @cached_property
    def _ranking(self) -> Ranking:
        return engine().ranking(self.query, self.bits, self.newest)

    def best_first(self, candidates: Bits, limit: int) -> list[int]:
        """The best `limit` of the candidates among what was found, best first; with no words, the newest."""
        if self.query.is_empty or not candidates:
            return self.newest.first(candidates, limit)
        return self._ranking.best(candidates, limit)


class _Memory:
    """The latest results of a computation, by key; safe between threads."""

    def __init__(self, size: int):
        self._size, self._lock = size, Lock()
        self._kept: OrderedDict = OrderedDict()

    def get(self, key, compute):
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        value = compute()
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return value

    def forget(self):
        with self._lock:
            self._kept.clear()


_matches = _Memory(settings.SEARCH_REMEMBERED_QUERIES)


def find(query: Query, snapshot: Snapshot, kind: str) -> Match:
    """All records the query finds; if none of this kind has all its words, those that have any of them."""
    if query.is_empty:
        return Match(query, snapshot.live, snapshot.newest)
    match = _match(query, snapshot)
    if match.bits & snapshot.of_kind(kind) or len(query.clauses) + len(query.words) < 3:
        return match
    return _match(query.relaxed(), snapshot)


def _match(query: Query, snapshot: Snapshot) -> Match:
    return _matches.get(
        (query, snapshot.generation), lambda: Match(query, engine().match(query) & snapshot.live, snapshot.newest)
    )


def forget() -> None:
    """Drops what is remembered, for tests."""
    _matches.forget()
