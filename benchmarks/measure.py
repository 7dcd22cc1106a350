"""The measurements of one library, one function each."""

import json
from pathlib import Path

from benchmarks.client import Effort, first_answer, measure
from benchmarks.databases import FOLDER, Library, copy, library
from benchmarks.generate import Generator
from benchmarks.probes import COMMON, SEARCHES, Search, pages
from benchmarks.process import OPPONENT, SITE, manage, task
from benchmarks.results import Clients, ImportResults, SizeResults
from benchmarks.server import ONE_WORKER, TWO_WORKERS, serve

CLIENTS = 4
NEW_RECORDS, COMPARED = 200, 40


def measure_size(size: int, effort: Effort, say) -> SizeResults:
    """Makes the library, its index, and measures reading, the opponent, and saving."""
    say(f"{size:,} cases: making the library (kept for the next run)")
    made = library(size)
    results = SizeResults(size, made.pages, made.planted)
    say(f"{size:,} cases: rebuilding the search index")
    rebuilt = manage(made.site, "rebuild_search", "--clear")
    results.rebuild, results.rebuild_peak_mib = rebuilt.seconds, rebuilt.peak_mib
    results.database_mib = made.site.stat().st_size / 2**20
    say(f"{size:,} cases: reading")
    measure_reading(made, effort, results)
    say(f"{size:,} cases: stock search")
    measure_stock(made, effort, results)
    say(f"{size:,} cases: saving")
    measure_saving(made, results)
    return results


def measure_reading(made: Library, effort: Effort, results: SizeResults) -> None:
    """Every search and page, first from one client and then from four."""
    asked = {("library", search.name): (search.page,) for search in SEARCHES}
    asked |= {("json", search.name): (search.json,) for search in SEARCHES}
    asked |= {("others", page.name): page.paths for page in pages(made.size)}
    with serve(made.site, SITE, ONE_WORKER) as server:
        results.first_search = first_answer(server.port, COMMON.json)
        one = {key: measure(server, paths, effort) for key, paths in asked.items()}
        results.worker_mib = max(server.workers_rss_mib())
    with serve(made.site, SITE, TWO_WORKERS) as server:
        four = {key: measure(server, paths, effort, CLIENTS) for key, paths in asked.items()}
    for kind, name in asked:
        getattr(results, kind)[name] = Clients(one[kind, name], four[kind, name])


def measure_stock(made: Library, effort: Effort, results: SizeResults) -> None:
    """The opponent's answers, from one client; after one that takes too long it starts afresh."""
    waiting: list[Search] = [search for search in SEARCHES if search.rival]
    while waiting:
        with serve(made.opponent, OPPONENT, ONE_WORKER) as server:
            capped = False
            while waiting and not capped:
                search = waiting.pop(0)
                timing = results.stock[search.name] = measure(server, (search.stock,), effort)
                capped = timing.capped


def measure_saving(made: Library, results: SizeResults) -> None:
    """Saving and publishing beside a running site, which then has to notice."""
    results.agreement = task(made.site, "agree", str(COMPARED)).answer
    with serve(made.site, SITE, ONE_WORKER) as server:
        first_answer(server.port, COMMON.json)
        saved = task(made.site, "save_pages").answer
        results.search_after_publishing = first_answer(server.port, COMMON.json)
    results.draft, results.publish = saved["draft"], saved["publish"]


def measure_import(size: int, say) -> ImportResults:
    """New records through the importer, into a copy of the indexed library of this size."""
    say(f"{size:,} cases: importing {NEW_RECORDS} more")
    database = copy(FOLDER / f"run-{size}.sqlite3", FOLDER / "import.sqlite3")
    start_up = manage(database, "import_cases", str(_new_records(size, 0))).seconds
    took = manage(database, "import_cases", str(_new_records(size, NEW_RECORDS)))
    return ImportResults(size, NEW_RECORDS, took.seconds - start_up, took.peak_mib)


def _new_records(size: int, count: int) -> Path:
    path = FOLDER / "new.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        for record in Generator().records(count, start=size):
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path
