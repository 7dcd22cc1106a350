"""What a query finds in the database, in its order, from sets of records for each clause and each part of a record.

Sets are remembered while the index stands still, so that paging and facets cost no look-up.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from threading import Lock

from django.conf import settings

from search.bits import Bits, bits_of, ids_in
from search.engines.expressions import Expression, clause_expressions
from search.engines.fulltext import dialect
from search.engines.ranking import ANYWHERE, FEW, FIELD_WEIGHTS, OFTEN, READERS_LANGUAGE, rarity
from search.query import Query
from search.snapshot import Snapshot


@dataclass(frozen=True)
class Match:
    """What a query finds. Weighed only when an order by relevance is asked for."""

    query: Query
    bits: Bits
    index: Snapshot
    asked: tuple[Expression, ...] = ()
    anywhere: tuple[Bits, ...] = ()

    def best_first(self, candidates: Bits, limit: int, language: str) -> list[int]:
        """The best `limit` of the candidates among what was found, the newer first among equals; with no words, the
        newest."""
        if not self.asked or not candidates or limit <= 0:
            return self.index.newest.first(candidates, limit)
        readable = self.index.any_of("language", (language,))
        if self.bits.bit_count() <= FEW:
            return self._weighed(candidates, limit, readable)
        found: list[int] = []
        for group in self._groups(candidates, readable):
            found += self.index.newest.first(group, limit - len(found))
            if len(found) == limit:
                break
        return found

    def _weighed(self, candidates: Bits, limit: int, readable: Bits) -> list[int]:
        """By weight, reckoned for each record."""
        weights: dict[int, float] = defaultdict(float)
        for weight, bits in [*self._weights, (READERS_LANGUAGE, readable)]:
            for pk in ids_in(bits & candidates):
                weights[pk] += weight
        for often in self._often:
            for pk, weight in often.items():
                if pk in weights:
                    weights[pk] += weight
        places = self.index.newest.places
        return sorted(weights, key=lambda pk: (-round(weights[pk], 6), places[pk]))[:limit]

    def _groups(self, candidates: Bits, readable: Bits) -> Iterator[Bits]:
        """The candidates in groups of equal weight, the heaviest first, by the parts in which all clauses stand."""
        together = {field: _all(found[field] for found in self._fields) for field in FIELD_WEIGHTS}
        parts = [*((weight, together[field]) for field, weight in FIELD_WEIGHTS.items()), (READERS_LANGUAGE, readable)]
        for chosen in sorted(product((True, False), repeat=len(parts)), key=lambda c: -_sum(parts, c)):
            group = candidates
            for is_in, (_weight, bits) in zip(chosen, parts, strict=True):
                group &= bits if is_in else ~bits
            if group:
                yield group

    @cached_property
    def _weights(self) -> list[tuple[float, Bits]]:
        """What each clause adds, and to which records."""
        found = []
        for anywhere, fields in zip(self.anywhere, self._fields, strict=True):
            rare = rarity(anywhere.bit_count(), len(self.index.entries))
            found.append((rare * ANYWHERE, anywhere))
            found += [(rare * FIELD_WEIGHTS[field], bits) for field, bits in fields.items()]
        return found

    @cached_property
    def _often(self) -> list[dict[int, float]]:
        """What each clause adds for how often it is said; nothing for a common one, which tells records apart badly."""
        found = []
        for asked, anywhere in zip(self.asked, self.anywhere, strict=True):
            if anywhere.bit_count() <= FEW and (weighed := dict(dialect().weights(asked))):
                unit = OFTEN * rarity(anywhere.bit_count(), len(self.index.entries)) / max(weighed.values())
                found.append({pk: weight * unit for pk, weight in weighed.items()})
        return found

    @cached_property
    def _fields(self) -> list[dict[str, Bits]]:
        return [{field: bits_of(ids) for field, ids in found.items()} for found in dialect().match_fields(self.asked)]


def _all(sets: Iterator[Bits]) -> Bits:
    found = next(sets)
    for bits in sets:
        found &= bits
    return found


def _sum(parts: Sequence[tuple[float, Bits]], chosen: Sequence[bool]) -> float:
    return sum(weight for is_in, (weight, _bits) in zip(chosen, parts, strict=True) if is_in)


def at_least(needed: int, sets: Sequence[Bits]) -> Bits:
    """The records that are in at least so many of the sets."""
    reached = [~0] + [0] * needed  # reached[n]: in at least n of those seen so far
    for bits in sets:
        for count in range(needed, 0, -1):
            reached[count] |= reached[count - 1] & bits
    return reached[needed]


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


def match(query: Query, index: Snapshot) -> Match:
    """All records that satisfy as many clauses of the query as it needs."""
    return _matches.get((query, index.generation), lambda: _made(query, index))


def _made(query: Query, index: Snapshot) -> Match:
    if query.is_empty:
        return Match(query, index.live, index)
    asked = tuple(clause_expressions(query))
    anywhere = tuple(bits_of(ids) & index.live for ids in dialect().match(asked))
    return Match(query, at_least(query.needed, anywhere) if asked else 0, index, asked, anywhere)


def forget() -> None:
    """Drops what is remembered, for tests."""
    _matches.forget()
