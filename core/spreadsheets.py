"""Text from people in files that spreadsheet programs open."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def guarded_cell(text: str) -> str:
    """Anybody’s words as a cell of CSV that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
