"""A query in the server's own language.

A clause is satisfied by its words, each anywhere in the record in whatever language, or by any name of its concepts.
A word is weighed by where it stands and not summed over the languages it stands in.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from search.analysis import is_paired, words_of
from search.engines.base import Selection
from search.engines.expressions import MANY_WORDS, MAX_LABEL_PHRASES
from search.engines.ranking import ANYWHERE, FIELD_WEIGHTS, OFTEN, READERS_LANGUAGE
from search.korean import variants
from search.query import Clause, Query
from search.thesaurus import Concept
from search.vocabulary import LANGUAGES

PARTS = ("title", "labels", "summary", "body")
OFTEN_UNIT = 4.0  # what BM25 gives, in all languages and parts together, to a record that says a word often
Clauses = dict[str, Any]
EVERYTHING: Clauses = {"match_all": {}}
NOTHING: Clauses = {"match_none": {}}


def scored(query: Query, language: str, rarities: Sequence[float], often: bool = True) -> Clauses:
    """What the query finds, weighed as `search/engines/ranking.py` says; a rarity for each clause, or none: unweighed.

    How often a clause is said is left out without `often`: of many hits, it costs more than it tells.
    """
    if not rarities:
        return matching(query)
    weighed = []
    for clause, rare in zip(query.clauses, rarities, strict=True):
        weighed += [_constant(_clause(clause, query, (part,)), rare * weight) for part, weight in FIELD_WEIGHTS.items()]
        if len(rarities) > 1:  # what all hits have tells none apart
            weighed.append(_constant(_clause(clause, query, PARTS), rare * ANYWHERE))
        if often:
            weighed.append({"function_score": {"query": _often(clause), "boost": OFTEN / OFTEN_UNIT}})
    readable = _constant({"term": {"facet.language": language}}, READERS_LANGUAGE)
    return {"bool": {"filter": matching(query), "should": [*weighed, readable]}}


def _often(clause: Clause) -> Clauses:
    """The more, the more often a record says it, in all its languages together."""
    words = {"match": {"said": {"query": " ".join(clause.words), "operator": "and"}}}
    labels = [label for concept in clause.concepts for _language, label in concept.labels][:MAX_LABEL_PHRASES]
    return {"bool": {"should": [words, *({"match_phrase": {"said": label}} for label in dict.fromkeys(labels))]}}


def _constant(query: Clauses, weight: float) -> Clauses:
    return {"constant_score": {"filter": query, "boost": weight}}


def matching(query: Query) -> Clauses:
    """What the query finds: records that satisfy as many of its clauses as it needs."""
    if query.is_empty:
        return EVERYTHING
    clauses = [clause_filter(clause, query) for clause in query.clauses]
    if not clauses:
        return NOTHING
    return {"bool": {"should": clauses, "minimum_should_match": query.needed}}


def clause_filter(clause: Clause, query: Query) -> Clauses:
    """What satisfies one clause of a query, wherever it stands."""
    return _clause(clause, query, PARTS)


def selected(selection: Selection, leave_out: str = "") -> list[Clauses]:
    """The filters of what is chosen, without one facet."""
    return [{"terms": {f"facet.{facet}": list(values)}} for facet, values in selection.items() if facet != leave_out]


def titles(query: Query) -> Clauses:
    """Titles that hold the words as typed, the last of them perhaps unfinished."""
    words = [clause.words[0] for clause in query.clauses]
    return _all([*(_typed(word) for word in words[:-1]), _unfinished(words[-1])]) if words else NOTHING


def _clause(clause: Clause, query: Query, parts: tuple[str, ...]) -> Clauses:
    few = len(query.words) <= MANY_WORDS
    words = _all([_word(word, few, parts) for word in clause.words])
    names = [name for concept in clause.concepts for name in _concept(concept, parts)]
    return _best([words, *names[:MAX_LABEL_PHRASES]])


def _word(word: str, few: bool, parts: tuple[str, ...]) -> Clauses:
    if not is_paired(word):
        return _fields(word, LANGUAGES, parts)
    if len(word) == 1:
        return _best([{"prefix": {f"{part}.ko": word}} for part in parts])
    written = [" ".join(pieces) for pieces in (variants(word) if few else variants(word)[:4])]
    here = [_fields(text, ("ko",), parts, "phrase") for text in written]
    return _best([*here, _fields(word, [language for language in LANGUAGES if language != "ko"], parts, "phrase")])


def _concept(concept: Concept, parts: tuple[str, ...]) -> list[Clauses]:
    """The term itself, and its labels where they stand in a text; a Korean label with and without its spaces."""
    found: list[Clauses] = []
    if "labels" in parts:
        found.append({"term": {"terms": f"{concept.scheme}:{concept.code}"}})
    places = tuple(part for part in parts if part != "labels")
    for language, label in concept.labels if places else ():
        found.append(_label(label, language, places))
        words = words_of(label)
        if len(words) > 1 and all(is_paired(word) for word in words):
            found.append(_label("".join(words), language, places))
    return found


def _label(label: str, language: str, parts: tuple[str, ...]) -> Clauses:
    """A name as it is written: pairs of syllables find it, nori would only cost time."""
    return {"multi_match": {"query": label, "fields": [f"{part}.{language}" for part in parts], "type": "phrase"}}


def _fields(text: str, languages: Iterable[str], parts: tuple[str, ...], kind: str = "best_fields") -> Clauses:
    names = [f"{part}.{language}" for language in languages for part in parts]
    if "ko" in languages and kind == "phrase":
        names += [f"{part}.ko.nori" for part in parts]
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


def _best(parts: list[Clauses]) -> Clauses:
    """Any of these, as heavy as the heaviest."""
    return parts[0] if len(parts) == 1 else {"dis_max": {"queries": parts}} if parts else NOTHING
