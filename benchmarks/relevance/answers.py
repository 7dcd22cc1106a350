"""What one engine answers to every judged query: `python -m benchmarks.relevance.answers prepare | ours | stock`.

Runs inside Django, on the database and search server that the environment names. `ours` and `stock` print one line of
JSON: {query id: {"all": record ids in the order found, "own": the same in the query's language alone}}.
"""

import json
import sys
import tempfile
from pathlib import Path

import django
from django.core.management import call_command

from benchmarks.relevance import neighbours
from benchmarks.relevance.judged import Judged, queries


def prepare() -> None:
    """An empty database becomes the sample library with its neighbours."""
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("seed_demo", verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "neighbours.jsonl"
        file.write_text("\n".join(json.dumps(record) for record in neighbours.records()), encoding="utf-8")
        call_command("import_cases", str(file), verbosity=0)
    call_command("update_index", verbosity=0)  # Wagtail's own, for the comparison
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def ours() -> dict:
    """The library page's own search, all pages of it."""
    return {query.id: {"all": _ours(query), "own": _ours(query, language=query.lang)} for query in queries()}


def _ours(query: Judged, **facets: str) -> list[str]:
    from django.http import QueryDict
    from django.utils.translation import override

    from search import service
    from search.forms import parse

    found: list[str] = []
    page = pages = 1
    with override(query.lang):
        while page <= pages:
            data = QueryDict(mutable=True)
            data.update({"q": query.q, "page": str(page), "page_size": "100", **facets})
            results = service.search(parse(data, query.lang))
            if results.notice:
                raise SystemExit(f"{results.engine} answered in the search server's place")
            found += [hit.id for hit in results.hits]
            page, pages = page + 1, results.pages
    return found


def stock() -> dict:
    """Wagtail's database search as its documentation does it; a case once, at its best translation."""
    from wagtail.models import Locale

    from policies.models import CaseStudyPage

    answers = {}
    for query in queries():
        live = CaseStudyPage.objects.live()
        own = live.filter(locale=Locale.objects.get(language_code=query.lang))
        answers[query.id] = {
            name: list(dict.fromkeys(page.record_id for page in pages.search(query.q.replace('"', " "))))
            for name, pages in (("all", live), ("own", own))
        }
    return answers


def spoken() -> dict:
    """{record id: its languages} of every case."""
    from policies.models import CaseStudyPage

    found: dict[str, list[str]] = {}
    for record, language in CaseStudyPage.objects.values_list("record_id", "locale__language_code"):
        found.setdefault(record, []).append(language)
    return found


if __name__ == "__main__":
    django.setup()
    print(json.dumps({task.__name__: task for task in (prepare, ours, stock, spoken)}[sys.argv[1]]()))
