"""Vectors as they are compared (rows of length 1) and as they are stored (float32, little endian)."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Vectors: TypeAlias = NDArray[np.float32]

MAX_DIMENSIONS = 4096
STORED = np.dtype("<f4")


def normalised(rows: Sequence[Sequence[float]] | Vectors) -> Vectors:
    """The rows at length 1. Raises ValueError when they are not vectors of one dimension that have a direction."""
    with np.errstate(over="ignore"):  # what does not fit becomes infinite, and is refused below
        vectors = np.asarray(rows, dtype=np.float32)
    if vectors.ndim != 2 or not 1 < vectors.shape[1] <= MAX_DIMENSIONS:
        raise ValueError(f"not vectors of 2 to {MAX_DIMENSIONS} numbers each")
    lengths = np.linalg.norm(vectors.astype(np.float64), axis=1, keepdims=True)
    if not np.isfinite(lengths).all() or not lengths.all():
        raise ValueError("a vector that is zero, or holds what is not a number")
    return (vectors / lengths).astype(np.float32)


def to_bytes(vector: Vectors) -> bytes:
    """A vector as it is stored: four octets a number."""
    return vector.astype(STORED).tobytes()
