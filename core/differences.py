"""Two texts in one: what came, what went, what stayed, readable without colour."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.admin.compare import diff_text

TAGS = {"addition": "ins", "deletion": "del", "equal": ""}


def pieces(before: str, after: str) -> list[tuple[str, str]]:
    """`[(tag, text), …]` in order: `ins` for what came, `del` for what went, an empty tag for what stayed."""
    return [(TAGS[kind], text) for kind, text in diff_text(before, after).changes]


def marked(before: str, after: str) -> SafeString:
    """The same as HTML."""
    found = (
        format_html(f"<{tag}>{{}}</{tag}>", text) if tag else format_html("{}", text)
        for tag, text in pieces(before, after)
    )
    return format_html_join("", "{}", ((piece,) for piece in found))
