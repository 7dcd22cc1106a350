"""The door every engine stands behind. An engine finds and orders records; it never decides what may be shown."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from search.bits import Bits, Order
from search.documents import SearchDocument
from search.query import Query


class Ranking(Protocol):
    """The order of what one query finds, kept as long as the index stands still."""

    def best(self, candidates: Bits, limit: int) -> list[int]:
        """The best `limit` of the candidates, best first."""


class Engine(Protocol):
    """An index of documents by record id.

    `match` may raise EngineAway when its server cannot be reached; nothing else, whatever the query.
    """

    name: str

    def match(self, query: Query) -> Bits:
        """The records that satisfy a query."""

    def ranking(self, query: Query, matched: Bits, newest: Order) -> Ranking:
        """The order of what `match` gave for this query; `newest` lists all live records and settles ties."""

    def match_titles(self, query: Query, limit: int) -> list[int]:
        """Records whose title satisfies a query, for suggestions."""

    def write(self, documents: Iterable[tuple[int, SearchDocument]]) -> None:
        """Puts documents in the place of what was stored under their record ids."""

    def remove(self, ids: Sequence[int]) -> None:
        """Takes records out."""

    def clear(self) -> None:
        """Empties the index."""

    def ids(self) -> Bits:
        """Every record in the index."""

    def optimise(self) -> None:
        """Tidies up after much was written."""


class EngineAway(Exception):
    """The search server does not answer; the message names it."""
