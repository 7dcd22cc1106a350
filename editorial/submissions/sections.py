"""The template as guided sections: what each asks, in the order a city officer meets it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Rows:
    """Repeatable rows: the relation on the case, and the fields of a row. `upload`: the one that is a file."""

    relation: str
    heading: str | Promise
    fields: tuple[str, ...]
    add: str | Promise
    help_text: str | Promise = ""
    upload: str = ""


@dataclass(frozen=True)
class Section:
    """One screen of the desk. `parts` names fields, lists of terms and rows in the order they are asked."""

    code: str
    title: str | Promise
    introduction: str | Promise
    parts: tuple[str | Rows, ...]

    @property
    def rows(self) -> tuple[Rows, ...]:
        return tuple(part for part in self.parts if isinstance(part, Rows))

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(part for part in self.parts if isinstance(part, str))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its parts, which the coach and the merging speak of."""
        return tuple(part.relation if isinstance(part, Rows) else part for part in self.parts)


LAWS = Rows("legal_links", _("Laws and ordinances"), ("title", "url"), _("Add a law or ordinance"))
PARTNERS = Rows(
    "partners",
    _("Partners"),
    ("name", "support", "url"),
    _("Add a partner"),
    _("Organisations that carry the policy with the city, and what each brings."),
)
INDICATORS = Rows(
    "indicators",
    _("Indicators"),
    ("name", "baseline", "baseline_date", "value", "date", "unit", "source"),
    _("Add an indicator"),
    _("A figure before and after, with its unit and who counted. Leave the earlier figure out if there is none."),
)
ADOPTIONS = Rows(
    "adoptions",
    _("Adopted from, adopted by"),
    ("direction", "city", "case_id", "note"),
    _("Add a city"),
    _("Cities this policy was learnt from, or that have taken it up."),
)
REFERENCES = Rows(
    "references",
    _("References"),
    ("title", "publisher", "year", "url"),
    _("Add a reference"),
    _("Publications the case is drawn from: at least one."),
)
FILES = Rows(
    "files",
    _("Files and links"),
    ("title", "url", "document"),
    _("Add a file or link"),
    _("PDF, Word, Excel, PowerPoint, OpenDocument, CSV or text, at most 20 MB each; or a link."),
    upload="document",
)
IMAGES = Rows(
    "images",
    _("Images"),
    ("credit", "alt", "image"),
    _("Add an image"),
    _("JPEG, PNG or WebP, at most 10 MB each. Say who took it, and what it shows for those who cannot see it."),
    upload="image",
)

SECTIONS = (
    Section(
        "basics",
        _("The policy in brief"),
        _("What it is called, what it does in one or two sentences, who runs it and since when."),
        ("title", "summary", "lead_body", "lead_body_type", "status", "start", "end"),
    ),
    Section(
        "themes",
        _("What it is about"),
        _("These answers let others find the case, in every language."),
        (
            "themes",
            "pillars",
            "instruments",
            "worker_groups",
            "sectors",
            "conventions",
            "presentations",
        ),
    ),
    Section(
        "context",
        _("Problem and legal basis"),
        _("Why the city had to act, what it set out to change, and what it is competent to do."),
        ("problem", "objectives", "legal_basis", LAWS),
    ),
    Section(
        "actions",
        _("What was done, and with whom"),
        _("The steps in the order they happened, with whom, and what it cost."),
        (
            "actions",
            "social_dialogue",
            PARTNERS,
            "budget_amount",
            "budget_currency",
            "budget_year",
            "budget_band",
            "budget_source",
            "staff",
        ),
    ),
    Section(
        "results",
        _("Results and evidence"),
        _("What changed, in words and figures, and how well one knows."),
        ("results", INDICATORS, "not_measured", "evidence", "evaluation_url"),
    ),
    Section(
        "lessons",
        _("What others can learn"),
        _("What made it work, what did not, and what another city needs before it can do the same."),
        ("success_factors", "limits", "inclusion", "transfer", "transfer_conditions", ADOPTIONS),
    ),
    Section(
        "sources",
        _("Sources and pictures"),
        _("What the case is drawn from, and what helps to understand it."),
        (REFERENCES, FILES, IMAGES),
    ),
)
BY_CODE = {section.code: section for section in SECTIONS}
AT_SUBMISSION = ("contact", "licence", "consent", "updating_note")


def section_of(name: str) -> Section | None:
    """The section that asks for a field or relation, or None for what is asked at submission."""
    return next((section for section in SECTIONS if name in section.names), None)
