"""What the case studies add to the pages of lower apps: counts on the map, a city's cases, a session's cases."""

from itertools import groupby

from django.urls import reverse
from django.utils.translation import get_language

from cities.models.page import city_pages
from forums.models import ForumEditionPage
from policies.cards import cards
from policies.counts import cases_by_city
from policies.map_points import city_points
from policies.models import CaseStudyPage
from policies.themes import theme_entries

SHOWN = 48  # cards on a page; the library has the rest


def city_index(page, request) -> dict:
    """The map and the list of cities by region, with the number of cases of each."""
    points = city_points(city_pages(page), cases_by_city(), request)
    by_region = groupby(sorted(points, key=lambda point: (point.region, point.label)), key=lambda point: point.region)
    return {"map_points": points, "regions": [{"label": label, "cities": list(group)} for label, group in by_region]}


def city(page, request) -> dict:
    """A city's cases by theme (a case stands under its first theme) and its part in the network's events."""
    found = cards(CaseStudyPage.objects.for_city(page.city), request, limit=SHOWN)
    groups = []
    for theme in theme_entries():
        own = [card for card in found if card.themes and card.themes[0].parent == theme.code]
        if own:
            groups.append((theme, own))
    return {
        "cases_by_theme": groups,
        "case_count": cases_by_city()[page.city.code],
        "library_url": f"/{get_language()}/policies/?city={page.city.code}",
        "participations": _participations(page),
    }


def _participations(page):
    editions = ForumEditionPage.objects.published()
    attended = editions.filter(pk__in=ForumEditionPage.objects.filter(cities__city=page.city).values("pk"))
    return attended.one_per_event(page.locale).by_date()


def session(page, request) -> dict:
    """The cases presented in a session, and the other cases of its theme."""
    family = page.get_translations(inclusive=True).values("pk")
    presented = CaseStudyPage.objects.filter(presentations__session__in=family).values("pk")
    shown = cards(CaseStudyPage.objects.filter(pk__in=presented), request, limit=SHOWN)
    return {
        "presented_cases": shown,
        "theme_cases": _theme_cases(page, shown, request),
        "theme_url": reverse("theme", args=[page.session_theme.code]) if page.session_theme else "",
    }


def _theme_cases(page, shown, request):
    if page.session_theme is None:
        return []
    code = page.session_theme.code
    urls = {card.url for card in shown}
    found = cards(CaseStudyPage.objects.for_theme(code), request, limit=9)
    return [card for card in found if card.url not in urls]
