"""The words of the generated library: what the sample cases really say, a made-up tail, and planted markers."""

import random
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from pathlib import Path

import yaml

CASES = Path(__file__).resolve().parents[1] / "home" / "seeds" / "cases"
LANGUAGES = ("en", "ko", "fr", "es")
WORD = re.compile(r"[^\W\d_][\w’'-]*")
SHARED_BY = 0.2  # a word of a fifth of the samples belongs to everyone's vocabulary, a rarer one to its subject
TAIL = 20_000  # words made from halves of real ones: a large library says more than thirty samples do
TEXT_FIELDS = (
    "problem",
    "legal_basis",
    "objectives",
    "actions",
    "social_dialogue",
    "results",
    "success_factors",
    "limits",
    "transfer",
    "inclusion",
)


@dataclass(frozen=True)
class Marker:
    """A word no sample uses, planted into a known share of the cases through their text in one language."""

    name: str
    language: str
    word: str
    share: float


MARKERS = (
    Marker("rare", "ko", "등대지기", 0.001),
    Marker("common", "ko", "징검다리", 0.07),
    Marker("very common", "ko", "느티나무", 0.55),
    Marker("compound", "ko", "물레방아일터", 0.02),
    Marker("rare", "en", "lighthouse", 0.001),
    Marker("common", "en", "orchard", 0.07),
    Marker("very common", "en", "harbour", 0.55),
)


@dataclass
class Draw:
    """Words with their weights, drawn in bulk."""

    words: list[str]
    weights: list[float]

    @cached_property
    def cumulative(self) -> list[float]:
        return list(accumulate(self.weights))

    def take(self, rng: random.Random, count: int) -> list[str]:
        return rng.choices(self.words, cum_weights=self.cumulative, k=count)


@dataclass
class Sample:
    """A sample case: how long its sections are, and which words are its own."""

    themes: list[str]
    lengths: dict[str, dict[str, int]] = field(default_factory=dict)
    words: dict[str, Counter] = field(default_factory=dict)


class Vocabulary:
    """Everyone's words, the words of each subject, and the long tail, in each language."""

    def __init__(self, seed: int):
        self.samples = [_sample(path) for path in sorted(CASES.glob("*.yaml"))]
        self.general = {language: self._general(language) for language in LANGUAGES}
        self.tail = {language: self._tail(language, seed) for language in LANGUAGES}
        self.subjects = {
            language: [self._subject(sample, language) for sample in self.samples if language in sample.words]
            for language in LANGUAGES
        }
        for language in LANGUAGES:
            self._refuse_markers(language)

    def _counts(self, language: str) -> tuple[Counter, Counter]:
        words, cases = Counter(), Counter()
        for sample in self.samples:
            words.update(sample.words.get(language, {}))
            cases.update(sample.words.get(language, {}).keys())
        return words, cases

    def _general(self, language: str) -> Draw:
        words, cases = self._counts(language)
        told = sum(language in sample.words for sample in self.samples)
        shared = sorted(word for word in words if cases[word] >= max(2, SHARED_BY * told))
        return Draw(shared, [words[word] for word in shared])

    def _subject(self, sample: Sample, language: str) -> Draw:
        shared = set(self.general[language].words)
        own = sorted(word for word in sample.words[language] if word not in shared)
        return Draw(own, [sample.words[language][word] for word in own])

    def _tail(self, language: str, seed: int) -> Draw:
        rng = random.Random(f"{seed}/tail/{language}")
        words = sorted(word for word in self._counts(language)[0] if len(word) >= (2 if language == "ko" else 5))
        made = [_blend(*rng.sample(words, 2)) for _ in range(TAIL)]
        distinct = list(dict.fromkeys(word for word in made if not _holds_marker(word)))
        return Draw(distinct, [1 / rank for rank in range(1, len(distinct) + 1)])

    def _refuse_markers(self, language: str) -> None:
        draws = [self.general[language], *self.subjects[language]]
        if any(_holds_marker(word) for draw in draws for word in draw.words):
            raise ValueError(f"A sample in {language} now uses a marker word; choose another in {__name__}.MARKERS.")


def _sample(path: Path) -> Sample:
    record = yaml.safe_load(path.read_text(encoding="utf-8"))
    sample = Sample(themes=record["themes"])
    for language, texts in record["translations"].items():
        texts = {name: str(texts[name]) for name in ("title", "summary", "lead_body", *TEXT_FIELDS) if texts.get(name)}
        sample.lengths[language] = {name: len(text) for name, text in texts.items()}
        sample.words[language] = Counter(WORD.findall(" ".join(texts.values()).lower()))
    return sample


def _blend(one: str, other: str) -> str:
    return one[: (len(one) + 1) // 2] + other[len(other) // 2 :]


def _holds_marker(word: str) -> bool:
    return any(marker.word in word for marker in MARKERS)
