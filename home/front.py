"""What the front page shows besides its own words."""

from django.conf import settings

from cities.models import CityIndexPage
from cities.models.page import city_pages
from forums.models import ForumEditionPage
from policies.cards import cards
from policies.counts import cases_by_city
from policies.map_points import city_points
from policies.models import CaseStudyPage
from policies.themes import theme_entries

NEWEST = 3


def front_page_context(page, request) -> dict:
    """Themes with counts, the map, the newest cases, the next and the last event. A fixed number of queries."""
    counts = cases_by_city()
    events = ForumEditionPage.objects.published().one_per_event(page.locale)
    return {
        "themes": theme_entries(),
        "map_points": _points(page, counts, request),
        "newest": cards(CaseStudyPage.objects.all(), request, limit=NEWEST),
        "next_event": events.coming().first(),
        "last_event": events.past().first(),
        "totals": {"cases": counts.total(), "cities": len(counts), "languages": len(settings.LANGUAGES)},
    }


def _points(page, counts, request):
    index = CityIndexPage.objects.below_home(page).published().first()
    return city_points(city_pages(index), counts, request) if index else []
