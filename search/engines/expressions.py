"""A query as the database engines ask it: phrases of tokens, joined by and / or.

A word may be written in several ways and a concept has many labels, so most of a query is alternatives; those that
another alternative already covers are dropped, because each one costs a look-up.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from search.analysis import STEM_LANGUAGES, is_paired, pairs, stem, term_token, tokens_of, words_of
from search.korean import variants
from search.query import Clause, Query
from search.thesaurus import Concept

MAX_LABEL_PHRASES = 80
MANY_WORDS = 6


@dataclass(frozen=True)
class Phrase:
    """Tokens that follow one another; the last one may be unfinished."""

    tokens: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True)
class AnyOf:
    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class AllOf:
    parts: tuple["Expression", ...]


Expression = Phrase | AnyOf | AllOf


def clause_expressions(query: Query) -> list[Expression]:
    """What the index is asked for each clause of a query."""
    few = len(query.words) <= MANY_WORDS
    return [_clause(clause, few) for clause in query.clauses]


def typed_expression(query: Query) -> Expression | None:
    """What titles are asked for words being typed, the last of them perhaps unfinished; None for no words."""
    if not query.clauses:
        return None
    parts = clause_expressions(query)
    return _all([*parts[:-1], _unfinished(query.clauses[-1].words[-1])])


def _clause(clause: Clause, few: bool) -> Expression:
    words = _all([_word(word, few) for word in clause.words])
    if not clause.concepts:
        return words
    phrases = [phrase for concept in clause.concepts for phrase in _concept(concept)]
    return _any([words, *phrases[:MAX_LABEL_PHRASES]])


def _word(word: str, few: bool) -> Expression:
    if not is_paired(word):
        return _any([Phrase((form,)) for form in dict.fromkeys((*(stem(word, code) for code in STEM_LANGUAGES), word))])
    if len(word) == 1:
        return Phrase((word,), is_prefix=True)
    return _any([_written(pieces) for pieces in (variants(word) if few else variants(word)[:4])])


def _unfinished(word: str) -> Expression:
    """The last word of what is being typed: any word that begins so, or any that contains these syllables."""
    if not is_paired(word):
        return _any([Phrase((word,), is_prefix=True), *(Phrase((stem(word, code),)) for code in STEM_LANGUAGES)])
    return Phrase((word,), is_prefix=True) if len(word) == 1 else Phrase(tuple(pairs(word)))


def _written(pieces: Iterable[str]) -> Phrase:
    return Phrase(tuple(token for piece in pieces for token in pairs(piece)))


def _concept(concept: Concept) -> list[Phrase]:
    """The concept's own token, and its labels; a Korean label with and without its spaces."""
    found = [Phrase((term_token(concept.scheme, concept.code),))]
    for language, label in concept.labels:
        found.append(Phrase(tuple(tokens_of(label, language))))
        words = words_of(label)
        if len(words) > 1 and all(is_paired(word) for word in words):
            found.append(_written(["".join(words)]))
    return [phrase for phrase in dict.fromkeys(found) if phrase.tokens]


def _all(parts: list[Expression]) -> Expression:
    unique = tuple(dict.fromkeys(parts))
    return unique[0] if len(unique) == 1 else AllOf(unique)


def _any(parts: list[Expression]) -> Expression:
    flat = dict.fromkeys(p for part in parts for p in (part.parts if isinstance(part, AnyOf) else (part,)))
    phrases = [part for part in flat if isinstance(part, Phrase)]
    kept = tuple(part for part in flat if not isinstance(part, Phrase) or not _is_covered(part, phrases))
    return kept[0] if len(kept) == 1 else AnyOf(kept)


def _is_covered(phrase: Phrase, others: list[Phrase]) -> bool:
    """True when a shorter alternative already finds everything this one would."""
    return any(other is not phrase and _contains(phrase.tokens, other) for other in others)


def _contains(tokens: tuple[str, ...], other: Phrase) -> bool:
    size = len(other.tokens)
    if other.is_prefix:
        return size == 1 and any(token.startswith(other.tokens[0]) for token in tokens)
    return size < len(tokens) and any(tokens[i : i + size] == other.tokens for i in range(len(tokens) - size + 1))
