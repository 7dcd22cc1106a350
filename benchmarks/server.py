"""Gunicorn on a free loopback port, for as long as a measurement lasts."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.process import ROOT, CommandFailed, Database, environment

# One client: one worker that keeps the connection open. Four clients: two synchronous workers, one for each of the
# reference machine's cores, and a new connection a request, so that the clients are spread evenly over them.
ONE_WORKER = ("--workers", "1", "--worker-class", "gthread", "--threads", "2")
TWO_WORKERS = ("--workers", "2", "--worker-class", "sync")
START_WITHIN = 60


@dataclass(frozen=True)
class Server:
    """A running gunicorn."""

    port: int
    process: subprocess.Popen

    def workers_rss_mib(self) -> list[float]:
        """Resident memory of each worker (Linux)."""
        return [_rss_mib(pid) for pid in self._workers()]

    def cpu_seconds(self) -> float:
        """What the workers have worked so far, in steps of a hundredth of a second (Linux)."""
        return sum(_cpu_seconds(pid) for pid in self._workers())

    def _workers(self) -> list[int]:
        master = self.process.pid
        return [int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split()]


@contextmanager
def serve(database: Database, settings: str, workers: tuple[str, ...]) -> Iterator[Server]:
    """Yields the server once it answers. Raises CommandFailed when it does not start."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "kb.wsgi", "--bind", f"127.0.0.1:{port}", *workers]
    with (ROOT / "var" / "bench" / "gunicorn.log").open("a") as log:
        process = subprocess.Popen(
            [*command, "--timeout", "120", "--keep-alive", "30", "--log-level", "warning"],
            cwd=ROOT,
            env=environment(database, settings),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        _wait(process, port)
        yield Server(port, process)
    finally:
        _stop(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(process: subprocess.Popen, port: int) -> None:
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=START_WITHIN)
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        time.sleep(0.1)
    raise CommandFailed("gunicorn did not start; see var/bench/gunicorn.log.")


def _stop(process: subprocess.Popen) -> None:
    """Ends the master and its workers, also a worker in the midst of a long query."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _cpu_seconds(pid: int) -> float:
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _rss_mib(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
