from django.core.management.base import BaseCommand, CommandError

from search import documents, indexing
from search.bits import bits_of, ids_in
from search.chunks import chunked
from search.engines import fulltext
from search.engines.base import EngineAway
from search.models import SearchRecord
from search.server import keeper
from search.server.client import is_configured


class Command(BaseCommand):
    """Brings the index level with what is published. Repeatable: what has not changed is not written."""

    help = (
        "Bring the search index level with the published pages. Safe to repeat and to run while the site is in use: "
        "what has not changed is not written."
    )

    def add_arguments(self, parser):
        parser.add_argument("--clear", action="store_true", help="Write every record anew, changed or not.")
        parser.add_argument("--server-only", action="store_true", help="Leave the database's index as it is.")

    def handle(self, clear=False, server_only=False, **options):
        if server_only:
            if not is_configured():
                raise CommandError("There is no search server: ELASTICSEARCH_URL is not set.")
            return self._make_server_level(clear, options["verbosity"])
        if clear:
            SearchRecord.objects.update(content_hash="")
        for source in documents.sources():
            self._rebuild(source.kind, options["verbosity"])
        self._remove_orphans()
        fulltext.optimise()
        if is_configured():
            self._make_server_level(clear, options["verbosity"])

    def _rebuild(self, kind, verbosity):
        published = list(documents.published_keys(kind))  # an open cursor would keep SQLite from clearing its log
        done = changed = 0
        for chunk in chunked(published):
            changed += indexing.update((kind, key) for key in chunk)
            done += len(chunk)
            if verbosity > 1:
                self.stdout.write(f"{kind}: {done}")
        gone = self._gone(kind)
        changed += indexing.update((kind, key) for key in gone)
        if verbosity:
            self.stdout.write(f"{kind}: {done} published, {changed} written")

    def _make_server_level(self, clear, verbosity):
        def say(text):
            if verbosity:
                self.stdout.write(f"search server: {text}")

        def progress(done, of):
            if verbosity > 1 or (verbosity and (done % 10_000 == 0 or done == of)):
                say(f"{done} of {of}")

        try:
            (keeper.make_anew if clear else keeper.make_level)(say, progress)
            keeper.mend(say)
        except EngineAway as error:
            raise CommandError(
                f"The database's index is level, the search server's is not: {error}. What it misses is kept; run "
                "rebuild_search again when it answers, or leave it to the worker (run_worker)."
            ) from error

    def _remove_orphans(self):
        """Takes out of the full-text index what has no live record."""
        live = bits_of(list(SearchRecord.objects.filter(is_live=True).values_list("pk", flat=True)))
        fulltext.remove(list(ids_in(fulltext.ids() & ~live)))

    def _gone(self, kind):
        """Families that have a live record and no published page."""
        live = SearchRecord.objects.filter(kind=kind, is_live=True).values_list("key", flat=True)
        return set(live) - set(documents.published_keys(kind))
