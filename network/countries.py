"""The countries of the world by their ISO codes, named in the reader's language (CLDR, by Babel)."""

from babel import Locale
from django.utils.translation import get_language

NO_COUNTRY = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}


def country_choices() -> list[tuple[str, str]]:
    """`[(code, name), …]` by name."""
    names = Locale.parse(get_language() or "en").territories
    codes = [code for code in names if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY]
    return sorted(((code, names[code]) for code in codes), key=lambda pair: pair[1])


def country_name(code: str) -> str:
    """The name of a country; the code itself when CLDR has none."""
    return Locale.parse(get_language() or "en").territories.get(code, code)
