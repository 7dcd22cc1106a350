"""SQLite: an FTS5 table with a column for each weight. Its tokenizer only splits at spaces: tokens are ours."""

from collections.abc import Sequence

from django.db import connection

from search.engines.expressions import AllOf, AnyOf, Expression, Phrase

COLUMNS = ("title", "labels", "summary", "body")
WEIGHTS = (10.0, 6.0, 4.0, 1.0)
CREATE = f"CREATE VIRTUAL TABLE search_index USING fts5({', '.join(COLUMNS)}, tokenize='ascii')"
TABLES = ("search_searchrecord", "search_searchtext", "search_searchfacet")
DROP = "DROP TABLE IF EXISTS search_index"


class SQLiteDialect:
    """Full text by FTS5."""

    rank_limit = 1500  # bm25 costs about 8 µs a hit (docs/decisions/0007)

    def match(self, asked: Expression) -> list[int]:
        return _matching(render(asked))

    def match_heading(self, asked: Expression) -> list[int]:
        return _matching(_in_title(asked))

    def ranked(self, asked: Expression) -> list[int]:
        sql = "SELECT rowid FROM search_index WHERE search_index MATCH %s ORDER BY bm25(search_index, %s, %s, %s, %s)"
        return _column(sql, [render(asked), *WEIGHTS])

    def match_titles(self, asked: Expression, limit: int) -> list[int]:
        sql = "SELECT rowid FROM search_index WHERE search_index MATCH %s ORDER BY rowid DESC LIMIT %s"
        return _column(sql, [_in_title(asked), limit])

    def insert(self, rows: Sequence[tuple[int, dict[str, list[str]]]]) -> None:
        values: list[list[int | str]] = [[pk, *(" ".join(columns[name]) for name in COLUMNS)] for pk, columns in rows]
        with connection.cursor() as cursor:
            sql = "INSERT INTO search_index (rowid, title, labels, summary, body) VALUES (%s, %s, %s, %s, %s)"
            cursor.executemany(sql, values)

    def remove(self, ids: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_index WHERE rowid = %s", [(pk,) for pk in ids])

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_index")

    def ids(self) -> list[int]:
        return _column("SELECT rowid FROM search_index", [])

    def optimise(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")
            # Its own tables only: statistics of the pages but not of an empty table of view restrictions would make
            # SQLite read every page for Wagtail's `public()` (11 ms at 40,000 pages).
            for table in TABLES:
                cursor.execute(f"ANALYZE {table}")


def render(asked: Expression) -> str:
    """An expression in the query language of FTS5. Tokens hold letters and digits only, so nothing needs escaping."""
    match asked:
        case Phrase(tokens, is_prefix):
            return f'"{" ".join(tokens)}"' + (" *" if is_prefix else "")
        case AnyOf(parts):
            return "(" + " OR ".join(map(render, parts)) + ")"
        case AllOf(parts):
            return "(" + " AND ".join(map(render, parts)) + ")"


def _in_title(asked: Expression) -> str:
    return f"{{title}} : ({render(asked)})"


def _matching(match: str) -> list[int]:
    """All matching rows, handed over as one text: a row each costs five times as much for common words."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT group_concat(rowid) FROM search_index WHERE search_index MATCH %s", [match])
        rowids = cursor.fetchone()[0]
        return list(map(int, rowids.split(","))) if rowids else []


def _column(sql: str, parameters: list) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [row[0] for row in cursor.fetchall()]
