"""Fixtures shared by every test: the vocabularies, a few cities and the page tree, made once for the whole run."""

import pytest

from tests import library


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


@pytest.fixture
def tree(db):
    """The home and index pages: `tree.policies["ko"]`."""
    from home.tree import ensure_tree

    return ensure_tree()


@pytest.fixture
def make_case(tree):
    """`make_case(id, languages=("ko",), **facts)`: a complete, published case study; returns `{language: page}`."""
    return library.CaseMaker(tree)
