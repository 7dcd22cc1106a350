"""Every test of search begins with nothing remembered; the helpers say what a reader would see."""

import pytest
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
