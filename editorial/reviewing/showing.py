"""A frozen case as reviewers read it: section by section, every answer with its label, files to open."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from editorial.models import ReviewRound
from editorial.submissions.answers import answers_of
from editorial.submissions.forms import SectionForm
from editorial.submissions.screens import text_of_part
from editorial.submissions.sections import SECTIONS, Section

ATTACHED = {"files": ("document", get_document_model), "images": ("image", get_image_model)}  # rows that hold a file


@dataclass(frozen=True)
class Answer:
    """An answer of the case as plain text, or rows of it; `files`: documents and images to open."""

    label: str | Promise
    text: str
    is_long: bool
    documents: list = field(default_factory=list)
    images: list = field(default_factory=list)


@dataclass(frozen=True)
class ReadSection:
    """A section with what the case answers in it."""

    section: Section
    answers: list[Answer]


def read_sections(case) -> list[ReadSection]:
    """The sections of a case with their answers; blank ones are left out. A fixed number of queries."""
    found = []
    for section in SECTIONS:
        form = SectionForm(section, answers_of(case, section), case)
        answers = [_answer(case, form, part) for part in section.parts]
        found.append(ReadSection(section, [each for each in answers if each.text or each.documents or each.images]))
    return found


def attached_to(round_: ReviewRound, kind: str) -> set[int]:
    """The ids of the documents (`files`) or images (`images`) of a round's frozen text."""
    name, _model = ATTACHED[kind]
    return {row[name] for row in round_.frozen.get(kind, []) if row.get(name)}


def _answer(case, form: SectionForm, part) -> Answer:
    label, text = text_of_part(form, part)
    relation = "" if isinstance(part, str) else part.relation
    rows = getattr(case, relation).all() if relation in ATTACHED else []
    documents = [row for row in rows if relation == "files" and row.document]
    images = [row for row in rows if relation == "images" and row.image]
    return Answer(label, text, len(text) > 160 or "\n" in text, documents, images)
