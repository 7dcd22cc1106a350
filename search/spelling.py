"""Misspelt words put right: the nearest words of titles and names, asked only for words that nothing holds.

Words of titles are gathered once and added to as the index moves; none is taken out, so a proposal is made only when
it finds something that is published now.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis import WORDS, is_paired
from search.finder import Finder
from search.models import SearchText
from search.query import Clause, Query
from search.snapshot import Snapshot
from search.text import fold
from search.vocabulary import Vocabulary

MIN_LIKENESS = 0.7  # of optimal string alignment: two letters that changed places are one mistake
MAX_PROPOSED_WORDS = 6


@dataclass
class _Lexicon:
    """Words as they are compared, with the way they are written."""

    generation: int = -1
    vocabulary: int = -1
    written: dict[str, str] = field(default_factory=dict)
    languages: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    plain: dict[str, str] = field(default_factory=dict)
    jamo: dict[str, str] = field(default_factory=dict)

    def add(self, texts: Iterable[tuple[str, str]]) -> None:
        """Adds the words of (language, text)."""
        for language, text in texts:
            words = WORDS.findall(text)
            if 1 < len(words) < 4 and all(map(is_paired, words)):
                words.append("".join(words))  # a compound, which may be typed in one
            for word in words:
                folded = fold(word)
                self.languages[folded].add(language)
                if len(folded) < 2 or folded in self.written or folded.isdecimal():
                    continue
                self.written[folded] = word.lower()
                if is_paired(folded):
                    self.jamo[folded] = unicodedata.normalize("NFD", folded)
                elif len(folded) > 2:
                    self.plain[folded] = folded

    def nearest(self, word: str, language: str) -> str | None:
        """The known word most like this one, in the reader's language if one is; None when none is like it.

        A Latin word keeps its first letter.
        """
        choices = self.jamo if is_paired(word) else self.plain
        typed = unicodedata.normalize("NFD", word) if is_paired(word) else word
        near = process.extract(typed, choices, scorer=OSA.normalized_similarity, score_cutoff=MIN_LIKENESS, limit=20)
        near = [item for item in near if is_paired(word) or item[0][0] == typed[0]]
        rank = lambda item: (language in self.languages[item[2]], item[1], -abs(len(item[0]) - len(typed)))  # noqa: E731
        best = max(near, key=rank, default=None)
        return self.written[best[2]] if best else None

    def put_right(self, words: list[str], nowhere: set[str], language: str) -> list[str]:
        """The words, with those found nowhere joined to a neighbour or replaced where that makes known ones."""
        found: list[str] = []
        for word in words:
            if found and nowhere & {word, found[-1]} and is_paired(word) and found[-1] + word in self.jamo:
                found[-1] += word
            else:
                found.append(word)
        return [self.nearest(word, language) or word if word in nowhere else word for word in found]


_lexicon = _Lexicon()


def correction(query: Query, index: Snapshot, names: Vocabulary, language: str, finder: Finder) -> str | None:
    """The query with each word that nothing holds replaced by the known word nearest to it; None when there is none.

    Two Korean words that make a known one without their space are one.
    """
    lexicon = _refreshed(index, names)
    words = list(query.words)[:MAX_PROPOSED_WORDS]
    unknown = [word for word in words if word not in lexicon.written and not _is_named(word, query)]
    if not unknown:
        return None
    counts = finder.count("all", [(Query(word, (Clause((word,)),)), {}) for word in unknown])
    nowhere = {word for word, count in zip(unknown, counts, strict=True) if not count}
    proposed = lexicon.put_right(words, nowhere, language)
    return " ".join(proposed) if proposed != words else None


def _is_named(word: str, query: Query) -> bool:
    """Whether the word belongs to a label the query names."""
    return any(clause.concepts and word in clause.words for clause in query.clauses)


def _refreshed(index: Snapshot, names: Vocabulary) -> _Lexicon:
    global _lexicon
    if _lexicon.generation > index.generation:
        _lexicon = _Lexicon()
    if _lexicon.vocabulary != names.number:
        _lexicon.add(label for name in names.names.values() for label in name.all_labels())
        _lexicon.vocabulary = names.number
    if _lexicon.generation != index.generation:
        rows = SearchText.objects.filter(record__generation__gt=_lexicon.generation)
        _lexicon.add(rows.values_list("language", "title").iterator(chunk_size=10_000))
        _lexicon.generation = index.generation
    return _lexicon


def forget() -> None:
    """Drops what is remembered, for tests."""
    global _lexicon
    _lexicon = _Lexicon()
