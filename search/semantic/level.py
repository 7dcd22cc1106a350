"""Keeps the stored vectors level with the texts: one for each live record in each of its languages, by one model."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Left

from search import generations
from search.chunks import chunked
from search.models import SearchText, SearchVector
from search.semantic.base import EmbedderAway
from search.semantic.options import Options, embedder_of
from search.semantic.vectors import STORED, Vectors, to_bytes

BATCH = 32  # texts in one question to the embedder
WRITTEN = 256  # texts looked at, and vectors written, at a time: each writing is a change that web processes read
CHARACTERS = 1_000  # of title, summary and body together: about what small models read
IDENTITY = ("record_id", "language", "content_hash")


class Passage(NamedTuple):
    """What is embedded of a record in one language."""

    record: int
    language: str
    text: str


Progress = Callable[[int, int], None]  # texts looked at, texts embedded


def remove_stale(model: str) -> int:
    """Removes the vectors of other models, of records no longer live and of texts no longer there; returns how many."""
    text = SearchText.objects.filter(record=OuterRef("record"), language=OuterRef("language"))
    stale = SearchVector.objects.filter(~Q(model=model) | Q(record__is_live=False) | ~Exists(text))
    return stale._raw_delete(stale.db)  # nothing hangs on them: no need to fetch them first


def embed(options: Options, progress: Progress, limit: int | None = None) -> int:
    """Embeds the texts that differ from what was embedded, `limit` at most; returns how many.

    What is done is kept: to stop and to begin again costs nothing. Raises EmbedderAway.
    """
    looked_at = embedded = 0
    for texts in _texts():
        todo = _differing(options, texts)[: None if limit is None else limit - embedded]
        _embed_and_write(options, todo)
        looked_at, embedded = looked_at + len(texts), embedded + len(todo)
        progress(looked_at, embedded)
        if embedded == limit:
            break
    return embedded


def _texts() -> Iterator[list[Passage]]:
    """The texts of live records, WRITTEN at a time. Each time a query of its own: one left open while the site writes
    would keep SQLite from writing here."""
    live = SearchText.objects.filter(record__is_live=True).order_by("pk")
    rows = live.values_list("pk", "record_id", "language", "title", "summary", Left("body", CHARACTERS))
    last = 0
    while found := list(rows.filter(pk__gt=last)[:WRITTEN]):
        last = found[-1][0]
        yield [Passage(record, language, _joined(*parts)) for _pk, record, language, *parts in found]


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)[:CHARACTERS]


def _differing(options: Options, texts: Sequence[Passage]) -> list[Passage]:
    """Those of which no vector is stored, or that of another text."""
    vectors = SearchVector.objects.filter(model=options.model, record_id__in={text.record for text in texts})
    known = {(record, language, value) for record, language, value in vectors.values_list(*IDENTITY)}
    return [text for text in texts if (text.record, text.language, _hash(options, text)) not in known]


def _hash(options: Options, passage: Passage) -> str:
    """Changes with what the model is given, prefix and all."""
    given = options.prefixed(passage.text, "passage")
    return hashlib.blake2b(given.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _embed_and_write(options: Options, passages: Sequence[Passage]) -> None:
    embedder = embedder_of(options)
    rows: list[SearchVector] = []
    for batch in chunked(passages, BATCH):
        vectors = embedder.embed([passage.text for passage in batch], "passage")
        _check_dimensions(options, vectors)
        rows += [
            SearchVector(
                record_id=passage.record,
                language=passage.language,
                model=options.model,
                content_hash=_hash(options, passage),
                vector=to_bytes(vector),
            )
            for passage, vector in zip(batch, vectors, strict=True)
        ]
    if rows:
        _write(rows)


def _check_dimensions(options: Options, vectors: Vectors) -> None:
    """Vectors of another dimension than the stored ones are of another model, and would not be found again."""
    stored = SearchVector.objects.filter(model=options.model).values_list("vector", flat=True).first()
    known = vectors.shape[1] if stored is None else len(stored) // STORED.itemsize
    if vectors.shape[1] != known:
        raise EmbedderAway(
            f"{options.model!r} now gives {vectors.shape[1]} numbers a text, {known} are stored: it is another model. "
            "Give MODEL in SEARCH_EMBEDDER a name of its own for each model."
        )


def _write(rows: Sequence[SearchVector]) -> None:
    with transaction.atomic():
        generation = generations.advance()
        for row in rows:
            row.generation = generation
        SearchVector.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["record", "language", "model"],
            update_fields=["content_hash", "vector", "generation"],
        )
