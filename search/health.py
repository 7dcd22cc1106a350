"""Which engine answers readers, and how far the search server is behind; for `/healthz`."""

from search import generations, outbox
from search.engines.base import Asked
from search.finder import DATABASE, Finder
from search.query import Query
from search.server.client import is_configured
from search.snapshot import snapshot
from search.sorting import NEWEST


def health() -> dict:
    """`{"engine", "server": "none" | "answers" | "away", "outbox": {"changes", "oldest_seconds"}}`.

    Asks as a reader would, so that what it says is what readers get.
    """
    state = generations.current()
    finder = Finder(state, snapshot(state))
    finder.find(Asked(Query(), "en", NEWEST, page_size=1))
    waiting = outbox.waiting()
    return {
        "engine": finder.engine,
        "server": "none" if not is_configured() else "away" if finder.engine == DATABASE.name else "answers",
        "outbox": {"changes": waiting.changes, "oldest_seconds": round(waiting.seconds, 1)},
    }
