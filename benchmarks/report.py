"""The report of a run, in Markdown."""

import os
import platform
import sqlite3
import unicodedata
from datetime import datetime

import django
import wagtail

from benchmarks.client import CAP, Timing
from benchmarks.goals import goals
from benchmarks.probes import SEARCHES
from benchmarks.results import Clients, ImportResults, SizeResults


def report(results: list[SizeResults], imported: ImportResults, seconds: float) -> str:
    """The whole report: goals first, then every figure."""
    parts = [
        "# Benchmark",
        machine(seconds),
        "## Goals",
        goal_table(results),
        *(part for found in results for part in size_part(found)),
        "## Import",
        import_part(imported),
    ]
    return "\n\n".join(parts) + "\n"


def machine(seconds: float) -> str:
    now, load = datetime.now().astimezone(), os.getloadavg()[0]
    return (
        f"{now:%Y-%m-%d %H:%M %Z}; {os.cpu_count()} cores, {platform.machine()}, load {load:.1f} at the end; "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, Django {django.get_version()}, "
        f"Wagtail {wagtail.__version__}. The run took {seconds / 60:.0f} minutes.\n\n"
        "Times are in milliseconds, median / 95th percentile, over HTTP on loopback with gzip, search with all facets; "
        "CPU is what the worker itself worked on a request, steadier when the machine is busy. "
        "One client: gunicorn with one gthread worker, connections kept open. Four clients: two synchronous workers, "
        "a new connection a request. Ours counts cases, found in any of their languages. Stock search counts pages, "
        "one a language, finds whole words only and has neither facets nor snippets; it reads the same texts in a "
        "database of its own, after ANALYZE. No search is remembered from an earlier request, as it is for a reader "
        "who turns a page (SEARCH_REMEMBERED_QUERIES=0)."
    )


def goal_table(results: list[SizeResults]) -> str:
    rows = [[goal.name, goal.wanted, goal.found, "met" if goal.met else "**not met**"] for goal in goals(results)]
    return table(["goal", "wanted", "found", ""], rows)


def size_part(found: SizeResults) -> list[str]:
    said = ", ".join(f"{count} {outcome}" for outcome, count in found.agreement.items())
    return [
        f"## {found.size:,} cases ({found.pages:,} pages)",
        search_table(found),
        table(
            ["page", "1 client", "CPU", "4 clients", "requests/s"],
            [[name, *_both(clients)] for name, clients in found.others.items()],
        ),
        f"Rebuilding the index: {found.rebuild:.1f} s, {found.size / found.rebuild:,.0f} cases/s, peak memory "
        f"{found.rebuild_peak_mib:.0f} MiB. Database with all indexes: {found.database_mib:,.0f} MiB. "
        f"Saving a page: draft {found.draft * 1000:.0f} ms, publishing {found.publish * 1000:.0f} ms. "
        f"First search of a new worker {found.first_search * 1000:.0f} ms, and after another process published ten "
        f"pages {found.search_after_publishing * 1000:.0f} ms. "
        f"A worker after all of the above: {found.worker_mib:.0f} MiB. "
        f"The importer's word on cases that the benchmark wrote in bulk: {said}.",
    ]


def search_table(found: SizeResults) -> str:
    head = ["search", "query", "planted", "hits", "page, 1 client", "CPU", "4 clients", "requests/s"]
    head += ["JSON, 1 client", "CPU", "4 clients", "requests/s", "stock hits", "stock, 1 client"]
    return table(head, [_search_row(found, search) for search in SEARCHES])


def _search_row(found: SizeResults, search) -> list[str]:
    json, stock = found.json[search.name], found.stock.get(search.name)
    planted = found.planted.get(search.query, "") if not search.filters else ""
    rival = ["" if stock.capped else _number(stock.total), _times(stock)] if stock else ["", ""]
    return [
        search.name,
        search.query,
        _number(planted),
        _number(json.one.total),
        *_both(found.library[search.name]),
        *_both(json),
        *rival,
    ]


def import_part(imported: ImportResults) -> str:
    return (
        f"{imported.records} new records into {imported.size:,} cases: {imported.seconds:.1f} s, "
        f"{imported.records / imported.seconds:.1f} records/s, peak memory {imported.peak_mib:.0f} MiB."
    )


def _both(clients: Clients) -> list[str]:
    cpu, per_second = f"{clients.one.cpu:.1f}", f"{clients.four.per_second:.0f}"
    return [_times(clients.one), cpu, _times(clients.four), per_second]


def _times(timing: Timing) -> str:
    return f"> {CAP:.0f} s" if timing.capped else f"{timing.median:,.1f} / {timing.p95:,.1f}"


def _number(value) -> str:
    return f"{value:,}" if isinstance(value, int) else ""


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table, padded so that it also reads as plain text."""
    lines = [head, ["---"] * len(head), *rows]
    widths = [max(_columns(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        f"| {' | '.join(cell + ' ' * (width - _columns(cell)) for cell, width in zip(line, widths, strict=True))} |"
        for line in lines
    )


def _columns(text: str) -> int:
    """Width in a terminal, where a Hangul syllable takes two columns."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
