"""Pages made wholly from the vocabularies: the themes and each theme or topic."""

from itertools import groupby

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language

from forums.models import ForumSessionPage
from policies.cards import cards
from policies.contributions import SHOWN
from policies.models import CaseStudyPage
from policies.themes import find_entry, theme_entries


def theme_index(request):
    """The four themes with their topics."""
    return render(request, "taxonomy/theme_index.html", {"themes": theme_entries()})


def theme_detail(request, code):
    """A theme or topic: its scope, the sessions it comes from, its cases by region."""
    theme = find_entry(code)
    if theme is None:
        raise Http404
    cases = CaseStudyPage.objects.for_theme(theme.code)
    context = {
        "theme": theme,
        "sessions": _sessions(theme),
        "cases_by_region": by_region(cards(cases, request, limit=SHOWN)),
    }
    return render(request, "taxonomy/theme_detail.html", context)


def by_region(found):
    """`[(region label, [card, …]), …]` by label."""
    key = lambda card: card.region  # noqa: E731
    return [(region, list(group)) for region, group in groupby(sorted(found, key=key), key=key)]


def _sessions(theme):
    """The sessions a theme comes from, or that took up a topic, each once, in the reader's language where it can."""
    published = ForumSessionPage.objects.published()
    sessions = published.for_topic(theme.code) if theme.parent else published.for_theme([theme.code])
    return sessions.one_per_session(get_language()).with_edition_titles()
