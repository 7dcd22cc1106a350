"""The embedder's own process: a model behind the embeddings part of OpenAI's API, on this machine only.

Bounded in everything it takes, and it writes nothing down of what it is asked.
"""

import json
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore
from typing import Any

from search.semantic.onnx import Model

HOST = "127.0.0.1"
PATH = "/v1/embeddings"
MAX_BODY = 1_000_000  # octets
MAX_BATCH = 64  # texts
MAX_CHARACTERS = 2_000  # of a text; what follows is cut off
AT_ONCE = 4  # questions; the model answers each with all cores
PATIENCE = 10.0  # seconds for a question to arrive


class _Refusal(Exception):
    """A question that is not answered: a status and the reason."""

    def __init__(self, status: int, reason: str):
        super().__init__(reason)
        self.status = status


class EmbedderServer(ThreadingHTTPServer):
    """Serves one model under one name. Port 0 takes a free one; `url` is what SEARCH_EMBEDDER wants."""

    daemon_threads = True

    def __init__(self, model: Model, name: str, port: int):
        self.model, self.name = model, name
        self.room = BoundedSemaphore(AT_ONCE)
        super().__init__((HOST, port), _Handler)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: EmbedderServer
    server_version, sys_version = "embedder", ""
    timeout = PATIENCE

    def do_POST(self) -> None:
        try:
            if self.path != PATH:
                raise _Refusal(404, f"POST to {PATH}.")
            self._answer(200, self._embeddings(_texts(self._body(), self.server.name)))
        except _Refusal as refusal:
            self._answer(refusal.status, _error(str(refusal)))

    def do_GET(self) -> None:
        self._answer(405 if self.path == PATH else 404, _error(f"POST to {PATH}."))

    def log_message(self, *_args: Any) -> None:
        """Nothing is logged: requests are readers' words."""

    def _embeddings(self, texts: list[str]) -> dict[str, Any]:
        if not self.server.room.acquire(blocking=False):
            raise _Refusal(503, "Busy. Ask again.")
        try:
            vectors = self.server.model.encode(texts)
        except Exception:  # the model's own message could hold the text  # noqa: BLE001
            raise _Refusal(500, "The model cannot embed this.") from None
        finally:
            self.server.room.release()
        data = [
            {"object": "embedding", "index": number, "embedding": vector.tolist()}
            for number, vector in enumerate(vectors)
        ]
        return {"object": "list", "model": self.server.name, "data": data}

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            raise _Refusal(411, "Content-Length is missing.")
        if len(length) > 9 or int(length) > MAX_BODY:
            raise _Refusal(413, f"At most {MAX_BODY} octets.")
        return self.rfile.read(int(length))

    def _answer(self, status: int, answer: dict[str, Any]) -> None:
        content = json.dumps(answer).encode()
        with suppress(OSError):  # who asked did not wait
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)


def _error(message: str) -> dict[str, Any]:
    return {"error": {"message": message}}


def _texts(body: bytes, name: str) -> list[str]:
    """The texts of a question, cut to what the model reads. Raises _Refusal."""
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        raise _Refusal(400, "The body is not JSON.") from None
    if not isinstance(asked, dict):
        raise _Refusal(400, "The body is not an object.")
    if asked.get("model") != name:
        raise _Refusal(404, f"This server has one model, {name!r}.")
    if asked.get("encoding_format", "float") != "float":
        raise _Refusal(400, "encoding_format can only be float.")
    given = asked.get("input")
    texts = [given] if isinstance(given, str) else given
    if not isinstance(texts, list) or not texts or not all(isinstance(text, str) for text in texts):
        raise _Refusal(400, "input must be a text or a list of texts.")
    if len(texts) > MAX_BATCH:
        raise _Refusal(413, f"At most {MAX_BATCH} texts.")
    return [text[:MAX_CHARACTERS] for text in texts]
