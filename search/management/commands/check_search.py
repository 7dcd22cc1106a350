from django.core.management.base import BaseCommand, CommandError

from search.checking import divergences


class Command(BaseCommand):
    """Says whether the index shows what is published; exits with 1 and names each difference when it does not."""

    help = (
        "Compare the search index with the published pages, record by record. Prints each difference and exits "
        "with 1 when there is any; rebuild_search --clear is the cure."
    )

    def handle(self, **options):
        count = 0
        for count, divergence in enumerate(divergences(), start=1):  # noqa: B007
            self.stdout.write(str(divergence))
        if count:
            raise CommandError(f"{count} differences. Run rebuild_search --clear, then check again.")
        if options["verbosity"]:
            self.stdout.write("The search index is level with the published pages.")
