"""The setting SEARCH_EMBEDDER, read and checked in one place."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from search.semantic.base import Embedder, Side

CURE = "pip install -r requirements-embedder.txt"


@dataclass(frozen=True)
class Options:
    """SEARCH_EMBEDDER. The keys of the setting are the names of these fields in capitals; CLASS is `embedder`.

    `model` names the vectors: those of another model are never compared. `timeout` is the seconds a reader's search may
    wait. `threshold` is the cosine from which a case is related; models differ (docs/decisions/0014).
    """

    embedder: str
    model: str
    url: str = ""
    api_key: str = field(default="", repr=False)
    folder: str = ""
    timeout: float = 0.5
    query_prefix: str = ""
    passage_prefix: str = ""
    threshold: float = 0.5

    def prefixed(self, text: str, side: Side) -> str:
        """A text as the model wants it: those of the e5 family are trained with a prefix for each side."""
        return (self.query_prefix if side == "query" else self.passage_prefix) + text


KEYS = {"CLASS" if entry.name == "embedder" else entry.name.upper(): entry.name for entry in fields(Options)}


def configured() -> Options | None:
    """The options, or None when there is no embedder. Raises ImproperlyConfigured, which says what to change."""
    value: Mapping[str, Any] | None = getattr(settings, "SEARCH_EMBEDDER", None)
    if not value:
        return None
    if unknown := ", ".join(sorted(set(value) - set(KEYS))):
        raise ImproperlyConfigured(f"SEARCH_EMBEDDER does not know {unknown}. It knows {', '.join(KEYS)}.")
    if missing := ", ".join(key for key in ("CLASS", "MODEL") if not value.get(key)):
        raise ImproperlyConfigured(f"SEARCH_EMBEDDER lacks {missing}.")
    return Options(**{KEYS[key]: given for key, given in value.items()})


@lru_cache(maxsize=4)
def embedder_of(options: Options) -> Embedder:
    """The embedder of this process. Raises ImproperlyConfigured when it cannot be made."""
    return load(options.embedder)(options)


def load(path: str) -> Any:
    """What a dotted path names. Raises ImproperlyConfigured when that, or a package it needs, is missing."""
    try:
        return import_string(path)
    except ImportError as error:
        raise ImproperlyConfigured(
            f"{path} cannot be loaded ({error}). Correct CLASS in SEARCH_EMBEDDER, or bring what it needs: {CURE}"
        ) from error
