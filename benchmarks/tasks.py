"""What has to run inside Django, each in a process of its own: `python -m benchmarks.tasks NAME [ARGUMENT]`.

Prints one line of JSON. The database comes from DATABASE_URL and the settings from DJANGO_SETTINGS_MODULE.
"""

import json
import sys
import time
from statistics import median

import django
from django.core.management import call_command

SAVED_PAGES = 10


def load(size: str) -> dict:
    """An empty database becomes a library of `size` cases, with no search index yet."""
    from benchmarks.bulk import BulkWriter
    from benchmarks.generate import Generator
    from home.seeds.events import seed_events
    from home.seeds.pages import seed_pages
    from home.seeds.places import seed_cities
    from home.tree import ensure_tree
    from taxonomy.loaders import load_directory

    call_command("migrate", verbosity=0)
    load_directory()
    tree = ensure_tree()
    seed_cities(tree), seed_events(tree), seed_pages(tree)
    generator = Generator()
    pages = BulkWriter().write(generator.records(int(size)))
    return {"cases": int(size), "pages": pages, "planted": generator.planted}


def stock_index() -> dict:
    """Wagtail's own index of everything, as the site has it beside its own search for the admin."""
    call_command("update_index", verbosity=0)
    return {}


def analysed_stock_index() -> dict:
    """The same with the statistics that SQLite's planner needs to be quick, which Wagtail leaves to the owner."""
    from django.db import connection

    stock_index()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {}


def save_pages() -> dict:
    """Medians, in seconds, of saving a draft and of publishing it, on pages spread over the library."""
    from policies.models import CaseStudyPage

    ids = list(CaseStudyPage.objects.order_by("pk").values_list("pk", flat=True))
    drafts, publications = [], []
    for pk in ids[:: max(1, len(ids) // SAVED_PAGES)][:SAVED_PAGES]:
        page = CaseStudyPage.objects.get(pk=pk)
        page.summary = f"{page.summary[:200]} Brought up to date."
        draft, revision = timed(page.save_revision)
        publication, _nothing = timed(revision.publish)
        drafts.append(draft)
        publications.append(publication)
    return {"draft": median(drafts), "publish": median(publications)}


def agree(count: str) -> dict:
    """What the importer says of the first records when it meets the pages written in bulk: all are `unchanged`."""
    from collections import Counter

    from benchmarks.generate import Generator
    from policies.importer import CaseImporter

    importer = CaseImporter(dry_run=True)
    return Counter(importer.import_record(record) for record in Generator().records(int(count)))


def timed(action) -> tuple:
    began = time.perf_counter()
    result = action()
    return time.perf_counter() - began, result


TASKS = {task.__name__: task for task in (load, stock_index, analysed_stock_index, save_pages, agree)}

if __name__ == "__main__":
    django.setup()
    print(json.dumps(TASKS[sys.argv[1]](*sys.argv[2:])))
