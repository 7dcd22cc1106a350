from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core import catalogues


class Command(BaseCommand):
    """Keeps the message catalogues: `update` from the sources, `check` that none lacks anything, `compile`."""

    help = "Update, check or compile the interface's message catalogues (no GNU gettext needed)."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["update", "check", "compile"])

    def handle(self, *, action, **options):
        root = settings.BASE_DIR
        if action == "update":
            catalogues.update(root)
        elif action == "compile":
            catalogues.compile_all(root)
        elif found := catalogues.problems(root):
            raise CommandError(
                "\n".join(found) + f"\n{len(found)} messages to mend: `make messages` adds what is missing, then "
                "translate it in locale/*/LC_MESSAGES/django.po."
            )
