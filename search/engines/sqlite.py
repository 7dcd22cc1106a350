"""SQLite: FTS5 tables. Their tokenizer only splits at spaces: the tokens are ours."""

from collections.abc import Sequence

from django.db import connection

from search.engines.expressions import AllOf, AnyOf, Expression, Phrase

COLUMNS = ("title", "labels", "summary", "body")
WEIGHTS = (10.0, 6.0, 4.0, 1.0)
# Each part but the body stands once more in a table of its own: asking one column of the large table costs thirty times
# as much.
FIELDS = ("title", "labels", "summary")
CREATE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS search_index USING fts5({', '.join(COLUMNS)}, tokenize='ascii')",
    "DROP TABLE IF EXISTS search_titles",
    *(f"CREATE VIRTUAL TABLE IF NOT EXISTS search_{f} USING fts5(words, tokenize='ascii')" for f in FIELDS),
)
TABLES = ("search_searchrecord", "search_searchtext", "search_searchfacet")
FULL_TEXT = ("search_index", *(f"search_{field}" for field in FIELDS))
DROP = tuple(f"DROP TABLE IF EXISTS {table}" for table in FULL_TEXT)


class SQLiteDialect:
    """Full text by FTS5."""

    def match(self, asked: Sequence[Expression]) -> list[list[int]]:
        """The records each expression finds."""
        return _matching([("search_index", expression) for expression in asked])

    def match_fields(self, asked: Sequence[Expression]) -> list[dict[str, list[int]]]:
        """The records each expression finds in each of FIELDS alone."""
        found = iter(_matching([(f"search_{field}", expression) for expression in asked for field in FIELDS]))
        return [{field: next(found) for field in FIELDS} for _expression in asked]

    def weights(self, asked: Expression) -> list[tuple[int, float]]:
        """How much of what an expression asks each record says (BM25)."""
        sql = "SELECT rowid, -bm25(search_index, %s, %s, %s, %s) FROM search_index WHERE search_index MATCH %s"
        with connection.cursor() as cursor:
            cursor.execute(sql, [*WEIGHTS, render(asked)])
            return cursor.fetchall()

    def match_titles(self, asked: Expression, limit: int) -> list[int]:
        sql = "SELECT rowid FROM search_title WHERE search_title MATCH %s ORDER BY rowid DESC LIMIT %s"
        return _column(sql, [render(asked), limit])

    def insert(self, rows: Sequence[tuple[int, dict[str, list[str]]]]) -> None:
        values: list[list[int | str]] = [[pk, *(" ".join(columns[name]) for name in COLUMNS)] for pk, columns in rows]
        with connection.cursor() as cursor:
            sql = "INSERT INTO search_index (rowid, title, labels, summary, body) VALUES (%s, %s, %s, %s, %s)"
            cursor.executemany(sql, values)
            for place, field in enumerate(FIELDS, start=1):
                sql = f"INSERT INTO search_{field} (rowid, words) VALUES (%s, %s)"  # noqa: S608
                cursor.executemany(sql, [(row[0], row[place]) for row in values])

    def remove(self, ids: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            for table in FULL_TEXT:
                cursor.executemany(f"DELETE FROM {table} WHERE rowid = %s", [(pk,) for pk in ids])  # noqa: S608

    def ids(self) -> list[int]:
        return _column("SELECT rowid FROM search_index", [])

    def optimise(self) -> None:
        with connection.cursor() as cursor:
            for table in FULL_TEXT:
                cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608
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


def _matching(asked: Sequence[tuple[str, Expression]]) -> list[list[int]]:
    """All rows of each table that its expression matches, in one statement.

    The ids come as one text: a row each costs five times as much for common words.
    """
    if not asked:
        return []
    parts = [f"SELECT group_concat(rowid) FROM {table} WHERE {table} MATCH %s" for table, _asked in asked]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [render(expression) for _table, expression in asked])
        return [list(map(int, rowids.split(","))) if rowids else [] for (rowids,) in cursor.fetchall()]


def _column(sql: str, parameters: list) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [row[0] for row in cursor.fetchall()]
