"""Themes and topics as the reader meets them: label, scope, number of cases, address."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from policies.counts import cases_by_theme
from taxonomy.models import Term


@dataclass(frozen=True)
class ThemeEntry:
    """A theme with its topics, or a topic."""

    code: str
    label: str
    scope: str
    count: int
    url: str
    library_url: str
    parent: "ThemeEntry | None"
    topics: "tuple[ThemeEntry, ...]"


def theme_entries() -> list[ThemeEntry]:
    """The four themes with their topics, in the order of the vocabulary. Four queries."""
    counts = cases_by_theme()
    terms = list(Term.objects.in_scheme("theme").active().order_by("sort_order"))
    return [_entry(term, terms, counts) for term in terms if term.parent_id is None]


def find_entry(code: str) -> ThemeEntry | None:
    """The theme or topic of a code, a topic with its theme as parent."""
    for theme in theme_entries():
        if theme.code == code:
            return theme
        for topic in theme.topics:
            if topic.code == code:
                return topic
    return None


def _entry(term, terms, counts, parent=None) -> ThemeEntry:
    plain = _plain(term, counts, parent, ())
    topics = tuple(_plain(topic, counts, plain, ()) for topic in terms if topic.parent_id == term.pk)
    return _plain(term, counts, parent, topics)


def _plain(term, counts, parent, topics) -> ThemeEntry:
    return ThemeEntry(
        code=term.code,
        label=term.label,
        scope=term.scope,
        count=counts[term.code],
        url=reverse("theme", args=[term.code]),
        library_url=f"/{get_language()}/policies/?theme={term.code}",
        parent=parent,
        topics=topics,
    )
