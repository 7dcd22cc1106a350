"""What a process remembers of the index: who is live, every facet value as a set, and the order by date.

A snapshot is never changed. When the index has moved, the next request makes a new one from the old and the records
changed since, and puts it in its place in one step; requests in other threads keep the one they began with.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection
from django.utils.functional import cached_property

from search import generations
from search.bits import Bits, Order, bits_of
from search.models import Kind, SearchFacet, SearchRecord, SearchText

LANGUAGE_FALLBACK = "en"


class Entry(NamedTuple):
    """What sorting and listing need to know of a record."""

    pk: int
    kind: str
    published: float
    code: str


@dataclass(frozen=True)
class Snapshot:
    """The index in memory, as of one generation."""

    generation: int = -1
    entries: dict[int, Entry] = field(default_factory=dict)
    kinds: dict[str, Bits] = field(default_factory=dict)
    values: dict[str, dict[str, Bits]] = field(default_factory=dict)
    sessions: dict[str, dict[str, str]] = field(default_factory=dict)

    @cached_property
    def live(self) -> Bits:
        """Every record that is live."""
        found = 0
        for bits in self.kinds.values():
            found |= bits
        return found

    @cached_property
    def newest(self) -> Order:
        """All live records, the newest first."""
        return Order(tuple(sorted(self.entries, key=lambda pk: (self.entries[pk].published, pk), reverse=True)))

    def of_kind(self, kind: str) -> Bits:
        """The live records of a kind, or of all of them."""
        return self.live if kind == "all" else self.kinds.get(kind, 0)

    def any_of(self, facet: str, values: Iterable[str]) -> Bits:
        """The records that carry at least one of these values."""
        known = self.values.get(facet, {})
        found = 0
        for value in values:
            found |= known.get(value, 0)
        return found

    def counts(self, facet: str, base: Bits) -> dict[str, int]:
        """How many records of a set carry each value of a facet; values that none carries are left out."""
        counted = {value: (bits & base).bit_count() for value, bits in self.values.get(facet, {}).items()}
        return {value: count for value, count in counted.items() if count}

    def session_title(self, code: str, language: str) -> str:
        """The title of a published session in a language, else in any; the code when there is none."""
        titles = self.sessions.get(code, {})
        return titles.get(language) or titles.get(LANGUAGE_FALLBACK) or next(iter(titles.values()), code)


_current = Snapshot()


def snapshot(state: generations.State | None = None) -> Snapshot:
    """The index as it is now. No query beyond the state's when nothing changed."""
    global _current
    generation = (state or generations.current()).generation
    found = _current
    if found.generation != generation:
        _current = found = _refreshed(found, generation)
    return found


def forget() -> None:
    """Drops what is remembered, for tests."""
    global _current
    _current = Snapshot()


def _refreshed(old: Snapshot, generation: int) -> Snapshot:
    if old.generation > generation or generations.may_be_undone(old.generation):
        old = Snapshot()
    changed = list(
        SearchRecord.objects.filter(generation__gt=old.generation).values_list(
            "pk", "kind", "published_at", "code", "is_live"
        )
    )
    live = {pk: _entry(pk, kind, date, code) for pk, kind, date, code, is_live in changed if is_live}
    gone = bits_of([row[0] for row in changed])
    entries = {pk: entry for pk, entry in old.entries.items() if not gone >> pk & 1} if old.entries else {}
    return Snapshot(
        generation=generation,
        entries=entries | live,
        kinds=_kinds(old.kinds, gone, live.values()),
        values=_values(old, gone, live),
        sessions=_sessions(old, changed),
    )


def _entry(pk: int, kind: str, date, code: str) -> Entry:
    return Entry(pk, kind, date.timestamp() if date else 0.0, code)


def _kinds(old: dict[str, Bits], gone: Bits, live: Iterable[Entry]) -> dict[str, Bits]:
    ids: dict[str, list[int]] = defaultdict(list)
    for entry in live:
        ids[entry.kind].append(entry.pk)
    return {kind: old.get(kind, 0) & ~gone | bits_of(ids[kind]) for kind in {*old, *ids}}


def _values(old: Snapshot, gone: Bits, live: dict[int, Entry]) -> dict[str, dict[str, Bits]]:
    """Every facet value as a set: all of them read anew, or the old ones with the changed records put right."""
    values: dict[str, dict[str, Bits]] = defaultdict(dict)
    if old.generation < 0:
        for facet, value, ids in facet_sets():
            values[facet][value] = bits_of(ids)
        return dict(values)
    for facet, known in old.values.items():
        values[facet] = {value: kept for value, bits in known.items() if (kept := bits & ~gone)}
    rows = SearchFacet.objects.filter(record__generation__gt=old.generation, record__is_live=True)
    for record, facet, value in rows.values_list("record_id", "facet", "value").iterator(chunk_size=10_000):
        values[facet][value] = values[facet].get(value, 0) | 1 << record
    return {facet: known for facet, known in values.items() if known}


def facet_sets() -> Iterator[tuple[str, str, list[int]]]:
    """(facet, value, record ids) for every value. One text a value: a row a record costs ten times as much."""
    together = {"sqlite": "group_concat(record_id)", "postgresql": "string_agg(record_id::text, ',')"}[
        connection.vendor
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT facet, value, {together} FROM search_searchfacet GROUP BY facet, value")  # noqa: S608
        for facet, value, ids in cursor.fetchall():
            yield facet, value, list(map(int, ids.split(",")))


def _sessions(old: Snapshot, changed: list) -> dict[str, dict[str, str]]:
    if not any(kind == Kind.SESSION for _pk, kind, *_rest in changed):
        return old.sessions
    titles: dict[str, dict[str, str]] = defaultdict(dict)
    rows = SearchText.objects.filter(record__kind=Kind.SESSION, record__is_live=True)
    for code, language, title in rows.values_list("record__code", "language", "title"):
        titles[code][language] = title
    return dict(titles)
