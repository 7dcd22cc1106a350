"""Writing the index: families of pages become records, or leave it. The one place that writes search's tables."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import transaction

from search import generations, outbox
from search.chunks import chunked
from search.documents import SearchDocument, build_documents
from search.engines import fulltext
from search.models import SearchFacet, SearchRecord, SearchText

Target = tuple[str, UUID]
_waiting: ContextVar[dict[Target, None] | None] = ContextVar("search_waiting", default=None)


@contextmanager
def deferred() -> Iterator[None]:
    """Collects what changes and writes each family once at the end, in bulk: for importers and seeds.

    Nothing is written when the block raises. Inside another `deferred()`, the outer one writes.
    """
    if _waiting.get() is not None:
        yield
        return
    targets: dict[Target, None] = {}
    token = _waiting.set(targets)
    try:
        yield
    finally:
        _waiting.reset(token)
    update(targets)


def update(targets: Iterable[Target], vocabulary_changed: bool = False) -> int:
    """Brings the records of these families level with their published pages; returns how many records changed.

    Runs in the transaction of the caller, or one of its own.
    """
    waiting = _waiting.get()
    if waiting is not None:
        waiting.update(dict.fromkeys(targets))
        targets = ()
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for kind, key in dict.fromkeys(targets):
        by_kind[kind].append(key)
    with transaction.atomic():
        if vocabulary_changed:
            generations.advance(vocabulary=True)
        return sum(_update_chunk(kind, chunk) for kind, keys in by_kind.items() for chunk in chunked(keys))


def _update_chunk(kind: str, keys: Sequence[UUID]) -> int:
    documents = build_documents(kind, keys)
    known = {record.key: record for record in SearchRecord.objects.filter(kind=kind, key__in=keys)}
    changed = [document for key, document in documents.items() if _differs(document, known.get(key))]
    gone = [record for key, record in known.items() if key not in documents and record.is_live]
    if changed or gone:
        generation = generations.advance()
        _remove(gone, generation)
        _write(changed, known, generation)
    return len(changed) + len(gone)


def _differs(document: SearchDocument, record: SearchRecord | None) -> bool:
    return record is None or not record.is_live or record.content_hash != document.content_hash


def _remove(records: Sequence[SearchRecord], generation: int) -> None:
    """Takes records out of every table but their own, which says that they are gone."""
    ids = [record.pk for record in records]
    if ids:
        SearchRecord.objects.filter(pk__in=ids).update(
            is_live=False, generation=generation, card={}, terms=[], labels=[], code="", content_hash=""
        )
        _clear(ids)
        fulltext.remove(ids)
        outbox.note(ids, generation)


def _clear(ids: Sequence[int]) -> None:
    for rows in (SearchText.objects.filter(record_id__in=ids), SearchFacet.objects.filter(record_id__in=ids)):
        rows._raw_delete(rows.db)  # nothing hangs on them: no need to collect and fetch first


def _write(documents: Sequence[SearchDocument], known: dict[UUID, SearchRecord], generation: int) -> None:
    if not documents:
        return
    records = [_record(document, generation, known.get(document.key)) for document in documents]
    stored = [record for record in records if record.pk]
    if stored:
        SearchRecord.objects.bulk_update(stored, RECORD_FIELDS)
    SearchRecord.objects.bulk_create([record for record in records if not record.pk])
    _clear([record.pk for record in stored])
    pairs = list(zip(records, documents, strict=True))
    SearchText.objects.bulk_create(_text(record, text) for record, document in pairs for text in document.texts)
    SearchFacet.objects.bulk_create(
        SearchFacet(record=record, facet=facet, value=value)
        for record, document in pairs
        for facet, value in dict.fromkeys(document.facets)
    )
    fulltext.write([(record.pk, document) for record, document in pairs])
    outbox.note([record.pk for record in records], generation)


RECORD_FIELDS = (
    "code",
    "original_language",
    "published_at",
    "year",
    "card",
    "terms",
    "labels",
    "content_hash",
    "generation",
    "is_live",
)


def _record(document: SearchDocument, generation: int, record: SearchRecord | None) -> SearchRecord:
    record = record or SearchRecord(kind=document.kind, key=document.key)
    for name in RECORD_FIELDS[:-2]:
        setattr(record, name, getattr(document, name))
    record.terms = [f"{scheme}:{code}" for scheme, code in document.terms]
    record.generation, record.is_live = generation, True
    return record


def _text(record: SearchRecord, text) -> SearchText:
    return SearchText(
        record=record,
        language=text.language,
        page_id=text.page_id,
        url=text.url,
        title=text.title,
        summary=text.summary,
        body=text.body,
    )
