"""A query in the server's own language.

A clause is satisfied by its words, each anywhere in the record in whatever language, or by any name of its concepts.
A word is weighed by where it stands and not summed over the languages it stands in.
"""

from collections.abc import Iterable
from typing import Any

from search.analysis import is_paired, words_of
from search.engines.base import Selection
from search.engines.expressions import MANY_WORDS, MAX_LABEL_PHRASES
from search.engines.matching import READERS_LANGUAGE
from search.korean import variants
from search.query import Clause, Query
from search.thesaurus import Concept
from search.vocabulary import LANGUAGES

WEIGHTS = {"title": 10, "labels": 6, "summary": 4, "body": 1}
TITLED = 10_000  # what is in the title stands before all that is not
TERM_WEIGHT = 6
Clauses = dict[str, Any]
EVERYTHING: Clauses = {"match_all": {}}
NOTHING: Clauses = {"match_none": {}}


def scored(query: Query, language: str) -> Clauses:
    """What the query finds, weighed: title first, then where the words stand, the reader's language a little more."""
    if query.is_empty:
        return EVERYTHING
    weighed: Clauses = {
        "function_score": {
            "query": matching(query),
            "functions": [{"filter": {"term": {"facet.language": language}}, "weight": READERS_LANGUAGE}],
            "boost_mode": "multiply",
        }
    }
    if query.any_clause:
        return weighed
    titled = {"constant_score": {"filter": matching(query, ("title",)), "boost": TITLED}}
    return {"bool": {"must": [weighed], "should": [titled]}}


def matching(query: Query, parts: Iterable[str] = tuple(WEIGHTS)) -> Clauses:
    """What the query finds, looking only at some parts of a record."""
    if query.is_empty:
        return EVERYTHING
    parts = tuple(parts)
    few = len(query.words) <= MANY_WORDS
    clauses = [_clause(clause, few, parts) for clause in query.clauses]
    if not clauses:
        return NOTHING
    return _best(clauses, sums=True) if query.any_clause else _all(clauses)


def selected(selection: Selection, leave_out: str = "") -> list[Clauses]:
    """The filters of what is chosen, without one facet."""
    return [{"terms": {f"facet.{facet}": list(values)}} for facet, values in selection.items() if facet != leave_out]


def titles(query: Query) -> Clauses:
    """Titles that hold the words as typed, the last of them perhaps unfinished."""
    words = [clause.words[0] for clause in query.clauses]
    return _all([*(_typed(word) for word in words[:-1]), _unfinished(words[-1])]) if words else NOTHING


def _clause(clause: Clause, few: bool, parts: tuple[str, ...]) -> Clauses:
    words = _all([_word(word, few, parts) for word in clause.words])
    names = [name for concept in clause.concepts for name in _concept(concept, parts)]
    return _best([words, *names[:MAX_LABEL_PHRASES]])


def _word(word: str, few: bool, parts: tuple[str, ...]) -> Clauses:
    if not is_paired(word):
        return _fields(word, LANGUAGES, parts)
    if len(word) == 1:
        return _best([{"prefix": {f"{part}.ko": {"value": word, "boost": WEIGHTS[part]}}} for part in parts])
    written = [" ".join(pieces) for pieces in (variants(word) if few else variants(word)[:4])]
    here = [_fields(text, ("ko",), parts, "phrase") for text in written]
    return _best([*here, _fields(word, [language for language in LANGUAGES if language != "ko"], parts, "phrase")])


def _concept(concept: Concept, parts: tuple[str, ...]) -> list[Clauses]:
    """The term itself, and its labels where they stand in a text; a Korean label with and without its spaces."""
    found: list[Clauses] = []
    if "labels" in parts:
        found.append({"term": {"terms": {"value": f"{concept.scheme}:{concept.code}", "boost": TERM_WEIGHT}}})
    places = tuple(part for part in parts if part != "labels")
    for language, label in concept.labels:
        found.append(_fields(label, (language,), places, "phrase"))
        words = words_of(label)
        if len(words) > 1 and all(is_paired(word) for word in words):
            found.append(_fields("".join(words), (language,), places, "phrase"))
    return found


def _fields(text: str, languages: Iterable[str], parts: tuple[str, ...], kind: str = "best_fields") -> Clauses:
    names = [f"{part}.{language}^{WEIGHTS[part]}" for language in languages for part in parts]
    if "ko" in languages and kind == "phrase":
        names += [f"{part}.ko.nori^{WEIGHTS[part]}" for part in parts]
    return {"multi_match": {"query": text, "fields": names, "type": kind}}


def _typed(word: str) -> Clauses:
    """A whole word of a title."""
    if is_paired(word):
        return _unfinished(word)
    return _best([{"match": {"typed": word}}, _fields(word, LANGUAGES, ("title",))])


def _unfinished(word: str) -> Clauses:
    """Any word that begins so, or any that contains these syllables."""
    begins = {"prefix": {"typed": word}}
    if is_paired(word):
        return begins if len(word) == 1 else _best([begins, _fields(word, LANGUAGES, ("title",), "phrase")])
    return _best([begins, _fields(word, LANGUAGES, ("title",))])


def _all(parts: list[Clauses]) -> Clauses:
    return parts[0] if len(parts) == 1 else {"bool": {"must": parts}}


def _best(parts: list[Clauses], sums: bool = False) -> Clauses:
    """Any of these: as heavy as the heaviest, or as all together."""
    if len(parts) == 1:
        return parts[0]
    return {"bool": {"should": parts, "minimum_should_match": 1}} if sums else {"dis_max": {"queries": parts}}
