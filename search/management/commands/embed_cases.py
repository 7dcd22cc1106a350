from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from search.semantic.base import EmbedderAway
from search.semantic.options import configured, load


class Command(BaseCommand):
    """Keeps the vectors of search level with the texts (SEARCH_EMBEDDER). Repeatable: for cron, or after an import."""

    help = (
        "Embed the texts of all that can be found and whose text has changed since, and remove the vectors of what has "
        "left the site. Repeatable, and safe while the site is in use; what is done is kept when it is stopped."
    )

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, help="Embed at most so many texts now.")

    def handle(self, limit=None, **options):
        if limit is not None and limit < 0:
            raise CommandError("--limit must not be negative.")
        try:
            embedder = configured()
            if embedder is None:
                raise CommandError("There is no embedder: SEARCH_EMBEDDER is not set.")
            removed = load("search.semantic.level.remove_stale")(embedder.model)
            embedded = load("search.semantic.level.embed")(embedder, self._progress(options["verbosity"]), limit)
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        except EmbedderAway as error:
            raise CommandError(f"{error} What was embedded is kept; run embed_cases again then.") from error
        if options["verbosity"]:
            self.stdout.write(f"{embedded} texts embedded, {removed} vectors removed.")

    def _progress(self, verbosity):
        def say(looked_at, embedded):
            if verbosity > 1:
                self.stdout.write(f"{looked_at} texts looked at, {embedded} embedded")

        return say
