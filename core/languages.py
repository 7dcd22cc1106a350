"""The library's languages as fields offer them."""

from django.conf import settings

SHIPPED = (
    "en",
    "ko",
    "fr",
    "es",
)  # what comes with the library has a text in each; a further one falls back to English


def language_choices() -> list[tuple[str, str]]:
    """`[(code, name), …]`. Fields take the function, not its list: a further language then asks for no migration."""
    return list(settings.LANGUAGES)
