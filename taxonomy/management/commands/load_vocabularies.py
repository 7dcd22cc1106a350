from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from taxonomy.loaders import DATA_DIR, VocabularyError, load_directory


class Command(BaseCommand):
    """Loads the vocabularies from YAML; repeatable; a used term that left the files is retired."""

    help = "Load the vocabularies from YAML files. Safe to repeat; a used term that left the files is retired."

    def add_arguments(self, parser):
        parser.add_argument("directory", nargs="?", type=Path, default=DATA_DIR, help="folder of *.yaml files")

    def handle(self, *, directory, **options):
        if not directory.is_dir():
            raise CommandError(f"{directory} is not a folder; name one that holds *.yaml files.")
        try:
            report = load_directory(directory)
        except VocabularyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Vocabularies: {len(report.created)} terms created, {len(report.changed)} changed, "
            f"{report.unchanged} unchanged, {len(report.retired)} retired, {len(report.deleted)} unused ones deleted."
        )
