"""Reads a filled template. What was inserted with changes tracked counts, what was deleted does not."""

import re
from dataclasses import dataclass, field
from io import BytesIO

from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext as _, override
from docx import Document
from docx.oxml.ns import qn

from core.uploads.documents import checked_document
from core.uploads.refusals import UploadRefused
from editorial.submissions.answers import MAX_ROWS, Answers
from editorial.submissions.fields import ThemesField
from editorial.submissions.forms import SectionForm
from editorial.submissions.sections import Rows, Section, section_of
from editorial.word.writing import options_of
from policies.models import CaseStudyPage

MOST = 200_000  # characters in all
CODE = re.compile(r"\[([a-z_]+)(?:\.([a-z_]+))?\]")
RECORD = re.compile(r"\[record:\s*([a-z0-9-]+)\]")
OPTION = re.compile(r"^(?P<line>.*)\[(?P<code>[^\[\]\s]+)\]\s*$", re.DOTALL)
TICK = re.compile(r"^[\s☐□]*(?:[☒☑✓✔√■●◼✗✘×]|[xXvVoO](?=[\s☐□])|[(\[][xXvVoO√✓*][)\]]|(?P<rank>[1-9])[.)]?(?=[\s☐□]))")
BULLET = re.compile(r"^\s*(?:[-*+•]|\d+[.)])\s")


class NotTheTemplate(Exception):
    """A sound Word file, but none of our questions in it."""


@dataclass
class Read:
    """What a file answers: by section, as a browser would post it. `asked`: the parts it has, answered or not;
    `problems`: (name of the part, what is wrong)."""

    record_id: str = ""
    answers: dict[str, Answers] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    problems: list[tuple[str, str]] = field(default_factory=list)


def read(upload: File) -> Read:
    """Reads a file. Raises UploadRefused, with the cure, or NotTheTemplate."""
    if not (upload.name or "").lower().endswith(".docx"):
        raise UploadRefused("extension", name=upload.name or "", allowed="docx")
    content = checked_document(upload).read()
    try:
        body = Document(BytesIO(content)).element.body
        found = _Reader().read(body)
    except (KeyError, ValueError, AttributeError, TypeError) as error:  # parts missing or not what they should be
        raise UploadRefused("damaged", name=upload.name or "", extension="docx") from error
    if not found.asked:
        raise NotTheTemplate
    if sum(len(value) for own in found.answers.values() for values in own.values() for value in values) > MOST:
        raise UploadRefused("bomb", name=upload.name or "")
    return found


class _Reader:
    def __init__(self):
        self.read_so_far = Read()
        self._labels: dict[str, dict[str, dict[str, str]]] = {}  # relation: field: label in any language: code

    def read(self, body) -> Read:
        if record := RECORD.search("".join(_text(each) for each in body.iterchildren(qn("w:p")))):
            self.read_so_far.record_id = record[1]
        for table in body.iter(qn("w:tbl")):
            if not any(True for _outer in table.iterancestors(qn("w:tbl"))):
                self._table(table)
        return self.read_so_far

    def _table(self, table) -> None:
        lines = [list(line.iterchildren(qn("w:tc"))) for line in _lines(table)]
        if len(lines) < 2 or not lines[0]:
            return
        heads = [CODE.search("\n".join(_paragraphs(cell))) for cell in lines[0]]
        if len(heads) == 1 and heads[0] and not heads[0][2]:
            section = section_of(heads[0][1])
            if section and heads[0][1] in section.fields:
                self._answer(
                    section, heads[0][1], [text for line in lines[1:] for cell in line for text in _paragraphs(cell)]
                )
            return
        relation = next((head[1] for head in heads if head and head[2]), "")
        section = section_of(relation)
        rows = next((each for each in section.rows if each.relation == relation), None) if section else None
        if section and rows and not rows.upload:
            columns = {place: head[2] for place, head in enumerate(heads) if head and head[2] in rows.fields}
            self._rows(section, rows, columns, lines[1:])

    def _answer(self, section: Section, name: str, paragraphs: list[str]) -> None:
        bound = SectionForm(section, {}, CaseStudyPage()).form[name]
        self.read_so_far.asked.add(name)
        if options := {code for _group, code, _label in options_of(bound)}:
            values = self._ticked(name, options, paragraphs, several=bound.field.widget.allow_multiple_selected)
            if isinstance(bound.field, ThemesField):
                values = [*values, "", "", ""][: max(3, len(values))]
        else:
            values = [joined(paragraphs)]
        self.read_so_far.answers.setdefault(section.code, {})[name] = values

    def _ticked(self, name: str, options: set[str], paragraphs: list[str], several: bool) -> list[str]:
        found = []
        for place, paragraph in enumerate(paragraphs):
            option = OPTION.match(paragraph)
            tick = TICK.match(option["line"]) if option else None
            if option and tick and option["code"] in options:
                found.append((int(tick["rank"] or 9), place, option["code"]))
        codes = list(dict.fromkeys(code for _rank, _place, code in sorted(found)))
        if len(codes) > 1 and not several:
            self.read_so_far.problems.append((name, _("More than one answer is marked; mark one.")))
            return []
        return codes

    def _rows(self, section: Section, rows: Rows, columns: dict[int, str], lines: list) -> None:
        self.read_so_far.asked.add(rows.relation)
        answers = self.read_so_far.answers.setdefault(section.code, {})
        number = 0
        for line in lines:
            values = {}
            for place, name in columns.items():
                text = joined(_paragraphs(line[place])) if place < len(line) else ""
                values[name] = self._code(section, rows, name, text)
            if any(values.values()) and number < MAX_ROWS:
                answers |= {f"{rows.relation}-{number}-{name}": [value] for name, value in values.items()}
                number += 1

    def _code(self, section: Section, rows: Rows, name: str, text: str) -> str:
        """The code of a choice by its label in any language; what is none of them stays as it was written."""
        if rows.relation not in self._labels:
            self._labels[rows.relation] = _labels_of(section, rows)
        return self._labels[rows.relation][name].get(_folded(text), text)


def joined(paragraphs: list[str]) -> str:
    """Paragraphs as the library keeps them: an empty line between, none within a list."""
    text = ""
    for paragraph in filter(None, (each.strip() for each in paragraphs)):
        in_list = BULLET.match(paragraph) and BULLET.match(text.rpartition("\n")[2])
        text += ("\n" if in_list else "\n\n" if text else "") + paragraph
    return text


def _labels_of(section: Section, rows: Rows) -> dict[str, dict[str, str]]:
    labels: dict[str, dict[str, str]] = {name: {} for name in rows.fields}
    for language, _name in settings.LANGUAGES:
        with override(language):
            form = SectionForm(section, {}, CaseStudyPage()).spare_row(rows, 0).form
            for name in rows.fields:
                for _group, code, label in options_of(form[name]):
                    labels[name] |= {_folded(label): code, _folded(code): code}
    return labels


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _lines(table):
    """The lines of a table, those in content controls or inserted with changes tracked too."""
    for line in table.iter(qn("w:tr")):
        if next(line.iterancestors(qn("w:tbl"))) is table:
            yield line


def _paragraphs(cell) -> list[str]:
    texts = []
    for paragraph in cell.iter(qn("w:p")):
        text = _text(paragraph)
        if paragraph.find(f".//{qn('w:numPr')}") is not None and text.strip() and not BULLET.match(text):
            text = f"- {text.strip()}"
        texts.append(text)
    return texts


def _text(paragraph) -> str:
    pieces = []
    for item in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:cr"), qn("w:tab")):
        if item.tag == qn("w:t"):
            pieces.append(item.text or "")
        elif item.tag == qn("w:tab"):
            pieces.append(" " if item.getparent().tag == qn("w:r") else "")
        else:
            pieces.append("\n")
    return "".join(pieces)
