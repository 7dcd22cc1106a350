"""The order of titles in a language, made when first asked for and again when the index has moved."""

from search.bits import Order
from search.models import SearchText
from search.snapshot import Snapshot
from search.text import fold

_orders: dict[str, tuple[int, Order]] = {}


def by_title(snapshot: Snapshot, language: str) -> Order:
    """All live records by their title in this language, or the one they are shown in instead."""
    generation, order = _orders.get(language, (-1, Order(())))
    if generation != snapshot.generation:
        order = _order(snapshot, language)
        _orders[language] = (snapshot.generation, order)
    return order


def _order(snapshot: Snapshot, language: str) -> Order:
    keys: dict[int, tuple[int, str]] = {}
    rows = SearchText.objects.values_list("record_id", "language", "record__original_language", "title")
    for record, written, original, title in rows.iterator(chunk_size=10_000):
        rank = 0 if written == language else 1 if written == original else 2
        if record not in keys or rank < keys[record][0]:
            keys[record] = (rank, fold(title))
    return Order(tuple(sorted((pk for pk in keys if pk in snapshot.entries), key=lambda pk: (keys[pk][1], pk))))


def forget() -> None:
    """Drops what is remembered, for tests."""
    _orders.clear()
