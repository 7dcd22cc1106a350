"""SQLite: an FTS5 table with a column for each weight. Its tokenizer only splits at spaces: tokens are ours."""

from collections.abc import Sequence

from django.db import connection

from search.engines.expressions import AllOf, AnyOf, Expression, Phrase

COLUMNS = ("title", "labels", "summary", "body")
WEIGHTS = (10.0, 6.0, 4.0, 1.0)
# Titles stand once more in a table of their own: asking one column of the large one costs thirty times as much.
CREATE = (
    f"CREATE VIRTUAL TABLE search_index USING fts5({', '.join(COLUMNS)}, tokenize='ascii')",
    "CREATE VIRTUAL TABLE search_titles USING fts5(title, tokenize='ascii')",
)
TABLES = ("search_searchrecord", "search_searchtext", "search_searchfacet")
DROP = ("DROP TABLE IF EXISTS search_titles", "DROP TABLE IF EXISTS search_index")


class SQLiteDialect:
    """Full text by FTS5."""

    rank_limit = 1500  # bm25 costs about 8 µs a hit (docs/decisions/0007)

    def match(self, asked: Expression) -> list[int]:
        return _matching("search_index", asked)

    def match_heading(self, asked: Expression) -> list[int]:
        return _matching("search_titles", asked)

    def weights(self, asked: Expression) -> list[tuple[int, float]]:
        sql = "SELECT rowid, -bm25(search_index, %s, %s, %s, %s) FROM search_index WHERE search_index MATCH %s"
        return _rows(sql, [*WEIGHTS, render(asked)])

    def match_titles(self, asked: Expression, limit: int) -> list[int]:
        sql = "SELECT rowid FROM search_titles WHERE search_titles MATCH %s ORDER BY rowid DESC LIMIT %s"
        return _column(sql, [render(asked), limit])

    def insert(self, rows: Sequence[tuple[int, dict[str, list[str]]]]) -> None:
        values: list[list[int | str]] = [[pk, *(" ".join(columns[name]) for name in COLUMNS)] for pk, columns in rows]
        with connection.cursor() as cursor:
            sql = "INSERT INTO search_index (rowid, title, labels, summary, body) VALUES (%s, %s, %s, %s, %s)"
            cursor.executemany(sql, values)
            titles = [(pk, title) for pk, title, *_rest in values]
            cursor.executemany("INSERT INTO search_titles (rowid, title) VALUES (%s, %s)", titles)

    def remove(self, ids: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            for table in ("search_index", "search_titles"):
                cursor.executemany(f"DELETE FROM {table} WHERE rowid = %s", [(pk,) for pk in ids])  # noqa: S608

    def ids(self) -> list[int]:
        return _column("SELECT rowid FROM search_index", [])

    def optimise(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")
            cursor.execute("INSERT INTO search_titles (search_titles) VALUES ('optimize')")
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


def _matching(table: str, asked: Expression) -> list[int]:
    """All matching rows, handed over as one text: a row each costs five times as much for common words."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT group_concat(rowid) FROM {table} WHERE {table} MATCH %s", [render(asked)])  # noqa: S608
        rowids = cursor.fetchone()[0]
        return list(map(int, rowids.split(","))) if rowids else []


def _column(sql: str, parameters: list) -> list[int]:
    return [row[0] for row in _rows(sql, parameters)]


def _rows(sql: str, parameters: list) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
