"""The vocabularies as a thesaurus: a query that names a concept in one language asks for it in all.

생활임금, *living wage*, *salaire vital* and *salario digno* are one concept, and so is every alternative label of it.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.analysis import is_paired, meaningful_words, stem
from search.korean import ENDINGS, without_ending

if TYPE_CHECKING:
    from search.vocabulary import Name, Vocabulary

# Vocabularies people search by. Those that grade or administer a case (status, evidence, budget) are facets only:
# their labels are everyday words ("city", "running") that would drown the others.
SEARCH_WORDS = "search-word"  # concepts that no case is tagged with
SEARCHED = ("theme", "pillar", "instrument", "worker-group", "sector", "convention", "region", "city", SEARCH_WORDS)
MAX_LABEL_WORDS = 8


@dataclass(frozen=True)
class Concept:
    """A term or city: its code, and what it is called, as (language, label).

    The alternative labels of what cases are tagged with lead to it but are not asked for: it is found by its token, and
    each further phrase costs a look-up (docs/decisions/0007). A search word is asked for by all its labels.
    """

    scheme: str
    code: str
    labels: tuple[tuple[str, str], ...]


Segment = tuple[tuple[str, ...], tuple[Concept, ...]]


class Thesaurus:
    """Finds the concepts a query names. Made once for each state of the vocabularies."""

    def __init__(self, vocabulary: "Vocabulary"):
        self._concepts: dict[tuple[str, ...], list[Concept]] = defaultdict(list)
        for name in vocabulary.names.values():
            if name.scheme in SEARCHED:
                self._add(name)

    def _add(self, name: "Name") -> None:
        labels = name.all_labels() if name.scheme == SEARCH_WORDS else name.labels.items()
        concept = Concept(name.scheme, name.code, tuple(labels))
        for key in {key for language, label in name.all_labels() if (key := _key_of_label(label, language))}:
            self._concepts[key].append(concept)

    def segments(self, words: tuple[str, ...]) -> list[Segment]:
        """The words from left to right, the longest label first; words that are no label stand alone."""
        found: list[Segment] = []
        start = 0
        while start < len(words):
            length, concepts = self._longest(words[start : start + MAX_LABEL_WORDS])
            if length == 0:
                found += self._compound(words[start])
            else:
                found.append((words[start : start + length], concepts))
            start += max(length, 1)
        return found

    def _longest(self, words: tuple[str, ...]) -> tuple[int, tuple[Concept, ...]]:
        for length in range(len(words), 0, -1):
            concepts: dict[Concept, None] = {}
            for key in _keys_of_words(words[:length]):
                concepts |= dict.fromkeys(self._concepts.get(key, ()))
            if concepts:
                return length, tuple(concepts)
        return 0, ()

    def _compound(self, word: str) -> list[Segment]:
        """A Korean word made of labels alone (서울생활임금), as those labels; else the word."""
        if not is_paired(word) or len(word) < 4:
            return [((word,), ())]
        parts: list[Segment] = []
        rest = word
        while len(rest) >= 2:
            size = next((n for n in range(min(len(rest), 12), 1, -1) if (rest[:n],) in self._concepts), 0)
            if not size:
                break
            parts.append(((rest[:size],), tuple(self._concepts[(rest[:size],)])))
            rest = rest[size:]
        complete = len(parts) > 1 and (not rest or rest in ENDINGS)
        return parts if complete else [((word,), ())]


def _key_of_label(label: str, language: str) -> tuple[str, ...]:
    return _key(meaningful_words(label), language)


def _keys_of_words(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The keys a run of query words may have: stemmed in each language, Korean with and without its ending."""
    last = without_ending(words[-1]) if is_paired(words[-1]) else words[-1]
    return {_key(form, language) for form in (words, (*words[:-1], last)) for language in ("en", "fr", "es")}


def _key(words: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Stems in order; neighbouring Korean words as one, since a compound may be written either way."""
    key: list[str] = []
    previous_paired = False
    for word in words:
        paired = is_paired(word)
        if paired and previous_paired:
            key[-1] += word
        else:
            key.append(word if paired else stem(word, language))
        previous_paired = paired
    return tuple(key)
