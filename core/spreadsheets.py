"""Tables that leave the admin for spreadsheet programs."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import get_language, override

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def guarded_cell(text: str) -> str:
    """Anybody’s words as a cell of CSV that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


class ReadersExport:
    """For views with Wagtail's spreadsheet export: text in CSV is guarded, and in the language of whoever asked.

    Wagtail writes CSV while it is sent, when the request's language is gone.
    """

    FORMAT_CSV: str

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        value = super().preprocess_field_value(field, value, export_format)  # type: ignore[misc]
        is_text = export_format == self.FORMAT_CSV and isinstance(value, str)
        return guarded_cell(value) if is_text else value

    def stream_csv(self, queryset) -> Iterator:
        return _in_language(get_language(), super().stream_csv(queryset))  # type: ignore[misc]


def _in_language(language: str | None, rows: Iterable) -> Iterator:
    """The rows, each made in a language."""
    waiting = iter(rows)
    while True:
        with override(language):
            row = next(waiting, None)
        if row is None:
            return
        yield row
