"""The door every engine stands behind. An engine finds, orders and counts; it never decides what may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from search.query import Query
from search.snapshot import Snapshot

Selection = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Asked:
    """A search as an engine is asked it. `others` is how many results of other kinds are wanted beside the page."""

    query: Query
    language: str
    sort: str
    selection: Selection = field(default_factory=dict)
    kind: str = "case"
    page: int = 1
    page_size: int = 20
    others: int = 0


@dataclass(frozen=True)
class Found:
    """One page of what was found. All numbers are of records of the kind asked for.

    `query` is what was asked in the end: relaxed when nothing has all its words. `matched` counts before the selection
    narrows, `total` after it. `counts` is {facet: {value: records}}; a facet's counts leave out its own selection.
    """

    query: Query
    matched: int
    total: int
    page: int
    pages: int
    ids: tuple[int, ...]
    counts: Mapping[str, Mapping[str, int]]
    others: tuple[int, ...] = ()

    @property
    def relaxed(self) -> bool:
        """True when nothing has all the words, and any of them was asked for instead."""
        return self.query.any_clause


class Engine(Protocol):
    """Finds records. Raises EngineAway when its server does not answer; nothing else, whatever is asked."""

    name: str

    def find(self, asked: Asked, index: Snapshot) -> Found:
        """A page of results with all counts; a page that is not there is the nearest one."""

    def count(self, kind: str, asked: Sequence[tuple[Query, Selection]], index: Snapshot) -> list[int]:
        """How many records of a kind each of these would find, as asked, without relaxing."""

    def among(self, query: Query, ids: Sequence[int], index: Snapshot) -> set[int]:
        """Those of these records that the query finds."""

    def match_titles(self, query: Query, limit: int) -> list[int]:
        """Records whose title satisfies a query, for suggestions."""


class EngineAway(Exception):
    """The search server does not answer, or not yet for all there is; the message says which and why."""


def paging(total: int, asked: Asked) -> tuple[int, int]:
    """(the nearest page there is to the one asked for, pages)."""
    pages = max(-(-total // asked.page_size), 1)
    return min(max(asked.page, 1), pages), pages
