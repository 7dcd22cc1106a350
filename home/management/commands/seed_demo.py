from django.core.management.base import BaseCommand, CommandError

from accounts.languages import sync_language_groups
from accounts.roles import sync_roles
from editorial.reviewing.letters import load_letter_templates
from editorial.reviewing.review_forms import load_review_form
from editorial.workflows import sync_workflow
from home.seeds.accounts import DEMO_PASSWORD, seed_accounts
from home.seeds.events import seed_events
from home.seeds.pages import seed_pages
from home.seeds.places import seed_cities
from home.seeds.samples import SeedRefused, seed_cases
from home.tree import ensure_tree
from search.indexing import deferred
from taxonomy.loaders import VocabularyError, load_directory
from translation.debt import bring_all_level
from translation.labels import bring_labels_level


class Command(BaseCommand):
    """Fills the site with its sample content; repeatable, and quick when nothing changed."""

    help = "Fill the site with its sample content. Safe to repeat: what is there already is left as it is."

    def add_arguments(self, parser):
        parser.add_argument("--accounts", action="store_true", help="also create the demo accounts")

    def handle(self, *, accounts, **options):
        try:
            with deferred():
                load_directory()
                tree = ensure_tree()
                sync_roles()
                sync_language_groups()
                sync_workflow()
                load_review_form()
                load_letter_templates()
                counts = f"{seed_cities(tree)} cities, {seed_events(tree)} events, {seed_pages(tree)} pages"
                cases = seed_cases()
                bring_all_level()
                bring_labels_level()
        except (VocabularyError, SeedRefused) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Sample content: {counts}, {cases.total()} case studies ({dict(cases)}).")
        if accounts:
            for name, role in seed_accounts():
                self.stdout.write(f"Demo account: {name} / {DEMO_PASSWORD} ({role})")
