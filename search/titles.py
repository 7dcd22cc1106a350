"""The order of titles in a language: gathered when first asked for, then only what changed is read again."""

from dataclasses import dataclass

from search import generations
from search.bits import Order
from search.models import SearchRecord, SearchText
from search.snapshot import Snapshot
from search.text import fold

Titles = dict[int, tuple[int, str]]  # record → (how far from the reader's language, folded title)


@dataclass(frozen=True)
class _Known:
    """Titles as a reader of one language sees them, as of one generation."""

    generation: int
    titles: Titles
    order: Order


_known: dict[str, _Known] = {}


def by_title(snapshot: Snapshot, language: str) -> Order:
    """All live records by their title in this language, or the one they are shown in instead."""
    known = _known.get(language)
    if known is None or known.generation != snapshot.generation:
        _known[language] = known = _refreshed(known, snapshot, language)
    return known.order


def _refreshed(known: _Known | None, snapshot: Snapshot, language: str) -> _Known:
    if known is None or known.generation > snapshot.generation or generations.may_be_undone(known.generation):
        titles = _read(language, since=-1)
    else:
        changed = set(SearchRecord.objects.filter(generation__gt=known.generation).values_list("pk", flat=True))
        kept = {pk: title for pk, title in known.titles.items() if pk not in changed}
        titles = kept | _read(language, since=known.generation)
    ids = sorted((pk for pk in titles if pk in snapshot.entries), key=lambda pk: (titles[pk][1], pk))
    return _Known(snapshot.generation, titles, Order(tuple(ids)))


def _read(language: str, since: int) -> Titles:
    titles: Titles = {}
    rows = SearchText.objects.filter(record__generation__gt=since, record__is_live=True)
    wanted = rows.values_list("record_id", "language", "record__original_language", "title")
    for record, written, original, title in wanted.iterator(chunk_size=10_000):
        distance = 0 if written == language else 1 if written == original else 2
        if record not in titles or distance < titles[record][0]:
            titles[record] = (distance, fold(title))
    return titles


def forget() -> None:
    """Drops what is remembered, for tests."""
    _known.clear()
