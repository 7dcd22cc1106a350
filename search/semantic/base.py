"""What every embedder promises. Free of numpy, so that a site without an embedder needs none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from search.semantic.options import Options

Side = Literal["query", "passage"]


class EmbedderAway(Exception):
    """No vectors now; the message says why, and what to do."""


class Embedder(Protocol):
    """Gives texts their vectors. Made of the options of SEARCH_EMBEDDER; safe to use from several threads."""

    def __init__(self, options: Options) -> None: ...

    def embed(self, texts: Sequence[str], side: Side) -> NDArray[np.float32]:
        """One row a text, each of length 1. Raises EmbedderAway, and nothing else, when there are none.

        Models of the e5 family tell a question (`query`) from a text that may answer it (`passage`).
        """
