from django.core.management.base import BaseCommand

from accounts.languages import sync_language_groups
from accounts.roles import sync_roles
from editorial.reviewing.decisions import adopt_published
from editorial.reviewing.letters import load_letter_templates
from editorial.reviewing.review_forms import load_review_form
from editorial.workflows import sync_workflow
from home.tree import ensure_tree
from taxonomy.loaders import load_directory
from translation.debt import bring_all_level
from translation.labels import bring_labels_level


class Command(BaseCommand):
    """Makes an empty installation ready: vocabularies, locales, home and index pages, groups. Repeatable."""

    help = "Create what every installation needs: vocabularies, locales, home and index pages, groups. Safe to repeat."

    def handle(self, **options):
        load_directory()
        tree = ensure_tree()
        sync_roles()
        sync_language_groups()
        sync_workflow()
        load_review_form()
        load_letter_templates()
        adopt_published()
        bring_all_level()
        bring_labels_level()
        self.stdout.write(f"Site ready in {', '.join(tree.homes)}.")
