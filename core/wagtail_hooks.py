"""What the library adds to Wagtail's editor as a whole."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_editor_js")
def count_characters():
    """Live character counts beside every limited field."""
    return format_html('<script src="{}" defer></script>', static("core/character-count.js"))
