"""A case study as a card: what every list shows of it, in the reader's language where it can."""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language

from core.navigation import url_for_reader
from policies.models import CaseStudyPage
from taxonomy.links import load_terms


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


def cards(queryset, request, limit) -> list[Card]:
    """The newest published cases of a queryset as cards, each case once, at most `limit`.

    The number of queries is fixed, and their cost does not grow with what is left out.
    """
    newest = queryset.published().order_by("-first_published_at", "-pk").values_list("translation_key", flat=True)
    keys = list(dict.fromkeys(newest[: limit * len(settings.LANGUAGES)]))[:limit]
    return cards_of(keys, request)


def cards_of(keys, request) -> list[Card]:
    """The published cases of these translation keys as cards, in the order of the keys."""
    versions = published_versions(keys)
    chosen = [_version_for_reader(versions[key]) for key in keys if versions[key]]
    pages = CaseStudyPage.objects.filter(pk__in=[version.pk for version in chosen]).for_cards().in_bulk()
    _load_labels(pages.values())
    return [_card(pages[v.pk], request, versions[v.key]) for v in chosen if v.pk in pages]


def _load_labels(pages) -> None:
    links = [(link, "term") for page in pages for link in page.themes.all()]
    own = [(page, name) for page in pages for name in ("evidence", "status")]
    load_terms([*links, *own, *((page.city, "region") for page in pages)])


class Version(NamedTuple):
    """One published language version of a case."""

    key: UUID
    pk: int
    language: str
    original_language: str


def published_versions(keys) -> dict[UUID, list[Version]]:
    """`{translation key: versions, the original first}`. One query."""
    rows = (
        CaseStudyPage.objects.published()
        .filter(translation_key__in=keys)
        .order_by("locale_id")
        .values_list("translation_key", "pk", "locale__language_code", "original_language")
    )
    versions: dict[UUID, list[Version]] = {key: [] for key in keys}
    for row in rows:
        versions[row[0]].append(Version(*row))
    return {key: sorted(found, key=lambda v: v.language != v.original_language) for key, found in versions.items()}


def _version_for_reader(versions: list[Version]) -> Version:
    """The reader's language where it is published, else the original, else any."""
    return min(versions, key=lambda version: version.language != get_language())


def _card(page, request, versions) -> Card:
    return Card(
        title=page.title,
        url=url_for_reader(page.get_url(request)),
        lang=page.language,
        languages=tuple(version.language for version in versions),
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
