"""The connection to the search server, and the breaker before it."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, TransportError

from search.engines.base import EngineAway

logger = logging.getLogger(__name__)

PATIENCE = 1.0  # seconds a reader waits for the server in one search
CLOSED_FOR = 5.0  # seconds nobody asks a server that did not answer
KNOCK = 0.25  # seconds given to the first question after that


def is_configured() -> bool:
    """Whether this installation has a search server."""
    return bool(settings.ELASTICSEARCH_URL)


def client() -> Elasticsearch:
    """The client of this process; asks once, and never again by itself."""
    return _client(
        settings.ELASTICSEARCH_URL,
        settings.ELASTICSEARCH_API_KEY,
        settings.ELASTICSEARCH_USER,
        settings.ELASTICSEARCH_PASSWORD,
        settings.ELASTICSEARCH_CA,
    )


@cache
def _client(url: str, api_key: str, user: str, password: str, ca: str) -> Elasticsearch:
    options: dict[str, Any] = {"max_retries": 0, "retry_on_timeout": False, "connections_per_node": 16}
    if api_key:
        options["api_key"] = api_key
    elif user:
        options["basic_auth"] = (user, password)
    if ca:
        options["ca_certs"] = ca
    return Elasticsearch(url, **options)


class Breaker:
    """Remembers that the server did not answer, so that the next reader does not wait for it.

    One of each process. While it is open nobody asks; after CLOSED_FOR seconds one reader knocks, briefly.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._until = 0.0
        self._why = ""

    def check(self) -> None:
        """Raises EngineAway while the server is taken for away."""
        with self._lock:
            now = time.monotonic()
            if not self._why:
                return
            if now < self._until:
                raise EngineAway(self._why)
            self._until = now + CLOSED_FOR  # the others go on without it while this one knocks
        try:
            client().options(request_timeout=KNOCK).cluster.health(level="cluster", timeout="0s")
        except (ApiError, TransportError) as error:
            raise EngineAway(self._why) from error
        self.close()

    def open(self, why: str) -> None:
        """The server did not answer."""
        with self._lock:
            if not self._why:
                logger.warning("The search server is taken for away: %s", why)
            self._why, self._until = why, time.monotonic() + CLOSED_FOR

    def close(self) -> None:
        """The server answered."""
        with self._lock:
            if self._why:
                logger.warning("The search server answers again.")
            self._why, self._until = "", 0.0


breaker = Breaker()


@contextmanager
def asking() -> Iterator[Elasticsearch]:
    """The client, for questions that may find the server away: raises EngineAway then, and tells the breaker.

    An answer that refuses what was asked (a missing index, a full disk) is no reason not to ask again: it raises
    EngineAway with the server's reason and leaves the breaker as it is.
    """
    breaker.check()
    try:
        yield client()
    except TransportError as error:
        why = f"{settings.ELASTICSEARCH_URL} does not answer ({type(error).__name__})"
        breaker.open(why)
        raise EngineAway(why) from error
    except ApiError as error:
        raise EngineAway(f"{settings.ELASTICSEARCH_URL} refuses: {reason(error)}") from error


def reason(error: ApiError) -> str:
    """The server's own words, short."""
    return f"{error.status_code} {str(error.message)[:200]}"
