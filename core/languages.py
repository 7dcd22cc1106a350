"""The library's languages as fields offer them."""

from django.conf import settings

# What comes with the library has a text in each of these; in a further language it falls back to English.
SHIPPED = ("en", "ko", "fr", "es")


def language_choices() -> list[tuple[str, str]]:
    """`[(code, name), …]`. Fields take the function, not its list: a further language then asks for no migration."""
    return list(settings.LANGUAGES)
