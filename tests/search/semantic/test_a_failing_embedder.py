"""Whatever the embedder does, search answers as it would without one, in time, and says so in the log once."""

import json
import time

import pytest
from django.core.exceptions import ImproperlyConfigured

from search.semantic import breaker
from search.semantic.base import EmbedderAway
from search.semantic.checks import check_embedder
from search.semantic.options import configured, embedder_of
from tests.search.semantic.conftest import well
from tests.search.semantic.needs import needs

needs("numpy")

TIMEOUT = 0.3


@pytest.fixture
def ids(cases, crowd, embedder, embed):
    """Records whose order by meaning is another than by words when `wage` is asked for."""
    embed()
    embedder["TIMEOUT"] = TIMEOUT
    return [*crowd, cases["pay"]]


@pytest.fixture
def is_unchanged(rerank, elsewhere, ids):
    """True when a search is as without an embedder, in time."""

    def ask(text="wage"):
        begin = time.monotonic()
        same = rerank(text, ids) == ids and elsewhere(text) == []
        return same and time.monotonic() - begin < TIMEOUT * 3

    return ask


def rows(*vectors):
    return json.dumps({"data": [{"index": n, "embedding": vector} for n, vector in enumerate(vectors)]}).encode()


ANSWERS = {
    "an error": (500, b"{}"),
    "a wrong key": (401, b"{}"),
    "a redirect": (302, b""),
    "nothing": (200, b""),
    "no JSON": (200, b"<html>"),
    "another shape": (200, b'{"data": ["abc", 3]}'),
    "no object": (200, b"[]"),
    "a deep one": (200, b"[" * 50_000),
    "no octets of text": (200, b"\xff\xfe\x00"),
    "no vectors": (200, rows()),
    "too many": (200, rows([1, 0, 0, 0, 0], [1, 0, 0, 0, 0])),
    "another index": (200, b'{"data": [{"index": 7, "embedding": [1, 0, 0, 0, 0]}]}'),
    "NaN": (200, b'{"data": [{"index": 0, "embedding": [NaN, 0, 0, 0, 0]}]}'),
    "infinity": (200, b'{"data": [{"index": 0, "embedding": [Infinity, 0, 0, 0, 0]}]}'),
    "beyond float32": (200, rows([1e300, 0, 0, 0, 0])),
    "beyond any float": (200, b'{"data": [{"index": 0, "embedding": [1' + b"0" * 400 + b", 0, 0, 0, 0]}]}"),
    "null": (200, rows([None, 0, 0, 0, 0])),
    "text": (200, rows("AACAPwAA")),
    "ragged": (200, rows([[1, 2], [3], 0, 0, 0])),
    "zero": (200, rows([0, 0, 0, 0, 0])),
    "one number": (200, rows([1])),
    "a huge one": (200, rows([0.123456789] * 1_000_000)),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_that_is_of_no_use_is_refused_in_time(embedder, server, answer):
    server.answer = lambda _texts: ANSWERS[answer]
    begin = time.monotonic()
    with pytest.raises(EmbedderAway, match="SEARCH_EMBEDDER"):
        embedder_of(configured()).embed(["wage"], "query")
    assert time.monotonic() - begin < embedder["TIMEOUT"] * 3


@pytest.mark.parametrize("answer", ["NaN", "a huge one", "no JSON"])
def test_such_an_answer_changes_nothing(is_unchanged, server, answer):
    server.answer = lambda _texts: ANSWERS[answer]
    assert is_unchanged()


def test_vectors_of_another_dimension_than_the_stored_ones_change_nothing(is_unchanged, server, caplog):
    server.answer = lambda _texts: (200, rows([1, 0, 0]))
    assert is_unchanged()
    assert is_unchanged("a wage")
    assert caplog.text.count("two models") == 1


def test_a_slow_answer_is_not_waited_for(is_unchanged, server):
    server.answer = lambda texts: (time.sleep(TIMEOUT * 2), well(texts))[1]
    assert is_unchanged()


def test_an_answer_octet_by_octet_is_not_waited_for_either(is_unchanged, server):
    def drip(handler, body):
        for octet in body:
            handler.wfile.write(bytes([octet]))
            time.sleep(TIMEOUT / 10)

    server.send = drip
    assert is_unchanged()


def test_a_server_that_is_not_there_changes_nothing(is_unchanged, embedder):
    embedder["URL"] = "http://127.0.0.1:9"
    assert is_unchanged()


def test_a_server_that_is_away_is_asked_once_and_again_after_a_while(
    is_unchanged, rerank, ids, server, monkeypatch, caplog
):
    asked = len(server.asked)
    server.answer = lambda _texts: (500, b"{}")
    assert all(is_unchanged(text) for text in ("wage", "a wage", "the wage"))
    assert len(server.asked) == asked + 1
    server.answer = well
    assert is_unchanged("his wage")
    now = time.monotonic()
    monkeypatch.setattr(breaker.time, "monotonic", lambda: now + breaker.CLOSED_FOR + 1)
    assert rerank("her wage", ids) != ids
    assert [record.message.split(":")[0] for record in caplog.records if record.name == breaker.__name__] == [
        "Search goes on without its embedder",
        "The embedder answers again.",
    ]


def test_a_text_it_refuses_does_not_keep_others_from_being_asked(is_unchanged, rerank, ids, server):
    server.answer = lambda _texts: (400, b"{}")
    assert is_unchanged("a wage")
    server.answer = well
    assert rerank("wage", ids) != ids


def test_neither_the_key_nor_the_words_are_logged(is_unchanged, embedder, server, caplog):
    embedder["API_KEY"] = "sk-secret"
    server.answer = lambda _texts: (401, b'{"error": "sk-secret is wrong, you asked for windmill"}')
    assert is_unchanged("windmill")
    assert caplog.records
    assert "secret" not in caplog.text
    assert "windmill" not in caplog.text


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"COLOUR": "red"}, "COLOUR"),
        ({"MODEL": ""}, "MODEL"),
        ({"CLASS": "search.semantic.nowhere.Embedder"}, "pip install -r requirements-embedder.txt"),
        ({"URL": "127.0.0.1:8091"}, "URL"),
        ({"URL": "http://[::1"}, "URL"),
        ({"URL": "http://host:99999"}, "URL"),
        ({"API_KEY": "two\nlines"}, "API_KEY"),
    ],
)
def test_a_setting_that_cannot_work_is_seen_at_start_up(embedder, change, named):
    assert check_embedder() == []
    embedder |= change
    (error,) = check_embedder()
    assert named in error.msg
    assert "lines" not in error.msg


def test_a_local_model_is_never_run_for_a_reader(rerank, ids, embedder, server):
    embedder |= {"CLASS": "search.semantic.onnx.ONNXEmbedder", "FOLDER": "/models/e5"}
    with pytest.raises(ImproperlyConfigured, match=r"serve_embedder --folder /models/e5"):
        rerank("wage", ids)
