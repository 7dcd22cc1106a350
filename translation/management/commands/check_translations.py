from django.core.management.base import BaseCommand

from translation.debt import bring_all_level
from translation.labels import bring_labels_level


class Command(BaseCommand):
    """Compares every translation with its original; what a signal has missed is put right and named."""

    help = "Bring the board of translations level with the texts, and name what was not. Safe to repeat."

    def handle(self, **options):
        bring_labels_level()
        changed = bring_all_level()
        for version in changed:
            self.stdout.write(f"{version}: {version.state}")
        self.stdout.write("The board is level." if not changed else f"{len(changed)} put right.")
