"""What the page of a case study shows beside its text: key facts, sections in order, evidence, preconditions."""

from dataclasses import dataclass, field

from babel.numbers import format_currency
from django.db.models import prefetch_related_objects
from django.utils.translation import get_language, gettext as _, gettext_lazy

from cities.models.page import city_urls
from core.navigation import url_for_reader
from core.templatetags.library import number
from policies.beside import PARAMETER, pairs, version_beside
from policies.models import CaseStudyPage
from policies.record import TERM_LISTS
from taxonomy.links import load_terms
from taxonomy.models import Term

SECTION_HEADINGS = [
    ("problem", gettext_lazy("Problem and context")),
    ("objectives", gettext_lazy("Objectives")),
    ("legal_basis", gettext_lazy("Legal basis")),
    ("actions", gettext_lazy("What was done")),
    ("social_dialogue", gettext_lazy("Social dialogue")),
    ("results", gettext_lazy("Results")),
    ("success_factors", gettext_lazy("Success factors")),
    ("limits", gettext_lazy("What did not work, and limits")),
    ("inclusion", gettext_lazy("Inclusion and gender")),
    ("transfer", gettext_lazy("Preconditions for transfer")),
]
TERM_FIELDS = ["lead_body_type", "status", "evidence", "budget_band"]
EVIDENCE_LEVELS = ["described", "monitored", "evaluated", "controlled"]


@dataclass(frozen=True)
class Section:
    """One part of the story, with the id its heading carries; in two languages, its `pairs` of paragraphs."""

    id: str
    heading: str
    text: str
    pairs: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Fact:
    """A key fact: a label, and values that may lead somewhere."""

    label: str
    values: list[tuple[str, str]]


@dataclass(frozen=True)
class Condition:
    """Something a policy may need elsewhere, and whether this one does."""

    label: str
    scope: str
    needed: bool


@dataclass(frozen=True)
class Evidence:
    """How well the results are known: level 0 (described) to 3 (compared with a control)."""

    code: str
    label: str
    scope: str
    level: int


def case_context(page: CaseStudyPage, request) -> dict:
    """Everything the template needs that takes more than one step to find. A fixed number of queries."""
    load_relations(page)
    wished = request.GET.get(PARAMETER, "")
    other = version_beside(page, wished) if wished not in ("", page.language) else None
    return {
        "facts": key_facts(page, request),
        "sections": sections_beside(page, other) if other else sections(page),
        "beside": other,
        "beside_missing": wished not in ("", page.language) and other is None,
        "indicators": page.indicators.all(),
        "evidence": evidence(page),
        "transfer_conditions": conditions(page),
        "adoptions": adoptions(page, request),
        "canonical_url": page.get_full_url(request),
    }


def load_relations(page) -> None:
    """Loads the page's rows, and the labels of all their terms at once: one query a kind of row and three more."""
    prefetch_related_objects([page], "city__names", *TERM_LISTS, "adoptions__city__names", "presentations__session")
    prefetch_related_objects([page], "indicators", "partners", "references", "legal_links", "files", "images__image")
    links = [(link, "term") for name in TERM_LISTS for link in getattr(page, name).all()]
    units = [(row, "unit") for row in page.indicators.all()]
    support = [(row, "support") for row in page.partners.all()]
    load_terms([*links, *units, *support, *((page, name) for name in TERM_FIELDS)])


def sections(page) -> list[Section]:
    """The sections that have text, in reading order."""
    return [Section(name, heading, getattr(page, name)) for name, heading in SECTION_HEADINGS if getattr(page, name)]


def sections_beside(page, other) -> list[Section]:
    """The sections that have text in either of two versions."""
    texts = [(name, heading, getattr(page, name), getattr(other, name)) for name, heading in SECTION_HEADINGS]
    return [Section(name, heading, own, pairs(own, text)) for name, heading, own, text in texts if own or text]


def evidence(page) -> Evidence | None:
    term = page.evidence
    return Evidence(term.code, term.label, term.scope, EVIDENCE_LEVELS.index(term.code)) if term else None


def conditions(page) -> list[Condition]:
    """Every precondition of the vocabulary with a tick where this case needs it."""
    needed = {link.term_id for link in page.transfer_conditions.all()}
    terms = Term.objects.in_scheme("transfer-condition").active().order_by("sort_order")
    return [Condition(term.label, term.scope, term.pk in needed) for term in terms]


def key_facts(page, request) -> list[Fact]:
    """The facts panel: only what the case says."""
    language = get_language()
    library = f"/{language}/policies/"
    facts = [
        Fact(_("City"), _city(page, request)),
        Fact(_("Lead body"), _lead_body(page)),
        Fact(_("Themes"), _terms(page.ranked_themes, f"/{language}/themes/{{}}/")),
        Fact(_("Status"), [(f"{page.status.label}, {page.years}", "")] if page.status else []),
        Fact(_("Policy instruments"), _linked(page.instruments, library, "instrument")),
        Fact(_("Worker groups"), _linked(page.worker_groups, library, "worker_group")),
        Fact(_("Sectors"), _linked(page.sectors, library, "sector")),
        Fact(_("ILO pillars"), _linked(page.pillars, library, "pillar")),
        Fact(_("ILO conventions"), _linked(page.conventions, library, "convention")),
        Fact(_("Partners"), [(partner_line(row), row.url) for row in page.partners.all()]),
        Fact(_("Budget"), _budget(page)),
        Fact(_("Presented at"), _presented(page, request)),
    ]
    return [fact for fact in facts if fact.values]


def _city(page, request):
    if not page.city:
        return []
    label = f"{page.city.name}, {page.city.country_name}"
    return [(label, city_urls([page.city], request).get(page.city_id, ""))]


def _lead_body(page):
    kind = f" ({page.lead_body_type.label})" if page.lead_body_type else ""
    return [(f"{page.lead_body}{kind}", "")] if page.lead_body else []


def _terms(terms, address):
    return [(term.label, address.format(term.code)) for term in terms]


def _linked(relation, library, facet):
    return _terms([link.term for link in relation.all()], f"{library}?{facet}={{}}")


def partner_line(row) -> str:
    """A partner with what it brings."""
    return f"{row.name} ({row.support.label})"


def _budget(page):
    values = []
    if page.budget_amount is not None:
        amount = format_currency(page.budget_amount, page.budget_currency, locale=get_language())
        source = f" ({page.budget_source})" if page.budget_source else ""
        values.append((f"{amount}{f', {page.budget_year}' if page.budget_year else ''}{source}", ""))
    elif page.budget_band:
        values.append((page.budget_band.label, ""))
    if page.staff is not None:
        values.append((_("Full-time posts: {count}").format(count=number(page.staff)), ""))
    return values


def _presented(page, request):
    return [
        (link.session.localized.title, url_for_reader(link.session.get_url(request)))
        for link in page.presentations.all()
    ]


def adoptions(page, request) -> list[dict]:
    """Where the policy came from and who took it up, with the case where it is in the library. Two queries at most."""
    rows = list(page.adoptions.all())
    ids = [row.case_id for row in rows if row.case_id]
    cases = CaseStudyPage.objects.published().filter(record_id__in=ids).one_per_case(get_language()) if ids else []
    found = {case.record_id: case for case in cases}
    return [_adoption(row, found.get(row.case_id), request) for row in rows]


def _adoption(row, case, request):
    return {
        "direction": row.get_direction_display(),
        "city": row.city.name if row.city else "",
        "title": case.title if case else "",
        "url": url_for_reader(case.get_url(request)) if case else "",
        "note": row.note,
    }
