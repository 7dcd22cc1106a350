"""A section's answers as a browser posts them: `{name: [values]}`, read from the case and written to it.

One shape for what is stored, shown, posted, compared and merged. A row's field is `relation-number-field`; besides its
fields a row posts its identity, so that its translations stay with it. A file is answered by its number.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from django.db import models
from wagtail.models import TranslatableMixin

from editorial.submissions.fields import TERM_LISTS, written_number
from editorial.submissions.sections import Rows, Section

Answers = dict[str, list[str]]
LISTS = {"themes", "presentations", *TERM_LISTS}
ROW = re.compile(r"^([a-z_]+)-(\d{1,3})-([a-z_]+)\Z")
KEPT, REMOVED = "kept", "removed"  # besides its fields, what a row says of itself
MAX_ROWS = 40


def answers_of(case, section: Section) -> Answers:
    """What the case answers in a section, as its form would post it unchanged."""
    answers: Answers = {}
    for name in section.fields:
        answers[name] = _values(case, name)
    for rows in section.rows:
        for number, row in enumerate(getattr(case, rows.relation).all()):
            for field in rows.fields:
                answers[f"{rows.relation}-{number}-{field}"] = [_value(row, field)]
            answers[f"{rows.relation}-{number}-{KEPT}"] = [identity(row)]
    return {name: values for name, values in answers.items() if values != [""] and values}


def posted_answers(data: Mapping, section: Section) -> Answers:
    """The answers in a posted form, and nothing else of it; a text keeps its line ends as the reader sees them."""
    known = {rows.relation: {*rows.fields, KEPT, REMOVED} for rows in section.rows}
    answers: Answers = {}
    for name in data:
        found = ROW.match(name)
        if name in section.fields or (found and found[3] in known.get(found[1], ())):
            values = [_clean(value) for value in data.getlist(name)]
            answers[name] = [value for value in values if value] if name in LISTS else values[-1:]
    return answers


def part_of(name: str) -> str:
    """The field or relation a posted name belongs to."""
    found = ROW.match(name)
    return found[1] if found else name


def by_part(answers: Answers) -> dict[str, Answers]:
    """The answers of each field or relation, blank ones left out, so that a blank equals no answer."""
    parts: dict[str, Answers] = {}
    for name in sorted(answers):
        values = [value for value in answers[name] if value.strip()]
        if values:
            parts.setdefault(part_of(name), {})[name] = values
    return {part: own for part, own in parts.items() if not _is_blank_rows(own)}


def row_numbers(answers: Answers, rows: Rows) -> list[int]:
    """The numbers of the rows that are there and not taken away, in the order they stand in the form."""
    numbers = {int(found[2]) for name in answers if (found := ROW.match(name)) and found[1] == rows.relation}
    left = [number for number in sorted(numbers) if not answers.get(f"{rows.relation}-{number}-{REMOVED}", [""])[0]]
    return left[:MAX_ROWS]


def identity(row) -> str:
    """What tells a row from the others of its case, where it has translations that belong to it."""
    return str(row.translation_key) if isinstance(row, TranslatableMixin) else ""


def _is_blank_rows(answers: Answers) -> bool:
    """Whether these are rows that say nothing: numbers of rows that were never filled."""
    return all((found := ROW.match(name)) and found[3] == REMOVED for name in answers)


def _values(case, name: str) -> list[str]:
    if name == "presentations":
        return [link.session.code for link in case.presentations.all()]
    if name in LISTS:
        return [link.term.code for link in getattr(case, name).all()]
    return [_value(case, name)]


def _value(item: models.Model, name: str) -> str:
    field = item._meta.get_field(name)
    value = getattr(item, name) if getattr(item, field.attname) is not None else None
    if isinstance(value, Decimal):
        return written_number(value)
    if isinstance(value, models.Model):
        return str(getattr(value, "code", value.pk))
    return "" if value is None else str(value)


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
