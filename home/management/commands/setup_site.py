from django.core.management.base import BaseCommand

from home.tree import ensure_tree
from taxonomy.loaders import load_directory


class Command(BaseCommand):
    """Makes an empty installation ready: vocabularies, locales, home and index pages. Repeatable."""

    help = "Create what every installation needs: vocabularies, locales, home and index pages. Safe to repeat."

    def handle(self, **options):
        load_directory()
        tree = ensure_tree()
        self.stdout.write(f"Site ready in {', '.join(tree.homes)}.")
