"""One reader's search: asks the search server while it answers in time, and from then on the database."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.utils.translation import gettext as _

from search import generations, outbox
from search.engines.base import Asked, Engine, EngineAway, Found, Selection
from search.engines.database import DatabaseEngine
from search.query import Query
from search.server.client import is_configured
from search.snapshot import Snapshot

MAX_LAG = 30.0  # seconds a change may wait for the server before the database, which has it, answers instead
DATABASE = DatabaseEngine()
Answer = TypeVar("Answer")


class Finder:
    """Asks the engine in use. What is found never depends on which one that is; how it is ordered may a little."""

    def __init__(self, state: generations.State, index: Snapshot):
        self._index = index
        self._server = _server(state)
        self.notice = "" if self._server or not is_configured() else _notice()

    @property
    def engine(self) -> str:
        """The name of the engine that answers."""
        return (self._server or DATABASE).name

    def find(self, asked: Asked) -> Found:
        """A page of results with all counts."""
        return self._first(lambda engine: engine.find(asked, self._index))

    def count(self, kind: str, asked: Sequence[tuple[Query, Selection]]) -> list[int]:
        """How many records of a kind each of these would find."""
        return self._first(lambda engine: engine.count(kind, asked, self._index))

    def among(self, query: Query, ids: Sequence[int]) -> set[int]:
        """Those of these records that the query finds."""
        return self._first(lambda engine: engine.among(query, ids, self._index))

    def match_titles(self, query: Query, limit: int) -> list[int]:
        """Records whose title satisfies a query."""
        return self._first(lambda engine: engine.match_titles(query, limit))

    def _first(self, ask: Callable[[Engine], Answer]) -> Answer:
        if self._server:
            try:
                return ask(self._server)
            except EngineAway:
                self._server, self.notice = None, _notice()
        return ask(DATABASE)


def _server(state: generations.State) -> Engine | None:
    """The search server, when there is one and it has been told of every change but the latest."""
    if not is_configured() or (state.waiting and outbox.seconds_since(state.waiting) > MAX_LAG):
        return None
    from search.server.engine import ElasticsearchEngine

    return ElasticsearchEngine()


def _notice() -> str:
    return _(
        "The search server is not available at the moment. These results come from the library’s own index; none is "
        "missing."
    )
