"""The judged queries, checked as they are read, and the two measures of a ranking. See README.md.

`python -m benchmarks.relevance.judged` prints how many there are of each language and kind.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path

import yaml

from benchmarks.relevance import neighbours
from benchmarks.vocabulary import CASES

QUERIES = Path(__file__).with_name("queries.yaml")
LANGS = ("ko", "en", "fr", "es")
KINDS = ("word", "compound", "particle", "question", "misspelling", "city-topic", "cross", "synonym")
EXPLAINED = ("question", "cross", "synonym")  # the kinds whose every judgment gives its reason
GRADES = (1, 2)  # a case that is not named is 0
KEYS = {"id", "q", "lang", "kind", "grades", "topic", "why"}


class BadJudgment(ValueError):
    """An entry of queries.yaml cannot be used; the message names the entry and the cure."""


@dataclass(frozen=True)
class Judged:
    """A query with the grades of the sample cases; `topic` is what it names when neighbours are tagged with that."""

    id: str
    q: str
    lang: str
    kind: str
    grades: Mapping[str, int]
    topic: str = ""

    def grades_among(self, records: Iterable[dict]) -> dict[str, int]:
        """The grades when these neighbours stand in the library too."""
        return dict(self.grades) | (neighbours.grades(self.topic, records) if self.topic else {})


def queries(path: Path = QUERIES) -> tuple[Judged, ...]:
    """Every judged query, in the order of the file. Raises `BadJudgment` at the first that is wrong."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    cases = frozenset(case.stem for case in CASES.glob("*.yaml"))
    seen: set[str] = set()
    for entry in entries:
        problem = _problem(entry, cases, seen)
        if problem:
            raise BadJudgment(f"{path.name}, {entry.get('id', 'an entry without id')}: {problem}")
        seen.add(entry["id"])
    return tuple(Judged(**{key: value for key, value in entry.items() if key != "why"}) for entry in entries)


def ndcg(ranked_ids: Sequence[str], grades: Mapping[str, int], k: int = 10) -> float:
    """Normalised discounted cumulative gain of the first k, from 0 to 1: gain 2^grade - 1, discount log2(rank + 1).

    Järvelin and Kekäläinen 2002, with the gain of Burges et al. 2005. A result given twice counts once.
    """
    ranked = [grades.get(record, 0) for record in dict.fromkeys(ranked_ids)]
    ideal = _dcg(sorted(grades.values(), reverse=True)[:k])
    return _dcg(ranked[:k]) / ideal if ideal else 0.0


def recall(found_ids: Iterable[str], grades: Mapping[str, int]) -> float:
    """The share, from 0 to 1, of the relevant records (graded 1 or 2) that were found at all."""
    relevant = {record for record, grade in grades.items() if grade > 0}
    return len(relevant & set(found_ids)) / len(relevant) if relevant else 0.0


def _dcg(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def _problem(entry: dict, cases: frozenset[str], seen: set[str]) -> str:
    """What is wrong with an entry and what to do, or nothing."""
    grades = entry.get("grades") or {}
    checks = {
        "it has no id; give it one like ko-word-living-wage.": not entry.get("id"),
        "another entry has this id; ids are used once.": entry.get("id") in seen,
        f"it has keys that nobody reads: {sorted(entry.keys() - KEYS)}.": bool(entry.keys() - KEYS),
        "it has no words; write what people type under q.": not str(entry.get("q") or "").strip(),
        f"lang is {entry.get('lang')!r}; use one of {', '.join(LANGS)}.": entry.get("lang") not in LANGS,
        f"kind is {entry.get('kind')!r}; use one of {', '.join(KINDS)}.": entry.get("kind") not in KINDS,
        "it has no grades; name the cases that answer it.": not grades,
        f"grades name {sorted(grades.keys() - cases)}, which are no sample cases; "
        "ids are the names of the files in home/seeds/cases.": bool(grades.keys() - cases),
        f"grades are {sorted(set(map(str, grades.values())))}; use 1 or 2 and leave 0 out.": any(
            grade not in GRADES for grade in grades.values()
        ),
        "no case is graded 2; a query that nothing answers measures nothing.": 2 not in grades.values(),
        f"topic is {entry.get('topic')!r}; only {', '.join(sorted(neighbours.topics()))} are tagged on neighbours, "
        "leave it out for others.": bool(entry.get("topic")) and entry["topic"] not in neighbours.topics(),
        f"say why; every {entry.get('kind')} does.": entry.get("kind") in EXPLAINED and not entry.get("why"),
    }
    return next((message for message, wrong in checks.items() if wrong), "")


def main() -> None:
    """Prints the number of queries of each kind and language, and of those each case answers."""
    judged = queries()
    cells = Counter((query.kind, query.lang) for query in judged)
    print(f"{'kind':<12}", *(f"{lang:>5}" for lang in LANGS), f"{'all':>5}")
    for kind in KINDS:
        print(f"{kind:<12}", *(f"{cells[kind, lang]:>5}" for lang in LANGS), f"{_total(judged, kind=kind):>5}")
    print(f"{'all':<12}", *(f"{_total(judged, lang=lang):>5}" for lang in LANGS), f"{len(judged):>5}")
    answers = Counter(case for query in judged for case, grade in query.grades.items() if grade == 2)
    print("\nqueries for which a case is graded 2:")
    for case, count in answers.most_common():
        print(f"{count:>4} {case}")


def _total(judged: Iterable[Judged], **wanted: str) -> int:
    return sum(all(getattr(query, key) == value for key, value in wanted.items()) for query in judged)


if __name__ == "__main__":
    main()
