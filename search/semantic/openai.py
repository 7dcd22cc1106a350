"""Vectors from a server that speaks the embeddings part of OpenAI's API, such as `manage.py serve_embedder`."""

import json
from collections.abc import Sequence
from http.client import HTTPException
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from search.semantic import wire
from search.semantic.base import EmbedderAway, Side
from search.semantic.breaker import Breaker
from search.semantic.options import Options
from search.semantic.vectors import MAX_DIMENSIONS, Vectors, normalised

FOR_PASSAGES = 60.0  # seconds for a batch of texts, which no reader waits for
OCTETS = MAX_DIMENSIONS * 25 + 1_000  # of an answer, for each text asked for: 25 for a number and its comma
ABOUT_THE_TEXT = {400, 413, 422}  # answers that say nothing about the next question


class _Refused(EmbedderAway):
    """The server answers, but not this text."""


class OpenAIEmbedder:
    """POST {URL}/embeddings. A reader waits TIMEOUT seconds at most, and not at all while the server is taken for away.

    One of each process: it holds the breaker.
    """

    def __init__(self, options: Options):
        if not (options.api_key.isascii() and options.api_key.isprintable()):
            raise ImproperlyConfigured("SEARCH_EMBEDDER: API_KEY holds what no header may; copy it again.")
        self._options = options
        self._server = _server(options.url)
        self._url = options.url.rstrip("/") + "/embeddings"
        self._headers = {"Content-Type": "application/json"}
        if options.api_key:
            self._headers["Authorization"] = f"Bearer {options.api_key}"
        self._breaker = Breaker()

    def embed(self, texts: Sequence[str], side: Side) -> Vectors:
        """See `Embedder`. Only readers' questions ask and tell the breaker."""
        if side == "passage":
            return self._ask(texts, side, FOR_PASSAGES)
        self._breaker.check()
        try:
            vectors = self._ask(texts, side, self._options.timeout)
        except _Refused:
            raise
        except EmbedderAway as error:
            self._breaker.open(str(error))
            raise
        self._breaker.close()
        return vectors

    def _ask(self, texts: Sequence[str], side: Side, timeout: float) -> Vectors:
        asked = {"model": self._options.model, "input": [self._options.prefixed(text, side) for text in texts]}
        try:
            status, answer = wire.post(
                self._url, json.dumps(asked).encode(), self._headers, timeout, OCTETS * len(texts)
            )
        except TimeoutError as error:
            raise EmbedderAway(
                f"{self._server} did not answer within {timeout:g} s. Make it faster, or raise TIMEOUT in "
                "SEARCH_EMBEDDER."
            ) from error
        except OSError as error:
            raise EmbedderAway(
                f"{self._server} cannot be reached ({error}). Start it (for a local model: manage.py serve_embedder), "
                "or correct URL in SEARCH_EMBEDDER."
            ) from error
        except (HTTPException, ValueError) as error:
            raise EmbedderAway(self._unusable(f"{type(error).__name__}: {error}")) from error
        if status != 200:
            raise (_Refused if status in ABOUT_THE_TEXT else EmbedderAway)(
                f"{self._server} answers {status}. Check URL, MODEL and API_KEY in SEARCH_EMBEDDER."
            )
        try:
            return _vectors(answer, len(texts))
        except (ValueError, TypeError, LookupError, OverflowError, RecursionError) as error:
            raise EmbedderAway(self._unusable(str(error))) from error

    def _unusable(self, why: str) -> str:
        return (
            f"{self._server} does not answer as OpenAI's embeddings do ({why[:200]}). Check URL and MODEL in "
            "SEARCH_EMBEDDER."
        )


def _server(url: str) -> str:
    """The server of a URL, for messages. Raises ImproperlyConfigured when it is none."""
    try:
        address = urlsplit(url)
        if address.scheme in {"http", "https"} and address.hostname and address.port != 0:
            return f"{address.scheme}://{address.netloc.rpartition('@')[2]}"
    except ValueError:
        pass
    raise ImproperlyConfigured(f"SEARCH_EMBEDDER: URL is {url!r}; it must be like http://127.0.0.1:8091/v1.")


def _vectors(answer: bytes, count: int) -> Vectors:
    """The vectors of an answer, in the order asked. Raises what Python does when it is not what it should be."""
    rows = {item["index"]: item["embedding"] for item in json.loads(answer)["data"]}
    if sorted(rows) != list(range(count)):
        raise ValueError(f"{len(rows)} vectors for {count} texts")
    return normalised([rows[number] for number in range(count)])
