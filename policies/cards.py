"""A case study as a card: what every list shows of it, in the reader's language where it can."""

from dataclasses import dataclass

from django.utils.translation import get_language

from core.navigation import url_for_reader
from policies.models import CaseStudyPage


@dataclass(frozen=True)
class ThemeTag:
    """A theme or topic on a card; `parent` is the code of the theme that gives the colour."""

    code: str
    label: str
    parent: str


@dataclass(frozen=True)
class Card:
    """What a list shows of a case. Search hits carry the same names."""

    title: str
    url: str
    lang: str
    languages: tuple[str, ...]
    city: str
    city_code: str
    country: str
    region_code: str
    region: str
    snippet: str
    themes: tuple[ThemeTag, ...]
    evidence: str
    evidence_label: str
    status_label: str
    years: str
    is_sample: bool
    latitude: float
    longitude: float


def theme_tag(term) -> ThemeTag:
    return ThemeTag(term.code, term.label, term.parent.code if term.parent else term.code)


def cards(queryset, request, limit=None) -> list[Card]:
    """Each published case of a queryset once, newest first, as cards. The number of queries is fixed."""
    pages = queryset.published().one_per_case(get_language()).newest_first().for_cards()
    pages = list(pages[:limit] if limit else pages)
    languages = languages_of(pages)
    return [_card(page, request, languages[page.translation_key]) for page in pages]


def languages_of(pages) -> dict:
    """`{translation key: (codes of the languages it is published in, original first)}`. One query."""
    originals = {page.translation_key: page.original_language for page in pages}
    rows = (
        CaseStudyPage.objects.published()
        .filter(translation_key__in=originals)
        .order_by("locale_id")
        .values_list("translation_key", "locale__language_code")
    )
    languages: dict = {key: [] for key in originals}
    for key, language in rows:
        languages[key].append(language)
    return {key: tuple(sorted(codes, key=lambda code: code != originals[key])) for key, codes in languages.items()}


def _card(page, request, languages) -> Card:
    return Card(
        title=page.title,
        url=url_for_reader(page.get_url(request)),
        lang=page.language,
        languages=languages,
        city=page.city.name,
        city_code=page.city.code,
        country=page.city.country_name,
        region_code=page.city.region.code,
        region=page.city.region.label,
        snippet=page.summary,
        themes=tuple(theme_tag(term) for term in page.ranked_themes),
        evidence=page.evidence.code,
        evidence_label=page.evidence.label,
        status_label=page.status.label,
        years=page.years,
        is_sample=page.is_sample,
        latitude=page.city.latitude,
        longitude=page.city.longitude,
    )
