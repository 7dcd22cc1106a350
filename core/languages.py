"""The library's languages: as fields offer them, and as sentences name them."""

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language, to_locale

# What comes with the library has a text in each of these; in a further language it falls back to English.
SHIPPED = ("en", "ko", "fr", "es")
_LOCALES = {"en": "en_GB"}  # the library writes British English


def language_choices() -> list[tuple[str, str]]:
    """`[(code, name), …]`. Fields take the function, not its list: a further language then asks for no migration."""
    return list(settings.LANGUAGES)


def babel_locale() -> Locale:
    """How the reader's language writes dates, numbers and the names of languages."""
    language = get_language() or settings.LANGUAGE_CODE
    return Locale.parse(_LOCALES.get(language) or to_locale(language))


def language_in_words(code: str) -> str:
    """What the reader's language calls a language within a sentence: *coréen*. What is no code stays as it is."""
    return babel_locale().languages.get(to_locale(code), code)
