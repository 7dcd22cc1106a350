"""What a query finds in the database, in its order; remembered while the index stands still, so paging is free."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from django.conf import settings

from search.bits import Bits, bits_of
from search.engines.expressions import Expression
from search.engines.fulltext import dialect
from search.query import Query
from search.snapshot import Snapshot

READERS_LANGUAGE = 1.2  # how much more a case weighs that can be read in the reader's language


@dataclass(frozen=True)
class Match:
    """What a query finds. Weighed only when an order by relevance is asked for."""

    query: Query
    bits: Bits
    index: Snapshot
    asked: Expression | None = None

    def best_first(self, candidates: Bits, limit: int, language: str) -> list[int]:
        """The best `limit` of the candidates among what was found, best first; with no words, the newest.

        Those come first that say it in their title, then the others; among each by weight of where the words stand,
        the reader's language before others, the newer before the older. A word that stands in many documents tells
        them apart badly and costs most to weigh: then language and date alone decide (docs/decisions/0007).
        """
        if self.asked is None or not candidates:
            return self.index.newest.first(candidates, limit)
        readable = self.index.any_of("language", (language,))
        found: list[int] = []
        for tier in (candidates & self._titled, candidates & ~self._titled):
            found += self._by_weight(tier, readable, limit - len(found))
        return found

    def _by_weight(self, tier: Bits, readable: Bits, limit: int) -> list[int]:
        if not self._weights:
            first = self.index.newest.first(tier & readable, limit)
            return first + self.index.newest.first(tier & ~readable, limit - len(first))
        places = self.index.newest.places
        weighed = [
            (-weight * (READERS_LANGUAGE if readable >> pk & 1 else 1), places[pk], pk)
            for pk, weight in self._weights
            if tier >> pk & 1
        ]
        return [pk for _weight, _place, pk in sorted(weighed)[: max(limit, 0)]]

    @cached_property
    def _titled(self) -> Bits:
        """A query relaxed to any of its words has no title tier: one word there says less than three in a text."""
        return 0 if self.query.any_clause or not self.asked else bits_of(dialect().match_heading(self.asked))

    @cached_property
    def _weights(self) -> list[tuple[int, float]]:
        """(record, weight), the heavier the better; none when too many match."""
        if not self.asked or self.bits.bit_count() > dialect().rank_limit:
            return []
        return [(pk, weight) for pk, weight in dialect().weights(self.asked) if self.bits >> pk & 1]


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


def remembered(key: tuple[Query, int], compute: Callable[[], Match]) -> Match:
    """The match of a query at one generation of the index, made when it is not remembered."""
    return _matches.get(key, compute)


def forget() -> None:
    """Drops what is remembered, for tests."""
    _matches.forget()
