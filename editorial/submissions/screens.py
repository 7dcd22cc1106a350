"""What the screen of a section shows: its fields and rows in order, the way on, and two texts side by side."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise

from editorial.models import ChangeRequest, Submission
from editorial.states import State
from editorial.submissions import coach
from editorial.submissions.answers import Answers
from editorial.submissions.desk import request_for
from editorial.submissions.forms import Row, SectionForm
from editorial.submissions.merging import Marks, written_marks
from editorial.submissions.reviewers_words import comments_on
from editorial.submissions.sections import SECTIONS, Rows, Section
from editorial.submissions.uploads import Refusals, errors_of
from editorial.submissions.writing import Conflict, draft_of
from policies.models import CaseStudyPage


@dataclass(frozen=True)
class Part:
    """A field, or rows with an empty one to copy; `theirs` is a colleague's answer to the same."""

    name: str
    field: object | None = None
    rows: Rows | None = None
    shown: tuple[Row, ...] = ()
    blank: Row | None = None
    theirs: str | None = None
    refusals: tuple[str, ...] = ()


@dataclass(frozen=True)
class SectionLine:
    """A section in the list of a case: what it lacks, and what the editors ask of it."""

    section: Section
    findings: list[coach.Finding]
    request: ChangeRequest | None

    @property
    def is_open_request(self) -> bool:
        return self.request is not None and not self.request.answer

    @property
    def is_done(self) -> bool:
        return not self.findings and not self.is_open_request


def section_lines(submission: Submission, found: dict[str, list[coach.Finding]]) -> list[SectionLine]:
    """All sections, with the coach's findings by section."""
    return [SectionLine(each, found[each.code], request_for(submission, each)) for each in SECTIONS]


def section_screen(
    submission: Submission,
    section: Section,
    form: SectionForm,
    marks: Marks,
    rows: str = "",
    refusals: Refusals | None = None,
    case: CaseStudyPage | None = None,
) -> dict:
    """The context of a section; `rows`: the relation that was asked to have one more empty row; `case`: the draft, when
    it is at hand as it was read."""
    form.is_readable  # noqa: B018 - the errors are shown beside the fields
    refusals = refusals or {}
    case = case or draft_of(submission)
    found = coach.by_section(coach.findings(submission, case))
    return {
        "submission": submission,
        "case": case,
        "section": section,
        "parts": [_part(form, part, rows, refusals) for part in section.parts],
        "base": written_marks(marks),
        "errors": form.errors + errors_of(refusals, section),
        "findings": found[section.code],
        "cures": coach.by_cure(found[section.code]),
        "sections": section_lines(submission, found),
        "request_made": request_for(submission, section),
        "reviewers_say": comments_on(submission, section) if submission.state == State.RETURNED else [],
        "position": SECTIONS.index(section) + 1,
        "previous": previous_section(section),
        "following": next_section(section),
    }


def conflict_screen(submission: Submission, section: Section, conflict: Conflict, refusals: Refusals) -> dict:
    """The section with my answers, and a colleague's beside each that both of us changed."""
    context = section_screen(submission, section, conflict.mine, conflict.marks, refusals=refusals)
    parts = []
    for part, asked in zip(context["parts"], section.parts, strict=True):
        if part.name in conflict.parts:
            _label, theirs = shown_part(section, asked, conflict.theirs.case, conflict.theirs.answers)
            part = replace(part, theirs=theirs or "–")
        parts.append(part)
    return context | {"parts": parts, "changed_by": submission.changed_by}


def next_section(section: Section) -> Section | None:
    place = SECTIONS.index(section) + 1
    return SECTIONS[place] if place < len(SECTIONS) else None


def previous_section(section: Section) -> Section | None:
    place = SECTIONS.index(section)
    return SECTIONS[place - 1] if place else None


def shown_part(section: Section, part: str | Rows, case, answers: Answers) -> tuple[str | Promise, str]:
    """A part's label, and its answers as one plain text: labels for codes, a line for each row."""
    return text_of_part(SectionForm(section, answers, case), part)


def text_of_part(form: SectionForm, part: str | Rows) -> tuple[str | Promise, str]:
    """The same, of a section whose form is at hand."""
    if isinstance(part, str):
        bound = form.form[part]
        return bound.label, _text(bound)
    lines = [" · ".join(filter(None, (_text(field) for field in row.form))) for row in form.rows[part.relation]]
    return part.heading, "\n".join(lines)


def _text(bound) -> str:
    """A field's answer as people read it."""
    value = bound.data
    choices = dict(_flat(getattr(bound.field, "choices", None) or ()))
    values = value if isinstance(value, list) else [value or ""]
    return ", ".join(str(choices.get(each, each)) for each in values if each)


def _flat(choices):
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield from _flat(label)
        else:
            yield str(value), label


def _part(form: SectionForm, part: str | Rows, spare: str, refusals: Refusals) -> Part:
    if isinstance(part, str):
        return Part(part, field=form.form[part])
    shown = form.rows[part.relation]
    following = max((row.number for row in shown), default=-1) + 1
    if not shown or spare == part.relation:
        shown = [*shown, form.spare_row(part, following)]
    refused = tuple(refusals.get(part.relation, ()))
    return Part(part.relation, rows=part, shown=tuple(shown), blank=form.spare_row(part, "NUMBER"), refusals=refused)
