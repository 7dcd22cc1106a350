"""What to offer while someone types: titles of cases, cities, and terms that lead into the library."""

from dataclasses import dataclass
from urllib.parse import urlencode

from search import generations
from search.analysis import is_paired
from search.facets import FACETS
from search.finder import Finder
from search.hits import make_hits
from search.models import Kind
from search.query import Query, as_typed
from search.snapshot import Snapshot, snapshot
from search.vocabulary import Vocabulary, vocabulary

MAX_TITLES, MAX_NAMES = 5, 3
OVERSAMPLE = 8


@dataclass(frozen=True)
class Suggestion:
    """A line under the search box: `kind` is case, city, forum, session or term."""

    kind: str
    label: str
    lang: str
    url: str
    note: str = ""


def suggestions(text: str, language: str) -> tuple[Suggestion, ...]:
    """Terms and cities whose name begins like what is typed, then titles that hold it. Nothing for no words."""
    query = as_typed(text)
    if not query.clauses:
        return ()
    state = generations.current()
    names, index = vocabulary(state), snapshot(state)
    titles = Finder(state, index).match_titles(query, MAX_TITLES * OVERSAMPLE)
    return (*_names(query, language, names, index), *_titles(titles, query, language, names, index))


def _names(query: Query, language: str, names: Vocabulary, index: Snapshot) -> list[Suggestion]:
    """Terms and cities that have a published case."""
    typed = " ".join(query.words)
    found = []
    for entry in FACETS:
        for code in index.values.get(entry.code, {}):
            name = names.name(entry.labels, code)
            if (
                name
                and (rank := _likeness(names.folded[entry.labels, code], typed, language))
                and _has_cases(index, entry.code, code)
            ):
                found.append((rank, name.label(language), entry, code))
    found.sort(key=lambda item: (item[0], item[1]))
    return [_name(entry, code, label, language) for _rank, label, entry, code in found[:MAX_NAMES]]


def _has_cases(index: Snapshot, facet: str, code: str) -> bool:
    return bool(index.any_of(facet, [code]) & index.of_kind(Kind.CASE))


def _likeness(labels: list[tuple[str, str]], typed: str, language: str) -> int:
    """1 when a label in the reader's language begins so, 2 in another language, 3 inside a label; 0 for no likeness."""
    best = 0
    for written, text in labels:
        if text.startswith(typed):
            rank = 1 if written == language else 2
        elif (is_paired(typed) and len(typed) > 1 and typed in text) or f" {typed}" in text:
            rank = 3
        else:
            continue
        best = min(best or rank, rank)
    return best


def _name(entry, code: str, label: str, language: str) -> Suggestion:
    kind = "city" if entry.code == "city" else "term"
    return Suggestion(kind, label, language, f"/{language}/policies/?{urlencode({entry.code: code})}", str(entry.name))


def _titles(found: list[int], query: Query, language: str, names: Vocabulary, index: Snapshot) -> list[Suggestion]:
    """Cases first."""
    ids = sorted((pk for pk in found if index.live >> pk & 1), key=lambda pk: index.entries[pk].kind != Kind.CASE)
    hits = make_hits(ids[:MAX_TITLES], query, language, names)
    return [Suggestion(hit.kind, hit.plain_title, hit.lang, hit.url, hit.city) for hit in hits.values()]
