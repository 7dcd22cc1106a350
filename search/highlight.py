"""Shows why something matched: marks the words of a query in a text, and finds the stretch that says most.

Exact: a Latin word is marked when its stem is asked for, Korean when the syllables are. Candidates are found by regular
expression in the text as it is; only candidates are folded and stemmed, so long texts stay cheap.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis import HANGUL, IDEOGRAPHS, STEM_LANGUAGES, is_paired, stem, words_of
from search.korean import variants
from search.query import Query
from search.text import fold

LATIN_WINDOW, HANGUL_WINDOW = 180, 110
MAX_CANDIDATES = 24
PREFIX = 3

_ACCENTED = {
    "a": "aàâäáãåæ",
    "c": "cç",
    "e": "eéèêë",
    "i": "iîïíì",
    "n": "nñ",
    "o": "oôöóòõøœ",
    "s": "sß",
    "u": "uùûüú",
    "y": "yÿý",
}

_LETTER = rf"[^\W_{HANGUL}{IDEOGRAPHS}]"

Span = tuple[int, int]


@dataclass(frozen=True)
class Highlighter:
    """Marks what a query asks for in texts of one language."""

    query: Query
    language: str

    @cached_property
    def _stems(self) -> frozenset[str]:
        """Stems that are marked wherever they stand."""
        words = [word for word in self.query.words if not is_paired(word)]
        return frozenset(stem(word, code) for word in words for code in (self.language, *STEM_LANGUAGES))

    @cached_property
    def _label_words(self) -> tuple[tuple[str, ...], ...]:
        """Labels of the concepts asked for, as stems in this language."""
        labels = {
            tuple(word if is_paired(word) else stem(word, self.language) for word in words_of(label))
            for clause in self.query.clauses
            for concept in clause.concepts
            for language, label in concept.labels
            if language == self.language or not _has_stems(label)
        }
        return tuple(sorted((label for label in labels if label), key=len, reverse=True))

    @cached_property
    def _pattern(self) -> re.Pattern | None:
        """What a match may begin with. Cheap over long texts: no look-behind and no flag (fifteen times as fast)."""
        starts = {_latin(word[:PREFIX]) for word in self.query.words if not is_paired(word)}
        starts |= {_latin(label[0][:PREFIX]) for label in self._label_words if not is_paired(label[0])}
        latin = [rf"(?:{'|'.join(sorted(starts))}){_LETTER}*"] if starts else []
        paired = sorted({_spaced(pieces) for pieces in self._paired()}, key=len, reverse=True)
        return re.compile("|".join((*paired, *latin))) if paired or latin else None

    def _paired(self) -> Iterator[tuple[str, ...]]:
        for word in self.query.words:
            if is_paired(word):
                yield from variants(word)
        for label in self._label_words:
            if all(is_paired(word) for word in label):
                yield label
                yield ("".join(label),)

    def spans(self, text: str) -> list[Span]:
        """Where the text holds what was asked, from left to right, at most MAX_CANDIDATES looked at."""
        if self._pattern is None:
            return []
        found: list[Span] = []
        end = 0
        for count, match in enumerate(self._pattern.finditer(text)):
            if count >= MAX_CANDIDATES:
                break
            if match.start() >= end and (stop := self._confirmed(text, match)):
                found.append((match.start(), stop))
                end = stop
        return found

    def _confirmed(self, text: str, match: re.Match) -> int:
        """Where the match that begins here ends; 0 when it is none."""
        if is_paired(match[0]):
            return match.end()
        if _IN_WORD.match(text, max(match.start() - 1, 0), match.start()):
            return 0
        for label in self._label_words:
            if len(label) > 1 and (stop := self._label_end(text, match.start(), label)):
                return stop
        word = stem(fold(match[0]), self.language)
        return match.end() if word in self._stems or (word,) in self._label_words else 0

    def _label_end(self, text: str, start: int, label: tuple[str, ...]) -> int:
        """Where a label of several words ends, if it stands here word by word."""
        position = start
        for wanted in label:
            word = _NEXT_WORD.match(text, position)
            if not word or stem(fold(word[1]), self.language) != wanted:
                return 0
            position = word.end()
        return position

    def mark(self, text: str, spans: list[Span] | None = None) -> SafeString:
        """The text as safe HTML, with what was asked for in <mark>."""
        parts, end = [], 0
        for start, stop in self.spans(text) if spans is None else spans:
            parts += [escape(text[end:start]), "<mark>", escape(text[start:stop]), "</mark>"]
            end = stop
        return mark_safe("".join((*parts, escape(text[end:]))))  # noqa: S308

    def excerpt(self, summary: str, spans: list[Span], body: str) -> "Excerpt":
        """The stretch of the summary, where it has spans, or else of the body, that holds most of what was asked."""
        if not spans and (found := self.spans(body)):
            return self._cut(body, found)
        return self._cut(summary, spans)

    def _cut(self, text: str, spans: list[Span]) -> "Excerpt":
        width = _window(text)
        start = _best_start(text, spans, width)
        stop = min(start + width, len(text))
        if stop < len(text):
            stop = (
                max(text.rfind(" ", start + width // 2, stop), start + width // 2) if " " in text[start:stop] else stop
            )
        inside = [(a - start, b - start) for a, b in spans if a >= start and b <= stop]
        before, after = "… " if start else "", " …" if stop < len(text) else ""
        window = text[start:stop]
        return Excerpt(
            before + _one_line(window) + after,
            mark_safe(before + _one_line(self.mark(window, inside)) + after),  # noqa: S308
        )


@dataclass(frozen=True)
class Excerpt:
    """A stretch of text, plain and as safe HTML."""

    plain: str
    html: SafeString


_SYLLABLE = re.compile(rf"[{HANGUL}{IDEOGRAPHS}]")
_NEXT_WORD = re.compile(rf"[\W_]{{0,3}}({_LETTER}+)")
_IN_WORD = re.compile(_LETTER)


def _one_line(text: str) -> str:
    """Paragraphs one after another, with a sign between them, so that a heading does not run into a sentence."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return " · ".join(line for line in lines if line)


def _window(text: str) -> int:
    sample = text[:200]
    return HANGUL_WINDOW if len(_SYLLABLE.findall(sample)) * 3 > len(sample) else LATIN_WINDOW


def _best_start(text: str, spans: list[Span], width: int) -> int:
    """Where the window that holds the most different matches begins, at the beginning of a word."""
    if not spans or len(text) <= width or spans[0][1] < width * 3 // 4:
        return 0
    best = max(spans, key=lambda span: (len(_within(text, spans, span[0], width)), -span[0]))
    start = max(best[0] - width // 4, 0)
    return text.find(" ", start, best[0]) + 1 or best[0] if start else 0


def _within(text: str, spans: list[Span], start: int, width: int) -> set[str]:
    return {fold(text[a:b]) for a, b in spans if start <= a and b <= start + width * 3 // 4}


def _has_stems(label: str) -> bool:
    return not all(is_paired(word) for word in words_of(label))


@lru_cache(maxsize=4096)
def _latin(prefix: str) -> str:
    """A folded prefix as a pattern that also finds it with accents and in capitals."""
    return "".join(f"[{_ACCENTED.get(char, char)}{_ACCENTED.get(char, char).upper()}]" for char in prefix)


def _spaced(pieces: tuple[str, ...]) -> str:
    return r"\s+".join(map(re.escape, pieces))
