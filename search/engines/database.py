"""The default engine: the site's own database, SQLite or PostgreSQL. The dialects hold what differs."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db import connection

from search.bits import Bits, bits_of, first_in
from search.documents import SearchDocument
from search.engines import postgres, sqlite
from search.engines.expressions import Expression, expression
from search.query import Query

DIALECTS = {"sqlite": sqlite.SQLiteDialect(), "postgresql": postgres.PostgresDialect()}


class DatabaseEngine:
    """Full text in the database, one row a record."""

    name = "database"

    @property
    def _dialect(self):
        return DIALECTS[connection.vendor]

    def match(self, query: Query) -> Bits:
        asked = _expression(query)
        return bits_of(self._dialect.match(asked)) if asked else 0

    def rank(self, query: Query, candidates: Bits, newest: Sequence[int], limit: int) -> list[int]:
        """By weight of where the words stand, while that costs little; for very common words by title, then date.

        A word that stands in most documents tells them apart badly and costs most to weigh (docs/decisions/0007).
        """
        asked = _expression(query)
        if asked is None:
            return []
        if candidates.bit_count() <= self._dialect.rank_limit:
            return first_in(candidates, self._dialect.ranked(asked), limit)
        best = candidates & bits_of(self._dialect.match_heading(asked))
        found = first_in(best, newest, limit)
        return found + first_in(candidates & ~best, newest, limit - len(found))

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
