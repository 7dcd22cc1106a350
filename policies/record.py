"""The record of a case study as it travels (docs/import.md): which key is which field, and a page family as a record.

`case_record` writes what `policies.importer` reads; both follow the tables below, so that a round trip loses nothing.
"""

from policies.models import (
    CaseStudyConvention,
    CaseStudyInstrument,
    CaseStudyPillar,
    CaseStudySector,
    CaseStudyTheme,
    CaseStudyTransferCondition,
    CaseStudyWorkerGroup,
)
from policies.rules import OPTIONAL_SECTIONS, SECTIONS

TEXTS = ["title", "summary", "lead_body", *SECTIONS, "not_measured", *OPTIONAL_SECTIONS, "updating_note"]
TERMS = {"lead_body_type": "lead-body", "status": "status", "evidence": "evidence"}
TERM_LISTS = {
    "themes": (CaseStudyTheme, "theme"),
    "pillars": (CaseStudyPillar, "pillar"),
    "instruments": (CaseStudyInstrument, "instrument"),
    "worker_groups": (CaseStudyWorkerGroup, "worker-group"),
    "sectors": (CaseStudySector, "sector"),
    "conventions": (CaseStudyConvention, "convention"),
    "transfer_conditions": (CaseStudyTransferCondition, "transfer-condition"),
}
BUDGET = ("amount", "currency", "year", "source", "band", "staff")
ROWS = {
    "legal_links": ("title", "url"),
    "partners": ("name", "support", "url"),
    "indicators": ("name", "baseline", "baseline_date", "value", "date", "unit", "source"),
    "adoptions": ("direction", "case", "city", "note"),
    "images": ("file", "credit", "alt"),
    "files": ("title", "file", "url"),
    "references": ("title", "publisher", "year", "url"),
}
KEYS = [
    "id",
    "slug",
    "original_language",
    "city",
    "sample",
    *TERMS,
    *TERM_LISTS,
    "presented_at",
    "start",
    "end",
    "budget",
    *ROWS,
    "evaluation_url",
    "contact",
    "consent",
    "licence",
    "submitted_at",
    "last_confirmed_on",
    "translations",
]
TRANSLATION_KEYS = [*TEXTS, "published", "first_published_at"]


def case_record(versions: dict, file_name=None) -> dict:
    """The record of one case, from `{language: page}` with the original among them where there is one.

    `file_name(image or document)` says what to write for a file; by default its name in storage.
    """
    file_name = file_name or (lambda item: item.file.name)
    first = next(iter(versions.values()))
    original = versions.get(first.original_language, first)
    return {
        "id": original.record_id,
        "slug": original.slug,
        "original_language": original.original_language,
        "city": original.city.code if original.city else None,
        "sample": original.is_sample,
        **{key: _code(getattr(original, key)) for key in TERMS},
        **{key: [link.term.code for link in getattr(original, key).all()] for key in TERM_LISTS},
        "presented_at": [link.session.code for link in original.presentations.all()],
        "start": original.start,
        "end": original.end,
        "budget": _budget(original),
        "legal_links": [{"title": row.title, "url": row.url} for row in original.legal_links.all()],
        "partners": [_partner(row) for row in original.partners.all()],
        "indicators": _indicators(original, versions),
        "adoptions": [_adoption(row) for row in original.adoptions.all()],
        "images": _images(original, versions, file_name),
        "files": [_file(row, file_name) for row in original.files.all()],
        "references": [_reference(row) for row in original.references.all()],
        "evaluation_url": original.evaluation_url,
        "contact": original.contact,
        "consent": original.consent,
        "licence": original.licence,
        "submitted_at": _iso(original.submitted_at),
        "last_confirmed_on": _iso(original.last_confirmed_on),
        "translations": {language: _translation(page) for language, page in versions.items()},
    }


def _translation(page) -> dict:
    texts = {name: getattr(page, name) for name in TEXTS}
    return texts | {"published": page.live, "first_published_at": _iso(page.first_published_at)}


def _code(term):
    return term.code if term else None


def _iso(moment):
    return moment.isoformat() if moment else None


def _number(value):
    return None if value is None else format(value.normalize(), "f")


def _budget(page):
    return {
        "amount": _number(page.budget_amount),
        "currency": page.budget_currency,
        "year": page.budget_year,
        "source": page.budget_source,
        "band": _code(page.budget_band),
        "staff": _number(page.staff),
    }


def _partner(row):
    return {"name": row.name, "support": row.support.code, "url": row.url}


def _adoption(row):
    return {
        "direction": row.direction,
        "case": row.case_id,
        "city": row.city.code if row.city else None,
        "note": row.note,
    }


def _reference(row):
    return {"title": row.title, "publisher": row.publisher, "year": row.year, "url": row.url}


def _file(row, file_name):
    return {"title": row.title, "file": file_name(row.document) if row.document else None, "url": row.url}


def _in_each_language(row, relation, versions, attribute):
    """One text of an inline row in every language it has a twin in."""
    texts = {}
    for language, page in versions.items():
        for twin in getattr(page, relation).all():
            if twin.translation_key == row.translation_key:
                texts[language] = getattr(twin, attribute)
    return texts


def _indicators(original, versions):
    return [
        {
            "name": _in_each_language(row, "indicators", versions, "name"),
            "baseline": _number(row.baseline),
            "baseline_date": row.baseline_date,
            "value": _number(row.value),
            "date": row.date,
            "unit": row.unit.code,
            "source": row.source,
        }
        for row in original.indicators.all()
    ]


def _images(original, versions, file_name):
    return [
        {"file": file_name(row.image), "credit": row.credit, "alt": _in_each_language(row, "images", versions, "alt")}
        for row in original.images.all()
    ]
