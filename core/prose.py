"""The light markup of a section: paragraphs, lists, emphasis and links; nothing else, and never raw HTML.

Sections are plain text so that they can be written in any textarea, counted, compared and translated as they are
(docs/decisions/0009). Rendering follows CommonMark with the rest of its rules switched off.
"""

import re
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_markdown = MarkdownIt("zero", {"breaks": True}).enable(["list", "emphasis", "link", "newline", "escape"])


@lru_cache(maxsize=2048)
def prose_html(text: str) -> SafeString:
    """Section text as HTML. Safe: HTML in the source is escaped and script links are left as text."""
    return mark_safe(_markdown.render(text))  # noqa: S308


def prose_text(text: str) -> str:
    """Section text without its markup, for indexes and excerpts."""
    plain = re.sub(r"\[([^\]]*)\]\([^)\s]*\)", r"\1", text)
    return re.sub(r"(\*\*|\*|^\s*(?:-|\d+\.)\s+)", "", plain, flags=re.MULTILINE)
