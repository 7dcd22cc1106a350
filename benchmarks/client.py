"""Asks one address a bounded number of times, from one client or several, and times the answers."""

import http.client
import json
import math
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from statistics import median

from benchmarks.server import Server

CAP = 20.0  # seconds after which an answer is no longer waited for
HEADERS = {"Host": "localhost", "Accept-Encoding": "gzip", "Accept-Language": "en"}


class BadAnswer(Exception):
    """The site did not answer 200; the message names the address."""


@dataclass(frozen=True)
class Effort:
    """How often to ask: warm-up requests a client, requests in all, seconds after which none is sent any more."""

    warm_up: int = 3
    requests: int = 40
    seconds: float = 8.0

    def for_warm_up(self, clients: int) -> "Effort":
        return Effort(requests=self.warm_up * clients, seconds=self.seconds / 4)


QUICK = Effort(warm_up=1, requests=10, seconds=4.0)


@dataclass(frozen=True)
class Timing:
    """Times in milliseconds. `capped` when an answer took longer than CAP, whose times are then lower bounds.

    `cpu` is what the server itself worked on a request: steadier than `median` on a machine that is busy elsewhere.
    """

    median: float
    p95: float
    per_second: float
    requests: int
    capped: bool = False
    total: int | None = None
    cpu: float = 0


def measure(server: Server, paths: tuple[str, ...], effort: Effort, clients: int = 1) -> Timing:
    """Times the paths, asked in turn. Raises BadAnswer when an answer is not a 200."""
    port = server.port
    try:
        body = fetch(port, paths[0])
        with ThreadPoolExecutor(clients) as pool:
            list(pool.map(lambda _client: _ask(port, paths, effort.for_warm_up(clients), clients), range(clients)))
            worked, began = server.cpu_seconds(), time.perf_counter()
            shares = pool.map(
                lambda client: _ask(port, paths[client:] + paths[:client], effort, clients), range(clients)
            )
            times = sorted(seconds for share in shares for seconds in share)
        elapsed, worked = time.perf_counter() - began, server.cpu_seconds() - worked
        return _timing(times, elapsed, worked, _total(body))
    except TimeoutError:
        return Timing(CAP * 1000, CAP * 1000, 1 / CAP, 1, capped=True)


def first_answer(port: int, path: str) -> float:
    """Seconds of a single request. Raises BadAnswer when it is not a 200."""
    return _get(_connection(port), path)[0]


def fetch(port: int, path: str) -> bytes:
    """One answer, not compressed."""
    return _get(_connection(port), path, {"Host": "localhost"})[1]


def _ask(port: int, paths: tuple[str, ...], effort: Effort, clients: int) -> list[float]:
    connection, times = _connection(port), []
    until = time.perf_counter() + effort.seconds
    for path in islice(cycle(paths), math.ceil(effort.requests / clients)):
        times.append(_get(connection, path)[0])
        if time.perf_counter() > until:
            break
    connection.close()
    return times


def _connection(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", port, timeout=CAP)


def _get(connection, path: str, headers=HEADERS) -> tuple[float, bytes]:
    began = time.perf_counter()
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    seconds = time.perf_counter() - began
    if response.status != 200:
        raise BadAnswer(f"{path} answered {response.status}: {body[:300]!r}")
    return seconds, body


def _timing(times: list[float], elapsed: float, worked: float, total: int | None) -> Timing:
    p95 = times[min(len(times) - 1, math.ceil(0.95 * len(times)) - 1)]
    cpu = worked / len(times) * 1000
    return Timing(median(times) * 1000, p95 * 1000, len(times) / elapsed, len(times), total=total, cpu=cpu)


def _total(body: bytes) -> int | None:
    """`total` of a JSON answer; None of a page."""
    try:
        return json.loads(body).get("total")
    except ValueError:
        return None
