"""Compares the index with what is published."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from search import documents
from search.bits import ids_in
from search.chunks import chunked
from search.engines import fulltext
from search.engines.base import EngineAway
from search.models import SearchFacet, SearchOutbox, SearchRecord, SearchText
from search.server import index
from search.server.client import is_configured


@dataclass(frozen=True)
class Divergence:
    """One thing that is not as it should be."""

    kind: str
    name: str
    problem: str

    def __str__(self) -> str:
        return f"{self.kind} {self.name}: {self.problem}"


def divergences() -> Iterator[Divergence]:
    """Every difference between the index and the published pages; none when they are level."""
    for source in documents.sources():
        yield from _of_kind(source.kind)
    yield from _of_full_text()
    if is_configured():
        yield from _of_server()


def _of_kind(kind: str) -> Iterator[Divergence]:
    live = set(SearchRecord.objects.filter(kind=kind, is_live=True).values_list("key", flat=True))
    for chunk in chunked(list(documents.published_keys(kind))):
        live -= set(chunk)
        yield from _of_chunk(kind, chunk)
    yield from (Divergence(kind, str(key), "in the index, but not published") for key in sorted(live))


def _of_chunk(kind: str, keys: list[UUID]) -> Iterator[Divergence]:
    records = {r.key: r for r in SearchRecord.objects.filter(kind=kind, key__in=keys, is_live=True)}
    texts = _counted(SearchText, records)
    facets = _counted(SearchFacet, records)
    for key, document in documents.build_documents(kind, keys).items():
        record = records.get(key)
        if record is None:
            yield Divergence(kind, document.code, "published, but not in the index")
        elif record.content_hash != document.content_hash:
            yield Divergence(kind, document.code, "the page has changed since it was indexed")
        elif texts.get(record.pk) != len(document.texts) or facets.get(record.pk, 0) != len(set(document.facets)):
            yield Divergence(kind, document.code, "texts or facet values are missing")


def _counted(model, records: dict[UUID, SearchRecord]) -> dict[int, int]:
    counts: dict[int, int] = {}
    owners = model.objects.filter(record__in=records.values()).values_list("record_id", flat=True)
    for owner in owners:
        counts[owner] = counts.get(owner, 0) + 1
    return counts


def _of_full_text() -> Iterator[Divergence]:
    indexed = fulltext.ids()
    codes = dict(SearchRecord.objects.filter(is_live=True).values_list("pk", "code"))
    yield from (
        Divergence("record", code, "not in the full-text index") for pk, code in codes.items() if not indexed >> pk & 1
    )
    yield from (
        Divergence("record", str(pk), "in the full-text index, but not live")
        for pk in ids_in(indexed)
        if pk not in codes
    )


def _of_server() -> Iterator[Divergence]:
    """Ids and content hashes on the search server; a change that waits in the outbox is a difference too."""
    for code in SearchOutbox.objects.values_list("record__code", flat=True).distinct():
        yield Divergence("record", code, "has changed, and the search server has not been told")
    try:
        if not index.is_ready():
            yield Divergence("index", index.alias(), "is not on the search server, or is laid out otherwise")
            return
        found = index.differences()
    except EngineAway as error:
        yield Divergence("index", index.alias(), str(error))
        return
    codes = dict(SearchRecord.objects.filter(pk__in=[*found.changed, *found.surplus]).values_list("pk", "code"))
    for pk in found.changed:
        yield Divergence("record", codes[pk], "is missing on the search server, or differs there")
    for pk in found.surplus:
        yield Divergence("record", codes.get(pk) or str(pk), "is on the search server, but not live")
