"""Records as the server holds them, made from the tables of search, many at a time."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from search.models import SearchFacet, SearchRecord, SearchText
from search.server.schema import PARTS
from search.text import fold
from search.vocabulary import LANGUAGES

MAX_SORT = 100  # letters of a title that order it


class State(NamedTuple):
    """A record as it is now: its version, and its document, None when it is not live."""

    record: int
    version: int
    document: dict[str, Any] | None


def states(ids: Sequence[int]) -> list[State]:
    """These records as they are. Three queries."""
    rows = SearchRecord.objects.filter(pk__in=ids)
    texts, facets = _texts(ids), _facets(ids)
    return [
        State(row.pk, row.generation, _document(row, texts[row.pk], facets[row.pk]) if row.is_live else None)
        for row in rows
    ]


def _texts(ids: Sequence[int]) -> dict[int, dict[str, SearchText]]:
    found: dict[int, dict[str, SearchText]] = defaultdict(dict)
    for text in SearchText.objects.filter(record_id__in=ids):
        found[text.record_id][text.language] = text
    return found


def _facets(ids: Sequence[int]) -> dict[int, dict[str, list[str]]]:
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = SearchFacet.objects.filter(record_id__in=ids).order_by("value")
    for record, facet, value in rows.values_list("record_id", "facet", "value"):
        found[record][facet].append(value)
    return found


def _document(row: SearchRecord, texts: dict[str, SearchText], facets: dict[str, list[str]]) -> dict[str, Any]:
    labels: dict[str, list[str]] = defaultdict(list)
    for language, label in row.labels:
        labels[language].append(label)
    return {
        "record": row.pk,
        "hash": row.content_hash,
        "kind": row.kind,
        "published": row.published_at.timestamp() if row.published_at else 0.0,
        "terms": row.terms,
        "facet": facets,
        "sort": {language: _sorted_as(texts, language, row.original_language) for language in LANGUAGES},
        "typed": [text.title for text in texts.values()],
        "labels": labels,
        **{
            part: {language: getattr(text, part) for language, text in texts.items()}
            for part in PARTS
            if part != "labels"
        },
    }


def _sorted_as(texts: dict[str, SearchText], language: str, original: str) -> str:
    """The title a reader of this language sees, as it is ordered."""
    shown = next((texts[code] for code in (language, original, *LANGUAGES, *texts) if code in texts), None)
    return fold(shown.title)[:MAX_SORT] if shown else ""
