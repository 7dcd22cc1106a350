"""'Did you mean': the nearest words of titles and names, asked only when nothing was found as typed.

Words of titles are gathered once and added to as the index moves; none is taken out, so a proposal is made only when
it finds something that is published now.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis import WORDS, is_paired, words_of
from search.finder import Finder
from search.models import SearchText
from search.query import understand
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
    plain: dict[str, str] = field(default_factory=dict)
    jamo: dict[str, str] = field(default_factory=dict)

    def add(self, texts: Iterable[str]) -> None:
        for text in texts:
            for word in WORDS.findall(text):
                folded = fold(word)
                if len(folded) < 2 or folded in self.written or folded.isdecimal():
                    continue
                self.written[folded] = word.lower()
                if is_paired(folded):
                    self.jamo[folded] = unicodedata.normalize("NFD", folded)
                elif len(folded) > 2:
                    self.plain[folded] = folded

    def nearest(self, word: str) -> str | None:
        """The known word most like this one; None when none is like it."""
        choices = self.jamo if is_paired(word) else self.plain
        typed = unicodedata.normalize("NFD", word) if is_paired(word) else word
        near = process.extract(typed, choices, scorer=OSA.normalized_similarity, score_cutoff=MIN_LIKENESS, limit=5)
        best = max(near, key=lambda item: (item[1], -abs(len(item[0]) - len(typed))), default=None)
        return self.written[best[2]] if best else None


_lexicon = _Lexicon()


def suggestion(text: str, index: Snapshot, names: Vocabulary, kind: str, finder: Finder) -> str | None:
    """The query with unknown words replaced by known ones, if that finds something; None otherwise."""
    lexicon = _refreshed(index, names)
    words = words_of(text)[:MAX_PROPOSED_WORDS]
    proposed = [word if word in lexicon.written else lexicon.nearest(word) or word for word in words]
    if proposed == words:
        return None
    better = " ".join(proposed)
    return better if finder.count(kind, [(understand(better, names.thesaurus), {})])[0] else None


def _refreshed(index: Snapshot, names: Vocabulary) -> _Lexicon:
    global _lexicon
    if _lexicon.generation > index.generation:
        _lexicon = _Lexicon()
    if _lexicon.vocabulary != names.number:
        _lexicon.add(label for name in names.names.values() for _language, label in name.all_labels())
        _lexicon.vocabulary = names.number
    if _lexicon.generation != index.generation:
        rows = SearchText.objects.filter(record__generation__gt=_lexicon.generation)
        _lexicon.add(rows.values_list("title", flat=True).iterator(chunk_size=10_000))
        _lexicon.generation = index.generation
    return _lexicon


def forget() -> None:
    """Drops what is remembered, for tests."""
    global _lexicon
    _lexicon = _Lexicon()
