"""PostgreSQL: tsvectors written from our own tokens, so that no text search configuration of the server matters.

`heading` holds title (A), labels (B) and summary (C): small enough to weigh for every hit. `words` holds all of it.
"""

from collections import defaultdict
from collections.abc import Sequence

from django.db import connection

from search.engines.expressions import AllOf, AnyOf, Expression, Phrase

FIELDS = ("title", "labels", "summary")
WEIGHTS = {"title": "A", "labels": "B", "summary": "C", "body": "D"}
MAX_POSITION = 16_383  # of a tsvector; words beyond it are found, but not as part of a phrase
MAX_POSITIONS = 255  # of one lexeme
CREATE = (
    """
    CREATE TABLE IF NOT EXISTS search_index (
        record_id bigint PRIMARY KEY,
        heading tsvector NOT NULL,
        words tsvector NOT NULL
    )
    """,
    "ALTER TABLE search_index ALTER COLUMN words SET STORAGE EXTERNAL",
    "CREATE INDEX IF NOT EXISTS search_index_heading ON search_index USING gin (heading) WITH (fastupdate = off)",
    "CREATE INDEX IF NOT EXISTS search_index_words ON search_index USING gin (words) WITH (fastupdate = off)",
)
DROP = ("DROP TABLE IF EXISTS search_index",)


class PostgresDialect:
    """Full text by tsvector and GIN."""

    def match(self, asked: Sequence[Expression]) -> list[list[int]]:
        """The records each expression finds."""
        return _matching([("words", render(expression)) for expression in asked])

    def match_fields(self, asked: Sequence[Expression]) -> list[dict[str, list[int]]]:
        """The records each expression finds in each of FIELDS alone."""
        wanted = [("heading", render(expression, WEIGHTS[field])) for expression in asked for field in FIELDS]
        found = iter(_matching(wanted))
        return [{field: next(found) for field in FIELDS} for _expression in asked]

    def weights(self, asked: Expression) -> list[tuple[int, float]]:
        """How much of what an expression asks each record says (by frequency)."""
        query = render(asked)
        sql = """
            SELECT record_id, ts_rank('{0.1, 0.4, 0.6, 1.0}', words, %s::tsquery, 1)
            FROM search_index WHERE words @@ %s::tsquery
        """
        with connection.cursor() as cursor:
            cursor.execute(sql, [query, query])
            return cursor.fetchall()

    def match_titles(self, asked: Expression, limit: int) -> list[int]:
        sql = "SELECT record_id FROM search_index WHERE heading @@ %s::tsquery ORDER BY record_id DESC LIMIT %s"
        return _column(sql, [render(asked, "A"), limit])

    def insert(self, rows: Sequence[tuple[int, dict[str, list[str]]]]) -> None:
        values = [(pk, _heading(columns), _tsvector(columns)) for pk, columns in rows]
        with connection.cursor() as cursor:
            sql = "INSERT INTO search_index VALUES (%s, %s::tsvector, %s::tsvector)"
            cursor.executemany(sql, values)

    def remove(self, ids: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_index WHERE record_id = ANY(%s)", [list(ids)])

    def ids(self) -> list[int]:
        return _column("SELECT record_id FROM search_index", [])

    def optimise(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_index, search_searchrecord, search_searchtext, search_searchfacet")


def _heading(columns: dict[str, list[str]]) -> str:
    return _tsvector({name: columns[name] for name in ("title", "labels", "summary")})


def _tsvector(columns: dict[str, list[str]]) -> str:
    """A tsvector as text: every token with its places, each with the weight of its column."""
    places: dict[str, list[str]] = defaultdict(list)
    place = 0
    for name, tokens in columns.items():
        for token in tokens:
            place += 1
            if len(places[token]) < MAX_POSITIONS:
                places[token].append(f"{min(place, MAX_POSITION)}{WEIGHTS[name]}")
        place += 1  # no phrase runs from one column into the next
    return " ".join(f"'{token}':{','.join(found)}" for token, found in places.items())


def render(asked: Expression, weight: str = "") -> str:
    """An expression as a tsquery. Tokens hold letters and digits only, so nothing needs escaping."""
    match asked:
        case Phrase(tokens, is_prefix):
            last = f":{'*' if is_prefix else ''}{weight}" if is_prefix or weight else ""
            terms = [
                f"'{token}'{last if i == len(tokens) - 1 else weight and ':' + weight}"
                for i, token in enumerate(tokens)
            ]
            return "(" + " <-> ".join(terms) + ")"
        case AnyOf(parts):
            return "(" + " | ".join(render(part, weight) for part in parts) + ")"
        case AllOf(parts):
            return "(" + " & ".join(render(part, weight) for part in parts) + ")"


def _matching(asked: Sequence[tuple[str, str]]) -> list[list[int]]:
    """All rows whose column (words or heading) satisfies a query, for each of them, in one statement."""
    if not asked:
        return []
    parts = [
        f"SELECT string_agg(record_id::text, ',') FROM search_index WHERE {column} @@ %s::tsquery"  # noqa: S608
        for column, _query in asked
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [query for _column, query in asked])
        return [list(map(int, ids.split(","))) if ids else [] for (ids,) in cursor.fetchall()]


def _column(sql: str, parameters: list) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [row[0] for row in cursor.fetchall()]
