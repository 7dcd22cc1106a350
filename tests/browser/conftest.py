"""A real browser on the running site with the demo's content."""

import os

import pytest

from scripts.sample_site import QUIET, chromium, sample_site


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {"executable_path": chromium(), "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """Nothing moves: a button that still scrolls into view is missed by the pointer."""
    return browser_context_args | {"reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def base_url(tmp_path_factory):
    if running := os.environ.get("SAMPLE_SITE"):  # while one works on a journey: `make demo` in another window
        yield running
        return
    with sample_site(tmp_path_factory.mktemp("browser")) as address:
        yield address
