"""The languages of the library. Adding one begins here; docs/translation.md leads through the rest."""

LANGUAGES = [
    ("en", "English"),
    ("ko", "한국어"),
    ("fr", "Français"),
    ("es", "Español"),
]
