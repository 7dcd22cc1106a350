"""Fixtures shared by every test: the vocabularies, a few cities and the page tree, made once for the whole run."""

import gc
import os

import pytest
from django.utils.translation import override

from tests import library

# Playwright's own loop goes on in the worker that ran the browser, and Django would take every later test there for
# asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

gc.set_threshold(100_000, 50, 100)  # what a test leaves behind is small beside what is loaded; 7 % of the time


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database as `setup_site` leaves it, with the cities of cities/data.

    root
    ├─ home-en ── policies · cities · forum
    ├─ home-ko ── …
    ├─ home-fr ── …
    └─ home-es ── …
    """
    with django_db_blocker.unblock():
        library.prepare()


@pytest.fixture(autouse=True)
def _english():
    """Every test begins in English, whatever language the request before it was in."""
    with override("en"):
        yield


@pytest.fixture
def tree(db):
    """The home and index pages: `tree.policies["ko"]`."""
    from home.tree import ensure_tree

    return ensure_tree()


@pytest.fixture
def make_case(tree):
    """`make_case(id, languages=("ko",), **facts)`: a complete, published case study; returns `{language: page}`."""
    return library.CaseMaker(tree)


def pytest_collection_modifyitems(config, items):
    """Without Chromium the browser tests are left out by name; on CI that is an error.

    Those that need Elasticsearch run in `make test-elasticsearch`, which says so when it cannot.
    """
    from scripts.sample_site import chromium

    if not os.environ.get("ELASTICSEARCH_URL"):
        elsewhere = [item for item in items if item.get_closest_marker("elasticsearch")]
        items[:] = [item for item in items if item not in elsewhere]
        config.hook.pytest_deselected(items=elsewhere)
    browser = [item for item in items if item.get_closest_marker("browser")]
    if browser and not chromium():
        if os.environ.get("CI"):
            raise pytest.UsageError("No Chromium for the browser tests: apt-get install chromium fonts-noto-cjk")
        items[:] = [item for item in items if item not in browser]
        config.hook.pytest_deselected(items=browser)
        config.left_out = len(browser)


def pytest_terminal_summary(terminalreporter, config):
    if count := getattr(config, "left_out", 0):
        terminalreporter.write_line(
            f"LEFT OUT: {count} browser tests, because there is no Chromium. "
            "To bring it: apt-get install chromium fonts-noto-cjk"
        )
