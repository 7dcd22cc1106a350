"""An embeddings server of the tests' own, in a thread: it knows a few words in four languages, and how to fail."""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from uuid import uuid4

import pytest
from django.core.management import call_command

from search import generations
from search.models import SearchRecord, SearchText
from search.semantic import stage
from search.snapshot import snapshot

# One dimension a concept: what a real model learns, made by hand.
CONCEPTS = (
    {"wage", "임금", "salaire", "salario"},
    {"hours", "시간", "heures", "horas"},
    {"platform", "플랫폼", "plateforme", "plataforma"},
    {"safety", "안전", "sécurité", "seguridad"},
)


def meaning(text: str) -> list[float]:
    """The concepts of a text, counted, and a little of something else, so that no text is without direction."""
    words = text.lower().split()
    return [float(sum(word in concept for word in words)) for concept in CONCEPTS] + [0.1]


class Server(ThreadingHTTPServer):
    """Answers as OpenAI's API does. `answer` may be replaced by what a test needs: texts → (status, octets)."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[dict] = []
        self.keys: list[str | None] = []
        self.answer: Callable[[list[str]], tuple[int, bytes]] = well
        self.send: Callable[[BaseHTTPRequestHandler, bytes], None] = lambda handler, body: handler.wfile.write(body)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, *_args) -> None:
        """Who asked did not wait: that is what is tested."""


def well(texts: list[str]) -> tuple[int, bytes]:
    """The right answer; the rows in the wrong order, as the API allows."""
    rows = [{"index": number, "embedding": meaning(text)} for number, text in enumerate(texts)]
    return 200, json.dumps({"data": rows[::-1]}).encode()


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({"path": self.path, **asked})
        self.server.keys.append(self.headers.get("Authorization"))
        status, body = self.server.answer(asked["input"])
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.server.send(self, body)

    def log_message(self, *_args) -> None:
        pass


@pytest.fixture(autouse=True)
def nothing_embedded():
    """The second stage remembers nothing of another test."""
    stage.forget()
    yield
    stage.forget()


@pytest.fixture
def server():
    """A server that answers; `server.answer = …` makes it fail."""
    with Server() as running:
        thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield running
        running.shutdown()


@pytest.fixture
def embedder(settings, server):
    """The setting, pointed at the server; a test may change its values."""
    settings.SEARCH_EMBEDDER = {
        "CLASS": "search.semantic.openai.OpenAIEmbedder",
        "URL": server.url,
        "MODEL": "by-hand",
        "TIMEOUT": 0.5,
    }
    return settings.SEARCH_EMBEDDER


@pytest.fixture
def embed():
    """`embed()`: what `manage.py embed_cases` does, quietly."""
    return lambda *args: call_command("embed_cases", *args, verbosity=0)


@pytest.fixture
def cases(make_case):
    """Cases that say one thing each, by code: {code: record id}.

    wage (en) · hours (en, ko) · platform (ko) · pay (ko, fr), which means what `wage` does
    """
    make_case("wage", texts={"en": {"title": "A wage"}})
    make_case("hours", ("en", "ko"), texts={"en": {"title": "Short hours"}, "ko": {"title": "짧은 시간"}})
    make_case("platform", ("ko",), texts={"ko": {"title": "플랫폼"}})
    make_case("pay", ("ko", "fr"), texts={"ko": {"title": "임금"}, "fr": {"title": "Un salaire"}})
    return dict(SearchRecord.objects.filter(kind="case").values_list("code", "pk"))


@pytest.fixture
def crowd(db):
    """Twenty records about safety, which no query of the tests means: [record id]."""
    records = SearchRecord.objects.bulk_create(
        SearchRecord(kind="case", key=uuid4(), code=f"crowd-{number}", generation=generations.advance())
        for number in range(20)
    )
    SearchText.objects.bulk_create(
        SearchText(record=record, language="en", page_id=0, title="safety") for record in records
    )
    return [record.pk for record in records]


@pytest.fixture
def rerank(db):
    """`rerank("wage", [1, 2])`, on the index as it is now."""
    return lambda text, ids: stage.rerank(text, ids, snapshot())


@pytest.fixture
def elsewhere(cases):
    """`elsewhere("wage", reader="en", but=("pay",))`: the codes of the cases named."""
    codes = {pk: code for code, pk in cases.items()}

    def ask(text, reader="en", but=(), limit=4):
        excluded = sum(1 << cases[code] for code in but)
        return [codes[pk] for pk in stage.elsewhere(text, reader, excluded, snapshot(), limit)]

    return ask
