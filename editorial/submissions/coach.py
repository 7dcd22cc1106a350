"""The coach: what a case still lacks before it can be submitted, section by section, and what it looks like already."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from editorial.models import Submission
from editorial.submissions.labels import label_of
from editorial.submissions.sections import AT_SUBMISSION, SECTIONS, section_of
from policies.models import CaseStudyPage
from policies.rules import (
    NOT_ASKED,
    OPTIONAL_SECTIONS,
    REQUIRED_TEXTS,
    complete,
    contradictions,
    empty_references,
    in_row,
    missing_to_publish,
)

BLANK_LIKE = re.compile(
    r"^[\W_]*(n/?a|none|nothing|tbd|tbc|todo|x+|없음|해당\s*없음|미정|추후\s*작성|작성\s*중|néant|rien|à compléter|"
    r"aucun|ninguno|ninguna|nada|por completar|pendiente|lorem ipsum.*)?[\W_]*\Z",
    re.IGNORECASE | re.DOTALL,
)
ENOUGH = 20  # characters below which a section's text is asked about
SHORT_BY_NATURE = ("lead_body",)


@dataclass(frozen=True)
class Finding:
    """Something to do: in which section (empty: asked at submission), about which field, and the cure."""

    section: str
    name: str
    message: str | Promise

    @property
    def label(self) -> str:
        """What the field is called on the screen."""
        return label_of(self.name)


def findings(submission: Submission, case: CaseStudyPage) -> list[Finding]:
    """Everything that stands between the draft and its submission, but for what submission itself asks."""
    return [finding for finding in blocking(submission, case) if finding.name not in AT_SUBMISSION]


def blocking(submission: Submission, case: CaseStudyPage) -> list[Finding]:
    """Everything that stands between the draft and its submission."""
    found = [Finding(code, "", _("Correct the answers marked there.")) for code in submission.unfinished]
    found += [_finding(name, text) for name, texts in missing_to_publish(case).items() for text in texts]
    found += [_finding(name, text) for name, text in contradictions(case).items()]
    found += _too_long(case) + _blank_like(case) + _incomplete_rows(case)
    if case.live and not case.updating_note.strip():
        found.append(_finding("updating_note", _("Say what changed in this version, and why.")))
    order = {section.code: number for number, section in enumerate(SECTIONS)}
    return sorted(found, key=lambda finding: order.get(finding.section, len(order)))


def by_section(found: list[Finding]) -> dict[str, list[Finding]]:
    """The findings of each section, for every section."""
    return {section.code: [one for one in found if one.section == section.code] for section in SECTIONS}


def by_cure(found: list[Finding]) -> list[tuple[list[str | Promise], str | Promise]]:
    """What to do, each once, with the labels of all fields it is to be done to: ([labels], message)."""
    cures: dict[str, tuple[list, str | Promise]] = {}
    for finding in found:
        labels, _message = cures.setdefault(str(finding.message), ([], finding.message))
        if finding.label:
            labels.append(finding.label)
    return list(cures.values())


def is_blank_like(text: str) -> bool:
    """Whether a text is there without saying anything: a dash, "n/a", "없음"."""
    return bool(text.strip()) and bool(BLANK_LIKE.match(text.strip()))


def _finding(name: str, message) -> Finding:
    section = section_of(name)
    return Finding(section.code if section else "", name, message)


def _too_long(case) -> list[Finding]:
    found = []
    for name in (*REQUIRED_TEXTS, *OPTIONAL_SECTIONS, "not_measured", "updating_note"):
        limit, count = CaseStudyPage._meta.get_field(name).max_length, len(getattr(case, name))
        if count > limit:
            message = _("Shorten this to {limit} characters; it now has {count}.").format(limit=limit, count=count)
            found.append(_finding(name, message))
    return found


def _blank_like(case) -> list[Finding]:
    found = []
    for name in (*REQUIRED_TEXTS, *OPTIONAL_SECTIONS):
        text = getattr(case, name).strip()
        if is_blank_like(text):
            message = _("This says nothing yet. Write a sentence, or say what is not known and why.")
            found.append(_finding(name, message))
        elif 0 < len(text) < ENOUGH and name not in SHORT_BY_NATURE:
            message = _("This is very short. Say it in a whole sentence or two, so that another city can use it.")
            found.append(_finding(name, message))
    return found


def _incomplete_rows(case) -> list[Finding]:
    found = []
    for section in SECTIONS:
        for rows in section.rows:
            for number, row in enumerate(getattr(case, rows.relation).all(), start=1):
                found += [Finding(section.code, rows.relation, in_row(number, one)) for one in row_problems(row)]
    return found


def row_problems(row) -> list[str]:
    """What a row lacks before it can be published. No query: what it refers to was there when it was read."""
    lacking = empty_references(row)
    references = [field.name for field in row._meta.concrete_fields if field.is_relation]
    try:
        row.clean_fields(exclude=[*NOT_ASKED, *references])
    except ValidationError as error:
        lacking += error.error_dict
    if lacking:
        return [complete(row, lacking)]
    if hasattr(row, "document_id") and not row.document_id and not row.url:
        return [_("add the file or its link.")]
    return []
