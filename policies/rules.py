"""What must hold of a case study: the template's rules, written once for the admin, the importer and the workflow."""

from django.utils.translation import gettext as _, ngettext

MAX_TITLE = 120
MAX_THEMES = 3
NOT_ASKED = ("page", "locale", "translation_key")  # fields of a row that nobody writes

SAME_IN_EVERY_LANGUAGE = [
    "record_id",
    "city",
    "lead_body_type",
    "original_language",
    "status",
    "start",
    "end",
    "evidence",
    "evaluation_url",
    "budget_amount",
    "budget_currency",
    "budget_year",
    "budget_source",
    "budget_band",
    "staff",
    "contact",
    "licence",
    "consent",
    "is_sample",
    "last_confirmed_on",
]

ROWS = ["adoptions", "legal_links", "partners", "indicators", "references", "images", "files"]
SECTIONS = [
    "problem",
    "legal_basis",
    "objectives",
    "actions",
    "social_dialogue",
    "results",
    "success_factors",
    "limits",
    "transfer",
]
OPTIONAL_SECTIONS = ["inclusion"]
REQUIRED_TEXTS = ["summary", "lead_body", *SECTIONS]
REQUIRED_FACTS = ["city", "lead_body_type", "original_language", "status", "start", "evidence", "contact"]
REQUIRED_TERMS = ["themes", "pillars", "instruments", "worker_groups", "transfer_conditions"]


def contradictions(case) -> dict[str, str]:
    """What no version of a case may hold, draft or not: `{field: message}`."""
    errors = {}
    if len(case.title) > MAX_TITLE:
        errors["title"] = _("Shorten the title to {limit} characters; it now has {count}.").format(
            limit=MAX_TITLE, count=len(case.title)
        )
    if case.start and case.end and case.end[: len(case.start)] < case.start[: len(case.end)]:
        errors["end"] = _("The end lies before the start; check both dates.")
    if case.budget_amount is not None and not case.budget_currency:
        errors["budget_currency"] = _("Name the currency of the budget, for example KRW.")
    return errors


def missing_to_publish(case) -> dict[str, list[str]]:
    """What a case still lacks before it may be published: `{field: [messages]}`."""
    errors = {}
    for name in (*REQUIRED_TEXTS, *REQUIRED_FACTS):
        value = getattr(case, name)
        if value is None or (isinstance(value, str) and not value.strip()):
            errors[name] = [_("Answer this before publishing; “not yet known” is an answer, a blank is not.")]
    for name in REQUIRED_TERMS:
        if not getattr(case, name).all():
            errors[name] = [_("Choose at least one.")]
    if len(case.themes.all()) > MAX_THEMES:
        message = ngettext("Keep at most {limit} theme.", "Keep at most {limit} themes.", MAX_THEMES)
        errors["themes"] = [message.format(limit=MAX_THEMES)]
    if not case.indicators.all() and not case.not_measured.strip():
        errors["not_measured"] = [_("Add an indicator, or say here why nothing has been measured yet.")]
    if not case.references.all():
        errors["references"] = [_("Name at least one source.")]
    if not case.consent and not case.is_sample:
        errors["consent"] = [_("The city has to agree to publication, or the case is marked as a sample.")]
    return errors


def rows_of_nothing(case) -> dict[str, list[str]]:
    """Rows that no longer refer to what they have to refer to, as `missing_to_publish` tells what a case lacks."""
    errors: dict[str, list[str]] = {}
    for relation in ROWS:
        for number, row in enumerate(getattr(case, relation).all(), start=1):
            if lacking := empty_references(row):
                errors.setdefault(relation, []).append(in_row(number, complete(row, lacking)))
    return errors


def empty_references(row) -> list[str]:
    """The fields of a row that have to refer to something and do not: in a draft, what it referred to may be gone."""
    fields = [field for field in row._meta.concrete_fields if field.is_relation and not field.null]
    empty = [field for field in fields if getattr(row, field.attname) is None and not field.is_cached(row)]
    return [field.name for field in empty if field.name not in NOT_ASKED]  # an object not yet saved is cached


def complete(row, names) -> str:
    """The cure for fields of a row that have no answer."""
    fields = ", ".join(str(row._meta.get_field(name).verbose_name) for name in names)
    return _("complete {fields}.").format(fields=fields)


def in_row(number: int, message: str) -> str:
    """A message about one of several rows, which are counted from 1."""
    return _("Row {number}: {message}").format(number=number, message=message)
