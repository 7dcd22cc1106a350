"""Every test of search begins with nothing remembered; the helpers say what a reader would see.

The suite is the contract of the engines. With ELASTICSEARCH_URL set it runs on that server: nothing commits in a test,
so what waits in the outbox is delivered before each search, and the index is emptied before each test.
"""

from contextlib import suppress

import pytest
from django.conf import settings
from django.http import QueryDict

from search import service
from search.forms import parse
from search.memory import forget_everything


@pytest.fixture(autouse=True)
def nothing_remembered():
    """The caches of the process emptied before and after: a test's rows are rolled back, its numbers are not."""
    forget_everything()
    yield
    forget_everything()


@pytest.fixture(scope="session")
def _server_index(django_db_setup, django_db_blocker):
    """An index of this worker's own on the search server."""
    from search.server import index

    with django_db_blocker.unblock():
        index.rebuild()


def _uses_the_database(request) -> bool:
    return "db" in request.fixturenames or request.node.get_closest_marker("django_db") is not None


@pytest.fixture(autouse=True)
def _delivered(request, monkeypatch):
    """What was published is on the search server before the next search, as it is a moment after a commit."""
    if not settings.ELASTICSEARCH_URL or not _uses_the_database(request):
        return
    request.getfixturevalue("_server_index")
    from search import finder, outbox
    from search.engines.base import EngineAway
    from search.server import index
    from search.server.client import breaker

    breaker.close()
    index.delete([record for record, _hash in index.hashes()])
    first = finder.Finder.__init__

    def deliver_first(self, *args):
        with suppress(EngineAway):
            outbox.deliver()
        first(self, *args)

    monkeypatch.setattr(finder.Finder, "__init__", deliver_first)


@pytest.fixture
def search(db):
    """`search("생활임금", reader="ko", theme=["living-wage"])`: the results of a request."""

    def ask(q="", reader="en", **parameters):
        data = QueryDict(mutable=True)
        data["q"] = q
        for name, value in parameters.items():
            data.setlist(name, value if isinstance(value, list) else [str(value)])
        return service.search(parse(data, reader))

    return ask


@pytest.fixture
def found(search):
    """`found("생활임금")`: the codes of what is found, in order."""
    return lambda *args, **parameters: [hit.id for hit in search(*args, **parameters).hits]
