from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from policies.importer import CaseImporter, RecordRefused, read_lines


class Command(BaseCommand):
    """Imports case studies from JSON Lines; docs/import.md gives the format."""

    help = "Import case studies from a JSON Lines file (docs/import.md). Safe to repeat; bad records are named."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.jsonl")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")

    def handle(self, *, file, dry_run, **options):
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        importer = CaseImporter(files=file.with_name(f"{file.stem}-files"), dry_run=dry_run)
        counts = Counter()
        for line, record in read_lines(file):
            counts[self._import(importer, line, record)] += 1
            if sum(counts.values()) % 100 == 0:
                self.stdout.write(f"{sum(counts.values())} records read")
        summary = ", ".join(f"{counts[key]} {key}" for key in ("created", "updated", "unchanged", "refused"))
        self.stdout.write(f"{summary}{' (nothing written: dry run)' if dry_run else ''}")
        if counts["refused"]:
            raise CommandError(f"{counts['refused']} records were refused; mend them and import the file again.")

    def _import(self, importer, line, record):
        try:
            if isinstance(record, RecordRefused):
                raise record
            return importer.import_record(record)
        except RecordRefused as refusal:
            for problem in refusal.problems:
                self.stderr.write(f"line {line}, {problem.field}: {problem.message}")
            return "refused"
