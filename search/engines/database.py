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
class Tiered:
    """First those that say it in their title, then the others, both in the same order."""

    titled: Bits
    order: Order

    def best(self, candidates: Bits, limit: int) -> list[int]:
        found = self.order.first(candidates & self.titled, limit)
        return found + self.order.first(candidates & ~self.titled, limit - len(found))


class DatabaseEngine:
    """Full text in the database, one row a record."""

    name = "database"

    @property
    def _dialect(self):
        return DIALECTS[connection.vendor]

    def match(self, query: Query) -> Bits:
        asked = _expression(query)
        return bits_of(self._dialect.match(asked)) if asked else 0

    def ranking(self, query: Query, matched: Bits, newest: Order) -> Tiered:
        """Titles first, then by weight of where the words stand, or for common words by date.

        A word that stands in many documents tells them apart badly and costs most to weigh (docs/decisions/0007). A
        query relaxed to any of its words has no title tier: one word in a title says less than three in a text.
        """
        asked = _expression(query)
        if asked is None:
            return Tiered(0, Order(()))
        titled = 0 if query.any_clause else bits_of(self._dialect.match_heading(asked))
        few = matched.bit_count() <= self._dialect.rank_limit
        return Tiered(titled, Order(tuple(self._dialect.ranked(asked))) if few else newest)

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
