"""Measures relevance on every engine and prints one report: `python -m benchmarks.relevance.run [--engines …]`.

The library is the samples with their neighbours; nDCG@10, recall and the share of queries without a result, for each
query's language, over all cases ("across languages") and over those told in that language ("same language").
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from statistics import mean

from benchmarks.databases import FOLDER
from benchmarks.process import OPPONENT, ROOT, SITE
from benchmarks.relevance import neighbours
from benchmarks.relevance.judged import KINDS, LANGS, Judged, ndcg, queries, recall
from tests.services import elasticsearch, postgres

ENGINES = ("sqlite", "postgresql", "elasticsearch", "elasticsearch without nori", "stock Wagtail")
GOALS = {"same": 0.90, "across": 0.85}
ZERO, APART = 0.02, 0.03
Answers = dict[str, dict[str, list[str]]]
Score = tuple[float, float, bool]  # nDCG@10, recall, whether nothing was found


def main() -> int:
    """0 when every goal is met, 1 when one is not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES, metavar="ENGINE")
    asked = parser.parse_args().engines
    database = FOLDER / "relevance.sqlite3"
    FOLDER.mkdir(parents=True, exist_ok=True)
    database.unlink(missing_ok=True)
    url = f"sqlite:///{database}"
    say("making the library")
    run("prepare", url)
    spoken = run("spoken", url)
    scores = {name: scored(answers, spoken) for name, answers in answered(asked, url)}
    text = report(scores)
    (FOLDER / "relevance.md").write_text(text, encoding="utf-8")
    print(text)
    return 0 if not missed(scores) else 1


def answered(engines: Iterable[str], url: str) -> Iterator[tuple[str, Answers]]:
    """What each engine answers to every query."""
    for name in engines:
        say(name)
        if name == "sqlite":
            yield name, run("ours", url)
        elif name == "stock Wagtail":
            yield name, run("stock", url, settings=OPPONENT)
        elif name == "postgresql":
            with postgres.fresh() as own:
                run("prepare", own)
                yield name, run("ours", own)
        else:
            with elasticsearch.server(nori="without" not in name) as server:
                about = {"ELASTICSEARCH_URL": server.url, "ELASTICSEARCH_PREFIX": "relevance"}
                command(["manage.py", "rebuild_search", "--verbosity", "0"], url, SITE, about)
                yield name, run("ours", url, **about)


def run(task: str, url: str, settings: str = SITE, **about: str):
    """What a task of `answers.py` says."""
    return json.loads(command(["-m", "benchmarks.relevance.answers", task], url, settings, about).splitlines()[-1])


def command(arguments: list[str], url: str, settings: str, about: dict[str, str]) -> str:
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": settings, "LOG_LEVEL": "WARNING"} | about
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{done.stderr[-2000:]}")
    return done.stdout


def scored(answers: Answers, spoken: dict[str, list[str]]) -> dict[str, list[tuple[Judged, Score]]]:
    """{"across" or "same": the score of each query}; a query whose answers are all in other languages has no "same"."""
    around = list(neighbours.records())
    found: dict[str, list[tuple[Judged, Score]]] = {"across": [], "same": []}
    for query in queries():
        grades = query.grades_among(around)
        own = {record: grade for record, grade in grades.items() if query.lang in spoken[record]}
        found["across"].append((query, score(answers[query.id]["all"], grades)))
        if 2 in own.values():
            found["same"].append((query, score(answers[query.id]["own"], own)))
    return found


def score(ranked: list[str], grades: dict[str, int]) -> Score:
    return ndcg(ranked, grades), recall(ranked, grades), not ranked


def report(scores: dict[str, dict[str, list[tuple[Judged, Score]]]]) -> str:
    """The tables, in Markdown."""
    judged = queries()
    lines = [f"{len(judged)} queries, 31 sample cases and {len(list(neighbours.records()))} neighbours.", ""]
    for scope, title in (("same", "Same language"), ("across", "Across all languages")):
        lines += [f"**{title}**: nDCG@10 · recall · share without a result", ""]
        lines += [row("engine", *(f"{lang}" for lang in LANGS), "all"), "| --- |" + " --: |" * (len(LANGS) + 1)]
        for name, found in scores.items():
            cells = [cell(of(found[scope], lang=lang)) for lang in LANGS]
            lines.append(row(name, *cells, f"**{cell(of(found[scope]))}**"))
        lines.append("")
    lines += ["**By kind of query, across all languages**: nDCG@10", "", row("engine", *KINDS)]
    lines.append("| --- |" + " --: |" * len(KINDS))
    for name, found in scores.items():
        lines.append(row(name, *(f"{mean(s[0] for s in of(found['across'], kind=kind)):.2f}" for kind in KINDS)))
    return "\n".join([*lines, "", *(missed(scores) or ["Every goal is met."])])


def of(found: list[tuple[Judged, Score]], **wanted: str) -> list[Score]:
    return [each for query, each in found if all(getattr(query, key) == value for key, value in wanted.items())]


def cell(scores: list[Score]) -> str:
    return " · ".join(f"{mean(each[place] for each in scores):.{2 if place else 3}f}" for place in range(3))


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def missed(scores: dict[str, dict[str, list[tuple[Judged, Score]]]]) -> list[str]:
    """The goals that are not met, said."""
    ours = {name: found for name, found in scores.items() if not name.startswith("stock")}
    said = []
    for scope, goal in GOALS.items():
        reached = {name: mean(each[0] for each in of(found[scope])) for name, found in ours.items()}
        said += [f"NOT MET: {name}, {scope}: {value:.3f} < {goal}" for name, value in reached.items() if value < goal]
        if reached and max(reached.values()) - min(reached.values()) > APART:
            said.append(f"NOT MET: engines are more than {APART} apart ({scope}): {reached}")
    for name, found in ours.items():
        if (share := mean(each[2] for each in of(found["across"]))) > ZERO:
            said.append(f"NOT MET: {name}: {share:.3f} of the queries find nothing, more than {ZERO}")
    return said


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
