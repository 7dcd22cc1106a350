from django.core.management.base import BaseCommand

from search import documents, indexing
from search.bits import bits_of, ids_in
from search.engines.registry import engine
from search.models import SearchRecord


class Command(BaseCommand):
    """Brings the index level with what is published. Repeatable: what has not changed is not written."""

    help = (
        "Bring the search index level with the published pages. Safe to repeat and to run while the site is in use: "
        "what has not changed is not written."
    )

    def add_arguments(self, parser):
        parser.add_argument("--clear", action="store_true", help="Write every record anew, changed or not.")

    def handle(self, clear=False, **options):
        if clear:
            SearchRecord.objects.update(content_hash="")
        for source in documents.sources():
            self._rebuild(source.kind, options["verbosity"])
        self._remove_orphans()
        engine().optimise()

    def _rebuild(self, kind, verbosity):
        published = documents.published_keys(kind).iterator(chunk_size=2_000)
        done = changed = 0
        for chunk in indexing.chunked(published):
            changed += indexing.update((kind, key) for key in chunk)
            done += len(chunk)
            if verbosity > 1:
                self.stdout.write(f"{kind}: {done}")
        gone = self._gone(kind)
        changed += indexing.update((kind, key) for key in gone)
        if verbosity:
            self.stdout.write(f"{kind}: {done} published, {changed} written")

    def _remove_orphans(self):
        """Takes out of the full-text index what has no live record."""
        live = bits_of(list(SearchRecord.objects.filter(is_live=True).values_list("pk", flat=True)))
        engine().remove(list(ids_in(engine().ids() & ~live)))

    def _gone(self, kind):
        """Families that have a live record and no published page."""
        live = SearchRecord.objects.filter(kind=kind, is_live=True).values_list("key", flat=True)
        return set(live) - set(documents.published_keys(kind))
