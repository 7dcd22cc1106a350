"""A local model in a process of its own, from the command to a reader's search."""

import json
import os
import subprocess
import sys
from http.client import HTTPConnection
from threading import Thread

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from tests.search.semantic.needs import needs

needs("numpy", "tokenizers", "onnxruntime")

from search.semantic.onnx import Model  # noqa: E402
from search.semantic.serving import MAX_BATCH, MAX_BODY, MAX_CHARACTERS, EmbedderServer  # noqa: E402
from tests.search.semantic.tiny_model import make_folder  # noqa: E402


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return make_folder(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def model(folder):
    return Model(folder)


@pytest.fixture
def ask(model):
    """`ask(body, **headers)`: (status, answer) of a server in a thread."""
    with EmbedderServer(model, "tiny", 0) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

        def post(body, path="/v1/embeddings", method="POST", **headers):
            connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            connection.request(method, path, content, headers)
            response = connection.getresponse()
            return response.status, json.loads(response.read())

        yield post
        server.shutdown()


def vectors(answer):
    return [row["embedding"] for row in answer["data"]]


def test_it_answers_as_openai_does(ask):
    status, answer = ask({"model": "tiny", "input": ["wage", "임금 시간"]})
    assert status == 200
    assert [row["index"] for row in answer["data"]] == [0, 1]
    assert vectors(answer)[0] == pytest.approx([0.995, 0, 0.0995], abs=1e-3)
    assert vectors(answer)[1] == pytest.approx([0.7, 0.7, 0.14], abs=1e-2)


def test_padding_does_not_count(ask):
    _status, alone = ask({"model": "tiny", "input": "wage"})
    _status, beside = ask({"model": "tiny", "input": ["wage", "hours " * 50]})
    assert vectors(alone)[0] == pytest.approx(vectors(beside)[0])


@pytest.mark.parametrize("text", ["\ud800", "🏳️‍🌈" * 500, "a" * 100_000, "wage\x00"])
def test_odd_texts_have_a_vector(ask, text):
    assert ask({"model": "tiny", "input": text})[0] == 200


def test_a_long_text_is_cut(ask):
    padded = "wage " * (MAX_CHARACTERS // 5)
    _status, cut = ask({"model": "tiny", "input": [padded, padded + "hours " * 1_000]})
    assert vectors(cut)[0] == pytest.approx(vectors(cut)[1])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[" * 100_000, 400),
        (b"\xff", 400),
        ([], 400),
        ({"model": "tiny"}, 400),
        ({"model": "tiny", "input": []}, 400),
        ({"model": "tiny", "input": [1]}, 400),
        ({"model": "tiny", "input": "wage", "encoding_format": "base64"}, 400),
        ({"model": "other", "input": "wage"}, 404),
        ({"model": "tiny", "input": ["wage"] * (MAX_BATCH + 1)}, 413),
        ({"model": "tiny", "input": ""}, 500),
    ],
)
def test_what_cannot_be_answered_is_refused_in_json(ask, body, status):
    found, answer = ask(body)
    assert found == status
    assert answer["error"]["message"]


def test_too_much_is_refused_before_it_is_read(ask):
    assert ask(b"", **{"Content-Length": str(MAX_BODY + 1)})[0] == 413
    assert ask(b"", **{"Content-Length": "9" * 5_000})[0] == 413
    assert ask(b"", **{"Content-Length": "-1"})[0] == 411


def test_other_addresses_are_refused(ask):
    assert ask(b"", path="/etc/passwd")[0] == 404
    assert ask(b"", method="GET")[0] == 405


def test_a_folder_that_is_no_model_is_named(tmp_path, folder):
    with pytest.raises(ImproperlyConfigured, match=r"lacks model.onnx, tokenizer.json"):
        Model(tmp_path)
    (tmp_path / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes())
    (tmp_path / "model.onnx").write_bytes(b"no model")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("serve_embedder", folder=str(tmp_path))


@pytest.fixture
def process(folder):
    """`manage.py serve_embedder` itself; its output so far is its address."""
    command = [sys.executable, "manage.py", "serve_embedder", "--folder", str(folder), "--port", "0"]
    with subprocess.Popen(
        command,
        cwd=django_settings.BASE_DIR,
        env=os.environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as running:
        yield running
        running.kill()


def test_from_the_command_to_a_search(process, settings, cases, crowd, embed, rerank, elsewhere):
    said = process.stdout.readline()
    settings.SEARCH_EMBEDDER = {
        "CLASS": "search.semantic.openai.OpenAIEmbedder",
        "URL": said.split('"')[3],
        "MODEL": "tiny",
        "TIMEOUT": 5,
        "THRESHOLD": 0.1,
    }
    embed()
    assert rerank("wage", [*crowd, cases["pay"]]).index(cases["pay"]) < 20
    assert "pay" in elsewhere("wage", reader="en")
    process.terminate()
    assert "wage" not in process.stdout.read()


def test_the_worker_may_run_the_model_itself(settings, folder, cases, embed, elsewhere):
    settings.SEARCH_EMBEDDER = {
        "CLASS": "search.semantic.onnx.ONNXEmbedder",
        "MODEL": "tiny",
        "FOLDER": str(folder),
    }
    embed()
    with pytest.raises(ImproperlyConfigured, match="serve_embedder"):
        elsewhere("wage")
