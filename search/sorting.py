"""The orders a reader may choose, one entry each."""

from django.utils.translation import gettext_lazy as _

RELEVANCE, NEWEST, TITLE = "relevance", "newest", "title"

SORTS = {
    RELEVANCE: _("Relevance"),
    NEWEST: _("Newest first"),
    TITLE: _("Title"),
}


def parse_sort(raw: str, has_query: bool) -> str:
    """A sort by its code; by relevance when words were typed, else the newest first."""
    if raw in SORTS and (has_query or raw != RELEVANCE):
        return raw
    return RELEVANCE if has_query else NEWEST
