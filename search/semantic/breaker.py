"""What keeps a server that does not answer from costing every reader a wait."""

import logging
import time
from threading import Lock

from search.semantic.base import EmbedderAway

logger = logging.getLogger(__name__)

CLOSED_FOR = 30.0  # seconds nobody asks a server that did not answer


class Breaker:
    """Remembers that the server did not answer. While it is open nobody asks; after CLOSED_FOR seconds one does."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._why = ""
        self._until = 0.0

    def check(self) -> None:
        """Raises EmbedderAway while the server is taken for away."""
        with self._lock:
            if not self._why:
                return
            if time.monotonic() < self._until:
                raise EmbedderAway(self._why)
            self._until = time.monotonic() + CLOSED_FOR  # this one asks, the others go on without

    def open(self, why: str) -> None:
        """The server did not answer, or not what was asked."""
        with self._lock:
            if not self._why:
                logger.warning("Search goes on without its embedder: %s", why)
            self._why, self._until = why, time.monotonic() + CLOSED_FOR

    def close(self) -> None:
        """The server answered."""
        with self._lock:
            if self._why:
                logger.warning("The embedder answers again.")
            self._why = ""
