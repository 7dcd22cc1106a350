"""A reader's words, understood: which words, which concepts of the vocabularies, and what must all be there.

Engines are given this and make of it what their index needs.
"""

from dataclasses import dataclass, replace

from search.analysis import MAX_WORDS, WORDS, meaningful_words
from search.text import clean_query, fold
from search.thesaurus import Concept, Thesaurus


@dataclass(frozen=True)
class Clause:
    """One thing asked for: the words as typed, or any name of the concepts they stand for."""

    words: tuple[str, ...]
    concepts: tuple[Concept, ...] = ()


@dataclass(frozen=True)
class Query:
    """What is asked: every clause (`any_clause`: at least one); nothing asked finds everything."""

    text: str = ""
    clauses: tuple[Clause, ...] = ()
    any_clause: bool = False
    last_is_prefix: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing was typed."""
        return not self.text

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for clause in self.clauses for word in clause.words)

    @property
    def needed(self) -> int:
        """How many of the clauses a record must satisfy: two, when there are as many; one of them when relaxed.

        A question in whole sentences holds words that no text repeats; those that satisfy most clauses come first.
        """
        return 1 if self.any_clause else min(len(self.clauses), 2)

    @property
    def can_be_relaxed(self) -> bool:
        """False for one word that is no concept: any of its words is all of them."""
        return len(self.clauses) + len(self.words) >= 3

    def relaxed(self) -> "Query":
        """The same, satisfied by any of its words."""
        single = tuple(Clause((word,)) for clause in self.clauses if not clause.concepts for word in clause.words)
        whole = tuple(clause for clause in self.clauses if clause.concepts)
        return replace(self, clauses=(*whole, *single), any_clause=True)


def understand(text: str, thesaurus: Thesaurus) -> Query:
    """A query from what the reader typed. Never raises."""
    text = clean_query(text)
    words = meaningful_words(text)
    return Query(text, tuple(Clause(words, concepts) for words, concepts in thesaurus.segments(words)))


def as_typed(text: str) -> Query:
    """A query for suggestions: words as they are, the last one perhaps unfinished."""
    text = clean_query(text)
    words = WORDS.findall(fold(text))[:MAX_WORDS]
    return Query(text, tuple(Clause((word,)) for word in words), last_is_prefix=True)
