"""Which records a query finds, remembered for as long as the index stands still: paging and facets cost no look-up."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from django.conf import settings

from search.bits import Bits
from search.engines.registry import engine
from search.query import Query
from search.snapshot import Snapshot


@dataclass(frozen=True)
class Match:
    """What a query finds: `query` is what was asked in the end, `relaxed` whether it had to ask for less."""

    query: Query
    bits: Bits
    relaxed: bool = False


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


_matches, _rankings = (_Memory(settings.SEARCH_REMEMBERED_QUERIES) for _ in range(2))


def find(query: Query, snapshot: Snapshot, kind: str) -> Match:
    """All records the query finds; if none of this kind has all its words, those that have any of them."""
    if query.is_empty:
        return Match(query, snapshot.live)
    bits = _bits(query, snapshot)
    if bits & snapshot.of_kind(kind) or len(query.clauses) + len(query.words) < 3:
        return Match(query, bits)
    relaxed = query.relaxed()
    return Match(relaxed, _bits(relaxed, snapshot), relaxed=True)


def best_first(match: Match, candidates: Bits, snapshot: Snapshot, limit: int) -> list[int]:
    """The best `limit` of the candidates among what was found, best first."""
    if match.query.is_empty:
        return snapshot.newest.first(candidates, limit)
    key = (match.query, snapshot.generation)
    ranking = _rankings.get(key, lambda: engine().ranking(match.query, match.bits, snapshot.newest))
    return ranking.best(candidates, limit)


def _bits(query: Query, snapshot: Snapshot) -> Bits:
    return _matches.get((query, snapshot.generation), lambda: engine().match(query) & snapshot.live)


def forget() -> None:
    """Drops what is remembered, for tests."""
    _matches.forget()
    _rankings.forget()
