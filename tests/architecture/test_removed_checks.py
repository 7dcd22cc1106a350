"""The list of permission checks speaks of code that is there, once each."""

import pytest

from tests.architecture.removed_checks import CHECKS, ROOT


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: f"{check.file}: {check.standing.strip()[:40]}")
def test_the_check_stands_where_it_is_said_to(check):
    assert (ROOT / check.file).read_text().count(check.standing) == 1
