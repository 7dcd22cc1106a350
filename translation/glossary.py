"""The agreed translations: the labels of the vocabularies, and the editors' own entries, found where they occur.

A vocabulary's alternative labels are allowed in a translation, and ask for none: many are narrower than their term.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from search.vocabulary import vocabulary
from translation.models import GlossaryEntry

SCHEMES = {"theme", "instrument", "worker-group", "convention", "pillar"}  # the others' labels are everyday words
SHORTEST = {"ko": 2}  # characters; shorter labels occur within other words
ENDING = 3  # letters that inflection may change


@dataclass(frozen=True)
class Agreed:
    """An expression of the original, what it is to be called, and what else is allowed."""

    expression: str
    preferred: str
    allowed: frozenset[str]


class Glossary:
    """Everything agreed from one language into another. Two queries, one more when a vocabulary has changed."""

    def __init__(self, source: str, target: str):
        self.source, self.target = source, target
        self._agreed: dict[str, Agreed] = {}
        for forms, theirs in (*self._of_vocabularies(), *self._of_editors()):
            self._add(forms, theirs)
        self._pattern = self._compiled()

    def found_in(self, text: str) -> list[Agreed]:
        """What of it occurs in a text of the source language, the longest first where one holds another."""
        if self._pattern is None:
            return []
        found = [self._agreed[_key(match[0], self.source)] for match in self._occurrences(text)]
        return list(dict.fromkeys(found))

    def departures(self, source: str, target: str) -> list[Agreed]:
        """What occurs in a passage while its translation has none of the agreed words for it."""
        return [agreed for agreed in self.found_in(source) if not self._says(target, agreed.allowed)]

    def _of_vocabularies(self) -> Iterable[tuple[tuple[str, ...], tuple[str, ...]]]:
        for (scheme, _code), name in vocabulary().names.items():
            ours, theirs = name.labels.get(self.source), name.labels.get(self.target)
            if scheme in SCHEMES and ours and theirs:
                yield (ours,), (theirs, *name.alternatives.get(self.target, ()))

    def _of_editors(self) -> Iterable[tuple[tuple[str, ...], tuple[str, ...]]]:
        for entry in GlossaryEntry.objects.prefetch_related("texts"):
            texts = {row.language: row.forms for row in entry.texts.all()}
            if self.source in texts and self.target in texts:
                yield texts[self.source], texts[self.target]

    def _add(self, forms: tuple[str, ...], theirs: tuple[str, ...]) -> None:
        """A later entry's wording is preferred; what was allowed before stays so: one word may be two terms."""
        for form in forms:
            key = _key(form, self.source)
            if len(key) >= SHORTEST.get(self.source, 4):
                before = self._agreed[key].allowed if key in self._agreed else frozenset()
                self._agreed[key] = Agreed(form, theirs[0], before | set(theirs))

    def _compiled(self) -> re.Pattern | None:
        if not self._agreed:
            return None
        forms = sorted(self._agreed, key=len, reverse=True)
        if self.source == "ko":  # blanks may stand anywhere, and endings follow at once
            return re.compile("|".join(r"\s*".join(map(re.escape, form)) for form in forms), re.IGNORECASE)
        words = "|".join(r"\s+".join(map(re.escape, form.split())) for form in forms)
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)

    def _occurrences(self, text: str) -> Iterable[re.Match]:
        assert self._pattern is not None
        return (match for match in self._pattern.finditer(text) if _key(match[0], self.source) in self._agreed)

    def _says(self, text: str, allowed: Iterable[str]) -> bool:
        folded = _key(text, self.target)
        return any(all(part in folded for part in _stems(form, self.target)) for form in allowed)


def _key(text: str, language: str) -> str:
    """As expressions are compared: case and, in Korean, blanks do not matter."""
    return ("" if language == "ko" else " ").join(text.casefold().split())


def _stems(form: str, language: str) -> list[str]:
    """What of an expression has to occur: its words without the endings that grammar changes."""
    if language == "ko":
        return [_key(form, language)]
    return [word[: max(4, len(word) - ENDING)] for word in _key(form, language).split()]
