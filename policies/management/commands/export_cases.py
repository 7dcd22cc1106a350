from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from policies.exporter import export_cases


class Command(BaseCommand):
    """Exports all case studies, drafts too, as JSON Lines with their files; `import_cases` reads it back."""

    help = "Export all case studies to a JSON Lines file, with images and files in a folder beside it."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.jsonl")

    def handle(self, *, file, **options):
        if not file.parent.is_dir():
            raise CommandError(f"There is no folder {file.parent}.")
        self.stdout.write(f"{export_cases(file)} case studies written to {file}.")
