"""Makes hits of record ids: re-checked against what is published, in the reader's language, matches marked."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from wagtail.models import Page

from core.querysets import BasePageQuerySet
from policies.cards import ThemeTag
from search.highlight import Excerpt, Highlighter
from search.models import SearchText
from search.query import Query
from search.results import Hit
from search.vocabulary import LANGUAGES, Vocabulary, country_label


class _Version(NamedTuple):
    """A text of a record, without its body, and what the record's texts share."""

    record: int
    page: int
    pk: int
    language: str
    url: str
    title: str
    summary: str
    kind: str
    key: UUID
    code: str
    original_language: str
    year: int | None
    card: dict


_SHARED = ("kind", "key", "code", "original_language", "year", "card")
_COLUMNS = (
    *("record_id", "page_id", "pk", "language", "url", "title", "summary"),
    *(f"record__{name}" for name in _SHARED),
)


def make_hits(ids: Sequence[int], query: Query, language: str, names: Vocabulary) -> dict[int, Hit]:
    """The hits of these records, in their order; records no longer published are left out. Four queries at most."""
    if not ids:
        return {}
    versions = _published_versions(ids)
    shown = {pk: _for_reader(versions[pk], language) for pk in ids if pk in versions}
    markers = {code: Highlighter(query, code) for code in {version.language for version in shown.values()}}
    excerpts = _excerpts(shown, markers)
    return {
        pk: _hit(version, tuple(versions[pk]), markers[version.language], language, excerpts[pk], names)
        for pk, version in shown.items()
    }


def _published_versions(ids: Sequence[int]) -> dict[int, dict[str, _Version]]:
    """{record: {language: text}} of the texts whose page is published at this moment."""
    rows = SearchText.objects.filter(record_id__in=ids, record__is_live=True).values_list(*_COLUMNS)
    versions = [_Version(*row) for row in rows]
    pages = BasePageQuerySet(Page).filter(pk__in=[version.page for version in versions]).published()
    published = set(pages.values_list("pk", flat=True))
    found: dict[int, dict[str, _Version]] = defaultdict(dict)
    for version in versions:
        if version.page in published:
            found[version.record][version.language] = version
    return found


def _for_reader(versions: dict[str, _Version], language: str) -> _Version:
    """The reader's language where it is published, else the original, else the first of the library's languages."""
    original = next(iter(versions.values())).original_language
    return next(versions[code] for code in (language, original, *LANGUAGES, *versions) if code in versions)


def _excerpts(shown: dict[int, _Version], markers: dict[str, Highlighter]) -> dict[int, Excerpt]:
    """A snippet for each record; bodies are fetched only where the summary does not say why it matched."""
    spans = {pk: markers[version.language].spans(version.summary) for pk, version in shown.items()}
    silent = [v.pk for pk, v in shown.items() if markers[v.language].query.clauses and not spans[pk]]
    bodies = dict(SearchText.objects.filter(pk__in=silent).values_list("pk", "body")) if silent else {}
    return {pk: markers[v.language].excerpt(v.summary, spans[pk], bodies.get(v.pk, "")) for pk, v in shown.items()}


def _hit(
    version: _Version,
    languages: tuple[str, ...],
    marker: Highlighter,
    language: str,
    excerpt: Excerpt,
    names: Vocabulary,
) -> Hit:
    card = version.card
    return Hit(
        id=version.code,
        kind=version.kind,
        key=str(version.key),
        title=marker.mark(version.title),
        plain_title=version.title,
        lang=version.language,
        languages=tuple(sorted(languages, key=lambda code: _place(code, version.original_language))),
        original_language=version.original_language,
        url=_under(language, version.url),
        snippet=excerpt.html,
        plain_snippet=excerpt.plain,
        themes=tuple(_theme(code, language, names) for code in card.get("themes", ())),
        evidence=card.get("evidence", ""),
        evidence_label=_label("evidence", card, language, names),
        status=card.get("status", ""),
        status_label=_label("status", card, language, names),
        years=card.get("years", ""),
        year=version.year,
        is_sample=card.get("is_sample", False),
        **_place_of(card.get("city", ""), language, names),
    )


def _place(code: str, original: str) -> tuple[bool, int]:
    return (code != original, LANGUAGES.index(code) if code in LANGUAGES else len(LANGUAGES))


def _under(language: str, url: str) -> str:
    """The same address under the reader's language: an index answers there in another language if need be."""
    parts = url.split("/", 2)
    return f"/{language}/{parts[2]}" if len(parts) == 3 else url


def _theme(code: str, language: str, names: Vocabulary) -> ThemeTag:
    name = names.name("theme", code)
    return ThemeTag(code, names.label("theme", code, language), (name.parent if name else "") or code)


def _label(scheme: str, card: dict, language: str, names: Vocabulary) -> str:
    code = card.get(scheme, "")
    return names.label(scheme, code, language) if code else ""


def _place_of(code: str, language: str, names: Vocabulary) -> dict:
    facts = names.cities.get(code)
    if facts is None:
        return {}
    return {
        "city": names.label("city", code, language),
        "city_code": code,
        "country": country_label(facts.country, language),
        "country_code": facts.country,
        "region": names.label("region", facts.region, language),
        "region_code": facts.region,
        "latitude": facts.latitude,
        "longitude": facts.longitude,
    }
