"""Processes killed while a case is begun, written and submitted (tests/editorial/killing.py; a hundred by hand)."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

TIMES = os.environ.get("KILLS", "8")


@pytest.mark.skipif(settings.DATABASES["default"]["ENGINE"].endswith("postgresql"), reason="run by hand there")
def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(tmp_path):
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/killed.sqlite3"}
    command = [sys.executable, "-m", "tests.editorial.killing", TIMES]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600)
    assert ended.returncode == 0, ended.stderr[-2000:]
    assert "nothing lost, nothing doubled" in ended.stdout
