"""The whole site beside a search server that fails: no page waits, no draft is shown, and all is level in the end.

Real processes: gunicorn, the worker, Elasticsearch, and a wire between them that can be cut.
"""

import http.client
import json
import subprocess
import sys
import time
import urllib.parse
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import pytest

from scripts.sample_site import ROOT, environment_of, sample_site
from tests.search.server.edits import DRAFT
from tests.search.server.proxy import Proxy
from tests.services.elasticsearch import Server

pytestmark = pytest.mark.xdist_group("faults")

LONGEST_PAGE = 2.0  # seconds
LEVEL_WITHIN = 90  # seconds; the worker looks for a server that is away every five


@dataclass
class Site:
    """The site, its search server, and the wire between them."""

    address: str
    server: Server
    wire: Proxy
    environment: dict[str, str]
    slowest: float = 0.0
    drafts_seen: list[str] = field(default_factory=list)

    def get(self, path: str) -> str:
        """A page; how long the slowest took is kept."""
        began = time.monotonic()
        connection = http.client.HTTPConnection(urllib.parse.urlsplit(self.address).netloc, timeout=30)
        connection.request("GET", path)
        answer = connection.getresponse()
        text = answer.read().decode()
        self.slowest = max(self.slowest, time.monotonic() - began)
        assert answer.status == 200, text[:500]
        return text

    def search(self, q: str) -> dict:
        return json.loads(self.get(f"/api/search/?{urllib.parse.urlencode({'q': q, 'kind': 'all', 'lang': 'ko'})}"))

    def health(self) -> dict:
        return json.loads(self.get("/healthz"))["search"]

    def run(self, *command: str) -> subprocess.CompletedProcess:
        arguments = [sys.executable, *command]
        return subprocess.run(arguments, cwd=ROOT, env=self.environment, capture_output=True, text=True)

    def edit(self, number: int) -> None:
        self.run("-m", "tests.search.server.edits", str(number)).check_returncode()

    def wait_until_level(self) -> None:
        """Until the server answers and nothing waits; then compares every record."""
        until = time.monotonic() + LEVEL_WITHIN
        while time.monotonic() < until:
            told = self.health()
            if told["engine"] == "elasticsearch" and not told["outbox"]["changes"]:
                break
            time.sleep(0.5)
        checked = self.run("manage.py", "check_search")
        assert checked.returncode == 0, checked.stdout + checked.stderr

    @contextmanager
    def read(self):
        """Readers who look for drafts, and at the library, all the while."""
        stop = Event()

        def look():
            while not stop.is_set():
                if self.search(DRAFT)["total"]:
                    self.drafts_seen.append(self.get(f"/ko/policies/?q={DRAFT}"))
                self.get("/ko/policies/?q=wage&theme=living-wage")
                stop.wait(0.1)

        reader = Thread(target=look)
        reader.start()
        try:
            yield
        finally:
            stop.set()
            reader.join()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder: Path = tmp_path_factory.mktemp("faults")
    server = Server()
    server.start()
    wire = Proxy(server.port)
    extra = {"ELASTICSEARCH_URL": wire.url, "ELASTICSEARCH_PREFIX": "faults", "TASKS_BACKEND": "database"}
    environment = environment_of(folder) | extra
    try:
        with sample_site(folder, **extra) as address:
            worker = subprocess.Popen([sys.executable, "manage.py", "run_worker"], cwd=ROOT, env=environment)
            try:
                made = Site(address, server, wire, environment)
                made.wait_until_level()
                made.get("/ko/policies/?q=wage")  # a process is slow with its first page
                yield made
            finally:
                worker.terminate()
                worker.wait(20)
    finally:
        wire.close()
        server.stop()


@pytest.fixture(autouse=True)
def watched(site):
    """Each test begins level, ends level, and neither waits nor sees a draft in between."""
    site.slowest, site.drafts_seen = 0.0, []
    with site.read():
        yield
        site.wire.flow()
        site.wait_until_level()
    assert site.slowest < LONGEST_PAGE
    assert site.drafts_seen == []


def answered_by(site, q="생활임금"):
    results = site.search(q)
    assert results["total"] > 0
    return "database" if results["notice"] else "elasticsearch"


def test_it_is_there(site):
    assert answered_by(site) == "elasticsearch"


def test_killed(site):
    site.server.kill()
    assert answered_by(site) == "database"
    site.edit(5)
    assert site.health()["outbox"]["changes"] >= 5
    site.server.start()


def test_stopped_in_the_midst_of_a_request(site):
    site.server.pause()
    assert answered_by(site) == "database"
    site.edit(3)
    site.server.resume()


def test_an_answer_that_never_comes(site):
    site.wire.hang()
    assert answered_by(site) == "database"


def test_slow(site):
    site.wire.delay = 3.0
    assert answered_by(site) == "database"
    site.edit(3)


def test_read_only(site):
    blocked = {"persistent": {"cluster.blocks.read_only": True}}
    put_settings(site, blocked)
    try:
        site.edit(5)
        assert site.search("생활임금")["total"] > 0
        assert site.health()["outbox"]["changes"] >= 5
    finally:
        blocked["persistent"]["cluster.blocks.read_only"] = None
        put_settings(site, blocked)


def test_emptied(site):
    site.server.restart(empty=True)
    assert answered_by(site) == "database"


def test_returned_after_five_hundred_edits(site):
    site.server.kill()
    site.edit(500)
    assert site.health()["outbox"]["changes"] >= 500
    site.server.start()


def put_settings(site, body):
    connection = http.client.HTTPConnection("127.0.0.1", site.server.port, timeout=10)
    connection.request("PUT", "/_cluster/settings", json.dumps(body), {"Content-Type": "application/json"})
    assert connection.getresponse().status == 200
