"""The default engine: the site's own database, SQLite or PostgreSQL. The dialects hold what differs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from search.bits import Bits, Order, bits_of
from search.documents import SearchDocument
from search.engines import postgres, sqlite
from search.engines.expressions import Expression, expression
from search.query import Query

DIALECTS = {"sqlite": sqlite.SQLiteDialect(), "postgresql": postgres.PostgresDialect()}


@dataclass(frozen=True)
class Weighed:
    """All that was found, weighed: the best first."""

    order: Order

    def best(self, candidates: Bits, limit: int) -> list[int]:
        return self.order.first(candidates, limit)


@dataclass(frozen=True)
class Tiered:
    """First those that say it in their title, then the others; the newest first in both."""

    titled: Bits
    newest: Order

    def best(self, candidates: Bits, limit: int) -> list[int]:
        found = self.newest.first(candidates & self.titled, limit)
        return found + self.newest.first(candidates & ~self.titled, limit - len(found))


class DatabaseEngine:
    """Full text in the database, one row a record."""

    name = "database"

    @property
    def _dialect(self):
        return DIALECTS[connection.vendor]

    def match(self, query: Query) -> Bits:
        asked = _expression(query)
        return bits_of(self._dialect.match(asked)) if asked else 0

    def ranking(self, query: Query, matched: Bits, newest: Order) -> "Weighed | Tiered":
        """By weight of where the words stand, while that costs little; for common words by title, then date.

        A word that stands in many documents tells them apart badly and costs most to weigh (docs/decisions/0007).
        """
        asked = _expression(query)
        if asked is None:
            return Weighed(Order(()))
        if matched.bit_count() <= self._dialect.rank_limit:
            return Weighed(Order(tuple(self._dialect.ranked(asked))))
        return Tiered(bits_of(self._dialect.match_heading(asked)), newest)

    def match_titles(self, query: Query, limit: int) -> list[int]:
        asked = _expression(query)
        return self._dialect.match_titles(asked, limit) if asked else []

    def write(self, documents: Iterable[tuple[int, SearchDocument]]) -> None:
        rows = [(pk, document.tokens()) for pk, document in documents]
        self._dialect.remove([pk for pk, _columns in rows])
        self._dialect.insert(rows)

    def remove(self, ids: Sequence[int]) -> None:
        self._dialect.remove(ids)

    def clear(self) -> None:
        self._dialect.clear()

    def ids(self) -> Bits:
        return bits_of(self._dialect.ids())

    def optimise(self) -> None:
        self._dialect.optimise()


@lru_cache(maxsize=512)
def _expression(query: Query) -> Expression | None:
    return expression(query)
