"""Runs a command of the site in a process of its own on a database of its own, and says what it took."""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SITE, OPPONENT = "kb.settings.dev", "benchmarks.settings"


class CommandFailed(Exception):
    """A command of the benchmark ended with an error; the message ends with what it said."""


@dataclass(frozen=True)
class Took:
    """Seconds, peak memory in MiB, and what the command wrote."""

    seconds: float
    peak_mib: float
    output: str

    @property
    def answer(self) -> dict:
        """The JSON a task of `benchmarks.tasks` ends with."""
        return json.loads(self.output.splitlines()[-1])


Database = Path | str  # a file of SQLite, or the address of another database


def environment(database: Database, settings: str) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{database.resolve()}" if isinstance(database, Path) else database,
        "DJANGO_SETTINGS_MODULE": settings,
        "DEBUG": "false",
        "LOG_LEVEL": "WARNING",
        "SEARCH_REMEMBERED_QUERIES": "0",  # every request looks its words up, as if nobody had asked before
    }


def manage(database: Database, *arguments: str) -> Took:
    return run([sys.executable, "manage.py", *arguments], database, SITE)


def task(database: Database, *arguments: str, settings: str = SITE) -> Took:
    return run([sys.executable, "-m", "benchmarks.tasks", *arguments], database, settings)


def run(command: list[str], database: Database, settings: str) -> Took:
    """Runs to the end. Raises CommandFailed with the last lines of what it wrote."""
    with tempfile.TemporaryFile("w+") as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment(database, settings), stdout=output, stderr=subprocess.STDOUT
        )
        _pid, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read()
    if process.returncode:
        raise CommandFailed(f"{' '.join(command[1:])} on {database} failed:\n{text[-2000:]}")
    return Took(seconds, usage.ru_maxrss / 1024, text)
