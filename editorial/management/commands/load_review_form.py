from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from editorial.reviewing.review_forms import FILE, ReviewFormError, load_review_form


class Command(BaseCommand):
    """Loads the review form; a changed one becomes the next version."""

    help = "Load the review form from YAML. Safe to repeat: a changed form becomes the next version."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=FILE, help="a YAML file; default: the library's own")

    def handle(self, *, file, **options):
        try:
            form, is_new = load_review_form(file)
        except ReviewFormError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Review form {form.version}: {'new' if is_new else 'unchanged'}.")
