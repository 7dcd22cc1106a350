"""How each kind of page is read into a search document. Codes come from the original, texts from every version."""

from collections.abc import Iterable, Iterator

from cities.models import CityPage
from core.prose import prose_text
from forums.models import ForumEditionPage, ForumSessionPage
from policies.models import CaseStudyPage
from policies.rules import OPTIONAL_SECTIONS, SECTIONS
from search.documents import Family, SearchDocument, Source, document_text, register
from search.models import Kind
from search.thesaurus import SEARCHED
from search.vocabulary import Vocabulary

# facet → the inline rows that carry its terms, and their vocabulary
CASE_TERMS = {
    "theme": ("themes", "theme"),
    "pillar": ("pillars", "pillar"),
    "instrument": ("instruments", "instrument"),
    "worker_group": ("worker_groups", "worker-group"),
    "sector": ("sectors", "sector"),
    "convention": ("conventions", "convention"),
    "transfer_condition": ("transfer_conditions", "transfer-condition"),
}
# facet → the field that holds its one term, and its vocabulary
CASE_FACTS = {
    "status": ("status", "status"),
    "evidence": ("evidence", "evidence"),
    "lead_body": ("lead_body_type", "lead-body"),
    "budget_band": ("budget_band", "budget-band"),
}
CASE_BODY = ("lead_body", *SECTIONS, *OPTIONAL_SECTIONS, "not_measured")

Pairs = Iterator[tuple[str, str]]


def case_document(family: Family, names: Vocabulary) -> SearchDocument:
    """A case study: its whole story, its terms and its facts."""
    case = family.original
    carried = dict.fromkeys(_case_values(case, names))
    return SearchDocument(
        kind=Kind.CASE,
        key=case.translation_key,
        code=case.record_id,
        original_language=family.original_language,
        published_at=_first_published(family),
        year=_year(case.start),
        texts=tuple(
            document_text(page, prose_text(page.summary), _case_body(page)) for page in family.versions.values()
        ),
        facets=(*((facet, code) for facet, _scheme, code in carried), *_case_facets(family, case, names)),
        terms=(*((scheme, code) for _facet, scheme, code in carried if scheme in SEARCHED), *_place(case.city, names)),
        countries=(case.city.country,) if case.city else (),
        card=_case_card(case, names),
    )


def _case_values(case: CaseStudyPage, names: Vocabulary) -> Iterator[tuple[str, str, str]]:
    """(facet, vocabulary, code), broader terms included."""
    for facet, (relation, scheme) in CASE_TERMS.items():
        for link in getattr(case, relation).all():
            yield from ((facet, scheme, code) for code in names.lineage(scheme, names.code_of(link)))
    for facet, (attribute, scheme) in CASE_FACTS.items():
        if code := names.code_of(case, attribute):
            yield facet, scheme, code


def _case_facets(family: Family, case: CaseStudyPage, names: Vocabulary) -> Pairs:
    yield from (("language", language) for language in family.versions)
    yield from (("presented", code) for code in dict.fromkeys(row.session.code for row in case.presentations.all()))
    if year := _year(case.start):
        yield "year", str(year)
    yield from _place_facets(case.city, names)


def _place_facets(city, names: Vocabulary) -> Pairs:
    if city is not None:
        yield "city", city.code
        yield "country", city.country
        yield from (("region", code) for code in names.lineage("region", names.code_of(city, "region")))


def _place(city, names: Vocabulary) -> Pairs:
    if city is not None:
        yield "city", city.code
        yield from (("region", code) for code in names.lineage("region", names.code_of(city, "region")))


def _case_body(page: CaseStudyPage) -> Iterable[str]:
    yield from (prose_text(getattr(page, name)) for name in CASE_BODY)
    yield from (row.name for row in page.indicators.all())
    yield from (row.name for row in page.partners.all())
    yield from (row.title for row in page.legal_links.all())
    yield from (row.title for row in page.references.all())


def _case_card(case: CaseStudyPage, names: Vocabulary) -> dict:
    return {
        "city": case.city.code if case.city else "",
        "themes": [names.code_of(link) for link in case.themes.all()],
        "evidence": names.code_of(case, "evidence"),
        "status": names.code_of(case, "status"),
        "years": case.years,
        "is_sample": case.is_sample,
    }


def city_document(family: Family, names: Vocabulary) -> SearchDocument:
    """A city's page."""
    page = family.original
    return SearchDocument(
        kind=Kind.CITY,
        key=page.translation_key,
        code=page.city.code if page.city else "",
        original_language=family.original_language,
        published_at=_first_published(family),
        year=None,
        texts=tuple(document_text(p, prose_text(p.introduction)) for p in family.versions.values()),
        facets=(*(("language", language) for language in family.versions), *_place_facets(page.city, names)),
        terms=tuple(_place(page.city, names)),
        countries=(page.city.country,) if page.city else (),
        card={"city": page.city.code if page.city else ""},
    )


def forum_document(family: Family, names: Vocabulary) -> SearchDocument:
    """An edition of the forum, a seminar or a symposium."""
    page = family.original
    section = [(page.section.scheme.code, page.section.code)] if page.section else []
    year = page.starts.year if page.starts else None
    return SearchDocument(
        kind=Kind.FORUM,
        key=page.translation_key,
        code=page.code,
        original_language=family.original_language,
        published_at=_first_published(family),
        year=year,
        texts=tuple(document_text(p, prose_text(p.summary), _forum_body(p)) for p in family.versions.values()),
        facets=(*(("language", language) for language in family.versions), *([("year", str(year))] if year else [])),
        terms=tuple(section),
        card={"themes": [code for scheme, code in section if scheme == "theme"]},
    )


def _forum_body(page: ForumEditionPage) -> Iterable[str]:
    yield from (page.theme, page.place, page.host, page.partner, prose_text(page.introduction))
    yield from (f"{row.name} {row.position}" for row in page.speakers.all())
    yield from (row.name for row in page.organisations.all())


def session_document(family: Family, names: Vocabulary) -> SearchDocument:
    """A session of an event, with its topics."""
    page = family.original
    own = [page.session_theme, *(row.term for row in page.topics.all())]
    codes = dict.fromkeys(code for term in own if term for code in names.lineage("theme", term.code))
    return SearchDocument(
        kind=Kind.SESSION,
        key=page.translation_key,
        code=page.code,
        original_language=family.original_language,
        published_at=_first_published(family),
        year=page.date.year if page.date else None,
        texts=tuple(
            document_text(p, prose_text(p.summary), (row.text for row in p.topics.all()))
            for p in family.versions.values()
        ),
        facets=(*(("language", language) for language in family.versions), *(("theme", code) for code in codes)),
        terms=tuple(("theme", code) for code in codes),
        card={"themes": list(codes)},
    )


def _first_published(family: Family):
    return min((page.first_published_at for page in family.versions.values() if page.first_published_at), default=None)


def _year(date: str) -> int | None:
    return int(date[:4]) if date[:4].isdecimal() else None


def register_kinds() -> None:
    """Registers every kind the library searches."""
    case_prefetch = (
        *(relation for relation, _scheme in CASE_TERMS.values()),
        *("city", "presentations__session", "indicators", "partners", "legal_links", "references"),
    )
    register(Source(Kind.CASE, CaseStudyPage, case_document, case_prefetch, "original_language"))
    register(Source(Kind.CITY, CityPage, city_document, ("city",)))
    forum_prefetch = ("section__scheme", "speakers", "organisations")
    register(Source(Kind.FORUM, ForumEditionPage, forum_document, forum_prefetch))
    register(Source(Kind.SESSION, ForumSessionPage, session_document, ("session_theme", "topics__term")))
