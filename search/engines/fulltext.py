"""The full-text index in the site's own database, written with every change whichever engine answers readers."""

from collections.abc import Iterable, Sequence

from django.db import connection

from search.bits import Bits, bits_of
from search.documents import SearchDocument
from search.engines import postgres, sqlite

DIALECTS = {"sqlite": sqlite.SQLiteDialect(), "postgresql": postgres.PostgresDialect()}


def dialect():
    """How the site's database does full text."""
    return DIALECTS[connection.vendor]


def write(documents: Iterable[tuple[int, SearchDocument]]) -> None:
    """Puts documents in the place of what was stored under their record ids."""
    rows = [(pk, document.tokens()) for pk, document in documents]
    dialect().remove([pk for pk, _columns in rows])
    dialect().insert(rows)


def remove(ids: Sequence[int]) -> None:
    """Takes records out."""
    dialect().remove(ids)


def ids() -> Bits:
    """Every record in the index."""
    return bits_of(dialect().ids())


def optimise() -> None:
    """Tidies up after much was written."""
    dialect().optimise()
