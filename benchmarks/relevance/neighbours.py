"""Made-up records (docs/import.md) that stand beside the samples as distractors, the same for the same seed.

They share cities and general words with the samples and name a subject of the library in passing, but are about
libraries' opening hours and the like (neighbours.yaml), so they answer no judged query; README.md has the exception.
"""

import random
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import yaml

from benchmarks.generate import ROOT, languages_in_order
from benchmarks.vocabulary import CASES, LANGUAGES, TEXT_FIELDS

SEED = 2019
TEXTS = Path(__file__).with_name("neighbours.yaml")
TAGGED = 1  # the grade of a neighbour for a query that names its topic
ASIDES = ("problem", "actions", "limits")  # the sections that name a subject of the library in passing
FACTS: dict = {  # the same for all, so that no facet but the topic tells one neighbour from another
    "sample": True,
    "lead_body_type": "city",
    "status": "running",
    "evidence": "described",
    "pillars": ["employment"],
    "instruments": ["data-index"],
    "worker_groups": ["all-workers"],
    "transfer_conditions": ["budget"],
    "contact": "library@dwcn.example",
    "references": [{"title": "Yearbook of city services", "publisher": "The city", "year": 2020}],
}


def records(seed: int = SEED) -> Iterator[dict]:
    """Every subject once in each city that has a sample, twice in a city that has several: 294 records."""
    for city in _cities():
        for edition in range(min(_samples_by_city()[city], 2)):
            for subject in _texts()["subjects"]:
                yield _record(seed, subject, city, edition)


def topics() -> frozenset[str]:
    """The topics that neighbours are tagged with, which are all that a judged query may give as its `topic`."""
    return frozenset(subject["theme"] for subject in _texts()["subjects"])


def grades(topic: str, neighbours: Iterable[dict]) -> dict[str, int]:
    """The rule: a neighbour tagged with the topic that a query names is graded 1 for it. No topic, no grades."""
    return {record["id"]: TAGGED for record in neighbours if topic in record["themes"]}


@cache
def _texts() -> dict:
    return yaml.safe_load(TEXTS.read_text(encoding="utf-8"))


@cache
def _samples_by_city() -> dict[str, int]:
    cities = [yaml.safe_load(path.read_text(encoding="utf-8"))["city"] for path in CASES.glob("*.yaml")]
    return {city: cities.count(city) for city in sorted(set(cities))}


@cache
def _cities() -> dict[str, dict[str, str]]:
    """The names, by language, of each city that has a sample."""
    known = yaml.safe_load((ROOT / "cities" / "data" / "cities.yaml").read_text(encoding="utf-8"))
    names = {city["code"]: city["names"] for city in known}
    return {city: names[city] for city in _samples_by_city()}


def _record(seed: int, subject: dict, city: str, edition: int) -> dict:
    identity = f"neighbour-{city}-{subject['code']}-{edition + 1}"
    rng = random.Random(f"{seed}/{identity}")
    spoken = rng.sample(LANGUAGES, rng.randint(1, 3))
    year = rng.randint(2010, 2023)
    record: dict = {
        **FACTS,
        "id": identity,
        "original_language": spoken[0],
        "city": city,
        "themes": [subject["theme"]],
        "start": str(year),
        "translations": {language: _translation(rng, subject, city, language, edition) for language in spoken},
    }
    record["translations"] = {language: record["translations"][language] for language in languages_in_order(record)}
    return record


def _translation(rng: random.Random, subject: dict, city: str, language: str, edition: int) -> dict[str, str]:
    own, general = subject[language], _texts()["general"][language]
    asides = rng.sample(_texts()["asides"][language], len(ASIDES))
    texts = {name: " ".join(rng.sample(own["sentences"] + general["sentences"], 3)) for name in TEXT_FIELDS}
    for name, aside in zip(ASIDES, asides, strict=True):
        texts[name] += f" {aside}"
    texts |= {
        "title": own["titles"][edition],
        "summary": own["summary"],
        "lead_body": general["lead_body"],
        "not_measured": general["not_measured"],
    }
    return {name: text.format(city=_cities()[city][language]) for name, text in texts.items()}
