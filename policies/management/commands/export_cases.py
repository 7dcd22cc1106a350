from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from policies.exporter import export_cases, record_lines


class Command(BaseCommand):
    """Exports all case studies, drafts too, as JSON Lines with their files; `import_cases` reads it back."""

    help = (
        "Export all case studies to a JSON Lines file, with images and files in a folder beside it; without a file "
        "name, the records alone to the standard output."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, nargs="?", metavar="FILE.jsonl")

    def handle(self, *, file, **options):
        if file is None:
            for line in record_lines():
                self.stdout.write(line)
            return
        if not file.parent.is_dir():
            raise CommandError(f"There is no folder {file.parent}.")
        self.stdout.write(f"{export_cases(file)} case studies written to {file}.")
