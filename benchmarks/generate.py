"""Records of made-up case studies (docs/import.md), the same for the same seed and number."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import yaml

from benchmarks.vocabulary import LANGUAGES, MARKERS, TEXT_FIELDS, Draw, Vocabulary

ROOT = Path(__file__).resolve().parents[1]
SEED = 2014  # plants every rare word within the first 2,000 cases
LANGUAGE_SHARE = {"en": 0.85, "ko": 0.7, "fr": 0.25, "es": 0.25}
LIMITS = {"title": 120, "summary": 280, "lead_body": 160, "problem": 2000, "actions": 4000, "results": 2000}
LIMIT = 1000
OWN_WORDS, TAIL_WORDS = 0.3, 0.04  # shares of a text that come from its subject and from the long tail
LISTS = {  # how many codes of each vocabulary a case has, at least and at most
    "pillars": ("pillar", 1, 2),
    "instruments": ("instrument", 1, 3),
    "worker_groups": ("worker-group", 1, 3),
    "sectors": ("sector", 0, 2),
    "conventions": ("convention", 0, 3),
    "transfer_conditions": ("transfer-condition", 1, 3),
}
FIRST_DAY, DAYS = datetime(2018, 1, 1, tzinfo=UTC), 3000


@cache
def codes(scheme: str) -> list[str]:
    """The codes of a vocabulary that a case may carry; of themes, the topics."""
    terms = yaml.safe_load((ROOT / "taxonomy" / "data" / f"{scheme}.yaml").read_text(encoding="utf-8"))["terms"]
    return [leaf["code"] for term in terms for leaf in (term.get("children") or [term])]


@cache
def cities() -> list[str]:
    text = (ROOT / "cities" / "data" / "cities.yaml").read_text(encoding="utf-8")
    return [city["code"] for city in yaml.safe_load(text)]


def uneven(rng: random.Random, choices: list[str], count: int = 1) -> list[str]:
    """Different choices, the first ones far more often than the last."""
    drawn = rng.choices(choices, weights=[1 / rank for rank in range(1, len(choices) + 1)], k=count)
    return list(dict.fromkeys(drawn))


def beginning(seed: int, number: int) -> tuple[random.Random, list[str]]:
    """What everything else of a case follows from: its random numbers and its languages."""
    rng = random.Random(f"{seed}/{number}")
    return rng, [code for code, share in LANGUAGE_SHARE.items() if rng.random() < share] or ["ko"]


class Generator:
    """Makes records one by one and counts the cases each marker word was planted in."""

    def __init__(self, seed: int = SEED):
        self.seed = seed
        self.vocabulary = Vocabulary(seed)
        self.planted: Counter = Counter()

    def records(self, count: int, start: int = 0) -> Iterator[dict]:
        for number in range(start, start + count):
            yield self.record(number)

    def record(self, number: int) -> dict:
        rng, languages = beginning(self.seed, number)
        planted = self._markers(rng, languages)
        original = "ko" if "ko" in languages and rng.random() < 0.6 else languages[0]
        published = (FIRST_DAY + timedelta(days=rng.randrange(DAYS))).isoformat()
        start = rng.randint(2000, 2025)
        return {
            "id": f"bench-{number}",
            "original_language": original,
            "city": uneven(rng, cities())[0],
            "sample": True,
            "lead_body_type": uneven(rng, codes("lead-body"))[0],
            "status": uneven(rng, codes("status"))[0],
            "evidence": uneven(rng, codes("evidence"))[0],
            "themes": uneven(rng, codes("theme"), rng.randint(1, 3)),
            **{key: uneven(rng, codes(scheme), rng.randint(low, high)) for key, (scheme, low, high) in LISTS.items()},
            "start": str(start),
            "end": str(start + rng.randint(1, 8)) if rng.random() < 0.2 else "",
            "indicators": [self._indicator(rng, languages) for _ in range(rng.randint(1, 3))],
            "partners": [{"name": "A partner of the city", "support": uneven(rng, codes("support"))[0], "url": ""}],
            "legal_links": [{"title": "An ordinance of the city", "url": "https://example.org/ordinance"}],
            "references": [self._reference(rng) for _ in range(rng.randint(1, 5))],
            "contact": "library@dwcn.example",
            "translations": {
                language: self._texts(rng, language, [m.word for m in planted if m.language == language])
                | {"published": True, "first_published_at": published}
                for language in languages
            },
        }

    def _markers(self, rng: random.Random, languages: list[str]) -> list:
        """Which markers the case carries. A case without the language cannot, so the others do more often."""
        planted = []
        for marker in MARKERS:
            chance = rng.random() < marker.share / LANGUAGE_SHARE[marker.language]
            if chance and marker.language in languages:
                planted.append(marker)
        self.planted.update(marker.word for marker in planted)
        return planted

    def _texts(self, rng: random.Random, language: str, markers: list[str]) -> dict[str, str]:
        spoken = [sample for sample in self.vocabulary.samples if language in sample.words]
        subject = rng.randrange(len(spoken))
        lengths, draw = spoken[subject].lengths[language], self.vocabulary.subjects[language][subject]
        texts = {name: self._prose(rng, language, draw, name, lengths) for name in ("summary", *TEXT_FIELDS)}
        for name in ("title", "lead_body"):
            texts[name] = self._prose(rng, language, draw, name, lengths).rstrip(".")
        for word in markers:
            name = rng.choice(TEXT_FIELDS)
            at = texts[name].find(" ", rng.randrange(len(texts[name]) // 2))
            texts[name] = f"{texts[name][:at]} {word}{texts[name][at:]}"
        if markers and rng.random() < 0.1:
            texts["title"] = f"{texts['title'][: LIMITS['title'] - 20]} {rng.choice(markers)}"
        return texts

    def _prose(self, rng: random.Random, language: str, own: Draw, name: str, lengths: dict[str, int]) -> str:
        """Sentences of this field's usual length, within its limit and with room for a marker."""
        short = name in ("title", "summary", "lead_body")
        wanted = int(lengths.get(name, 200) * rng.uniform(0.7, 1.0 if short else 2.0))
        limit = min(wanted, LIMITS.get(name, LIMIT) - 40)
        count = max(3, limit // (4 if language == "ko" else 6))
        mine, tail = int(count * OWN_WORDS), int(count * TAIL_WORDS)
        words = self.vocabulary.general[language].take(rng, count - mine - tail) + own.take(rng, mine)
        words += self.vocabulary.tail[language].take(rng, tail)
        rng.shuffle(words)
        for at in range(12, count, 13):
            words[at] += "."
        return " ".join(words)[:limit].strip() + "."

    @staticmethod
    def _indicator(rng: random.Random, languages: list[str]) -> dict:
        year, number = rng.randint(2015, 2024), rng.randint(1, 99)
        return {
            "name": dict.fromkeys(languages, f"Indicator {number}"),
            "baseline": str(rng.randint(1, 50)),
            "baseline_date": str(year - 3),
            "value": str(rng.randint(50, 100)),
            "date": str(year),
            "unit": uneven(rng, codes("unit"))[0],
            "source": "The city’s yearbook",
        }

    @staticmethod
    def _reference(rng: random.Random) -> dict:
        return {
            "title": f"Report {rng.randint(1, 9999)}",
            "publisher": "The city",
            "year": rng.randint(2005, 2025),
            "url": "https://example.org/report",
        }


def languages_in_order(record: dict) -> list[str]:
    """The languages a record is told in, in the library's order."""
    return [language for language in LANGUAGES if language in record["translations"]]
