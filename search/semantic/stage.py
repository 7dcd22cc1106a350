"""The second stage, for the service: orders what was found by meaning, and names cases of other languages beside it.

Without SEARCH_EMBEDDER, while its server is away and before `embed_cases` has run, it changes nothing.
A setting that cannot work raises ImproperlyConfigured, here and in `manage.py check`.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from search.bits import Bits
from search.models import Kind
from search.semantic.base import EmbedderAway
from search.semantic.options import Options, configured, embedder_of, load
from search.snapshot import Snapshot
from search.text import clean_query

if TYPE_CHECKING:
    from search.semantic.space import Space
    from search.semantic.vectors import Vectors

logger = logging.getLogger(__name__)

RERANKED = 50  # of the best; what follows stays as it is
FUSION = 60  # the constant of reciprocal rank fusion: Cormack, Clarke and Büttcher, SIGIR 2009
MEANING = 0.25  # the weight of meaning; that of words is 1 (measured: docs/decisions/0014)
REMEMBERED = 256  # queries a process


def rerank(text: str, ids: Sequence[int], index: Snapshot) -> list[int]:
    """The same records, the first RERANKED of them ordered by their place here and by how near they are in meaning.

    A record's nearest text counts, in whichever language.
    """
    best, rest = list(ids[:RERANKED]), list(ids[RERANKED:])
    near = _near(text, index) if len(best) > 1 else None
    if near is None:
        return best + rest
    space, vector, _options = near
    return blended(best, space.likeness(vector, best)) + rest


def blended(ids: Sequence[int], likeness: Mapping[int, float]) -> list[int]:
    """Records in the order of words, ordered by words and meaning: reciprocal rank fusion, in which words lead.

    Those without a likeness keep their places in the order of meaning; the others share out the places that are left.
    """
    words = {pk: place for place, pk in enumerate(ids, start=1)}
    near = sorted((pk for pk in words if pk in likeness), key=lambda pk: -likeness[pk])
    meaning = words | dict(zip(near, sorted(words[pk] for pk in near), strict=True))
    return sorted(words, key=lambda pk: (-1 / (FUSION + words[pk]) - MEANING / (FUSION + meaning[pk]), words[pk]))


def elsewhere(text: str, language: str, excluded: Bits, index: Snapshot, limit: int = 4) -> list[int]:
    """Live cases, but for those excluded, that are near in meaning by a text in another than the reader's language."""
    among = index.of_kind(Kind.CASE) & ~excluded
    near = _near(text, index) if among else None
    if near is None:
        return []
    space, vector, options = near
    return space.nearest(vector, among, options.threshold, language, limit)


def forget() -> None:
    """Drops what the process remembers, for tests."""
    _query_vector.cache_clear()
    embedder_of.cache_clear()
    with suppress(ImportError):  # without numpy nothing was remembered
        from search.semantic import space

        space.forget()


def _near(text: str, index: Snapshot) -> tuple[Space, Vectors, Options] | None:
    """What a search by meaning needs: the vectors of the records, and that of the query. None: go on without."""
    options, text = configured(), clean_query(text)
    if options is None or not text:
        return None
    space: Space = load("search.semantic.space.space")(options.model, index.generation)
    if not space.records.size:
        return None
    try:
        vector = _query_vector(options, text)
    except EmbedderAway:
        return None
    if not space.fits(vector):
        _say_once(options)
        return None
    return space, vector, options


@lru_cache(maxsize=REMEMBERED)
def _query_vector(options: Options, text: str) -> Vectors:
    return embedder_of(options).embed([text], "query")[0]


@lru_cache(maxsize=4)
def _say_once(options: Options) -> None:
    logger.warning(
        "Search goes on without its embedder: queries and stored vectors of %r differ in dimension, so they are of two "
        "models. Give MODEL in SEARCH_EMBEDDER a name of its own for each model, and run embed_cases.",
        options.model,
    )
