"""The vectors of the live records, in the memory of the process: read once, then what changed since.

Never changed in place: requests in other threads keep the one they began with, as they do with a snapshot.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock

import numpy as np
from django.db.models import Exists, OuterRef
from numpy.typing import NDArray

from search import generations
from search.bits import Bits
from search.chunks import chunked
from search.models import SearchRecord, SearchText, SearchVector
from search.semantic.vectors import STORED, Vectors

LANGUAGE = "S10"  # language codes as numpy keeps them
MANY = 5_000  # changed records, from which everything is read anew


@dataclass(frozen=True)
class Space:
    """Row n of `matrix` is what record `records[n]` says in `languages[n]`, by one model, as of a generation."""

    model: str = ""
    generation: int = -1
    records: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    languages: NDArray[np.bytes_] = field(default_factory=lambda: np.empty(0, LANGUAGE))
    matrix: Vectors = field(default_factory=lambda: np.empty((0, 0), np.float32))

    def fits(self, vector: Vectors) -> bool:
        """Whether a vector may be of the same model."""
        return self.matrix.shape[1:] == vector.shape

    def likeness(self, vector: Vectors, ids: Sequence[int]) -> dict[int, float]:
        """The cosine of each of these records that is here, by the nearest of its texts."""
        rows = np.flatnonzero(np.isin(self.records, ids))
        nearest: dict[int, float] = {}
        for record, cosine in zip(self.records[rows].tolist(), (self.matrix[rows] @ vector).tolist(), strict=True):
            nearest[record] = max(cosine, nearest.get(record, -1.0))
        return nearest

    def nearest(self, vector: Vectors, among: Bits, threshold: float, language: str, limit: int) -> list[int]:
        """The nearest records of a set whose nearest text is in any other than this language, the nearest first."""
        cosines = self.matrix @ vector
        rows = np.flatnonzero((cosines >= threshold) & _members(among, self.records))
        rows = rows[np.argsort(-cosines[rows], kind="stable")]
        _ids, first = np.unique(self.records[rows], return_index=True)  # the first row of a record is its nearest text
        rows = rows[np.sort(first)]
        return self.records[rows[self.languages[rows] != language.encode()]][:limit].tolist()


def _members(bits: Bits, records: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of these records are in a set."""
    octets = max(int(records.max(initial=0)), bits.bit_length()) // 8 + 1
    found = np.unpackbits(np.frombuffer(bits.to_bytes(octets, "little"), np.uint8), bitorder="little")
    return found[records].astype(bool)


_current = Space()
_reading = Lock()


def space(model: str, generation: int) -> Space:
    """The vectors as of a generation. While a thread reads what changed, the others use what there was."""
    global _current
    found = _current
    if (found.model, found.generation) == (model, generation) or not _reading.acquire(blocking=False):
        return found if found.model == model else Space(model)
    try:
        _current = found = _refreshed(found, model, generation)
    finally:
        _reading.release()
    return found


def forget() -> None:
    """Drops what is remembered, for tests."""
    global _current
    _current = Space()


def _refreshed(old: Space, model: str, generation: int) -> Space:
    if old.model != model or old.generation > generation or generations.may_be_undone(old.generation):
        old = Space()
    changed = _changed_since(old.generation) if old.records.size else None
    if changed is None or len(changed) > MANY:
        return _read(model, generation, [{}])
    if not changed:
        return replace(old, generation=generation)
    new = _read(model, generation, ({"record_id__in": ids} for ids in chunked(changed)), old.matrix.shape[1])
    kept = ~np.isin(old.records, list(changed))
    return Space(
        model,
        generation,
        np.concatenate([old.records[kept], new.records]),
        np.concatenate([old.languages[kept], new.languages]),
        _joined(old.matrix, kept, new.matrix),
    )


def _joined(old: Vectors, kept: NDArray[np.bool_], new: Vectors) -> Vectors:
    """The kept rows of one matrix and all of another, in one copy: there may be hundreds of megabytes."""
    rows = np.flatnonzero(kept)
    joined = np.empty((len(rows) + len(new), old.shape[1]), np.float32)
    np.take(old, rows, axis=0, out=joined[: len(rows)], mode="clip")  # the mode that copies once
    joined[len(rows) :] = new
    return joined


def _changed_since(generation: int) -> set[int]:
    """The records that changed, or whose vectors did."""
    records = SearchRecord.objects.filter(generation__gt=generation).values_list("pk", flat=True)
    vectors = SearchVector.objects.filter(generation__gt=generation).values_list("record_id", flat=True)
    return {*records, *vectors}


def _read(model: str, generation: int, parts: Iterable[dict], dimensions: int = 0) -> Space:
    """The vectors that may be used, but for those of other dimensions than the first: they are of another model."""
    records: list[int] = []
    languages: list[str] = []
    numbers = bytearray()
    text = SearchText.objects.filter(record=OuterRef("record"), language=OuterRef("language"))
    usable = SearchVector.objects.filter(Exists(text), model=model, record__is_live=True)
    for part in parts:
        rows = usable.filter(**part).values_list("record_id", "language", "vector")
        for record, language, vector in rows.iterator(chunk_size=2_000):
            dimensions = dimensions or len(vector) // STORED.itemsize
            if len(vector) == dimensions * STORED.itemsize:
                records.append(record)
                languages.append(language)
                numbers += vector
    return Space(
        model,
        generation,
        np.array(records, np.int64),
        np.array(languages, LANGUAGE),
        np.frombuffer(numbers, STORED).astype(np.float32, copy=False).reshape(len(records), dimensions),
    )
