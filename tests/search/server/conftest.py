"""Tests of what the search server alone needs; run by `make test-elasticsearch`."""

import pytest

from search.models import SearchRecord


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/search/server/" in str(item.path):
            item.add_marker(pytest.mark.elasticsearch)


@pytest.fixture
def on_server():
    """`on_server()`: the codes of the records the server holds."""
    from search.server import index

    def codes():
        held = [record for record, _hash in index.hashes()]
        return set(SearchRecord.objects.filter(pk__in=held).values_list("code", flat=True))

    return codes
