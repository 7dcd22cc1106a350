"""A section as a form: always bound to answers, showing what it cannot read, writing what it can."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from wagtail.models import TranslatableMixin

from core.uploads.fields import DocumentUploadField, ImageUploadField
from editorial.submissions.answers import KEPT, LISTS, Answers, identity, row_numbers
from editorial.submissions.fields import case_field, form_field
from editorial.submissions.sections import Rows, Section
from editorial.submissions.uploads import UPLOAD, files_at_hand
from forums.models import ForumSessionPage
from policies.models import CaseStudyPage, CaseStudyPresentation

UPLOAD_FIELDS = {"document": DocumentUploadField, "image": ImageUploadField}


class AnswersForm(forms.Form):
    """Some fields of the case, or of one of its rows; checks what the model checks, but not that all is answered."""

    def __init__(self, answers: Answers, model, fields: Mapping[str, forms.Field], prefix: str | None = None):
        """`fields`: by their names; they are copied, so that rows can share them."""
        super().__init__(_query(answers), prefix=prefix, use_required_attribute=False)
        self._model = model
        self.fields.update({name: deepcopy(field) for name, field in fields.items()})

    def _clean_fields(self):
        super()._clean_fields()
        for name, value in list(self.cleaned_data.items()):
            if value and name not in LISTS:
                self._run_model_checks(name, value)

    def _run_model_checks(self, name, value):
        for check in self._model._meta.get_field(name).validators:
            if isinstance(check, MaxLengthValidator):
                continue
            try:
                check(value)
            except ValidationError as error:
                self.add_error(name, error)


@dataclass
class Row:
    """One row on the screen: its number, its form, and the row of the case it stands for. `upload`: see Rows."""

    number: int | str
    form: AnswersForm
    standing: object | None
    upload: str = ""

    @property
    def prefix(self) -> str:
        return self.form.prefix or ""

    @property
    def identity(self) -> str:
        return identity(self.standing) if self.standing else ""

    @property
    def file(self) -> object | None:
        """The document or image it has."""
        return self.form.cleaned_data.get(self.upload) if self.form.is_valid() else None

    @property
    def upload_field(self) -> BoundField | None:
        """Where a file is chosen for it."""
        if not self.upload:
            return None
        form = forms.Form(prefix=self.prefix)
        label = _("Another file instead") if self.file else _("Choose a file")
        form.fields[UPLOAD] = UPLOAD_FIELDS[self.upload](required=False, label=label)
        return form[UPLOAD]


class SectionForm:
    """The form of one section over a case, with rows."""

    def __init__(self, section: Section, answers: Answers, case):
        self.section, self.answers, self.case = section, answers, case
        self.form = AnswersForm(answers, CaseStudyPage, {name: case_field(name) for name in section.fields})
        self._fields_of_rows = {rows.relation: self._fields(rows) for rows in section.rows}
        self.rows = {rows.relation: self._rows(rows) for rows in section.rows}

    def _fields(self, rows: Rows) -> dict[str, forms.Field]:
        model = getattr(self.case, rows.relation).model
        fields = {name: form_field(model._meta.get_field(name)) for name in rows.fields}
        if rows.upload:
            fields[rows.upload].at_hand = files_at_hand(self.case, rows, self.answers)  # type: ignore[attr-defined]
        return fields

    def _rows(self, rows: Rows) -> list[Row]:
        standing = {identity(row): row for row in getattr(self.case, rows.relation).all() if identity(row)}
        found = []
        for number in row_numbers(self.answers, rows):
            own = standing.get(self.answers.get(f"{rows.relation}-{number}-{KEPT}", [""])[0])
            found.append(self._row(rows, number, self.answers, own))
        return found

    def _row(self, rows: Rows, number: int | str, answers: Answers, standing=None) -> Row:
        model, fields = getattr(self.case, rows.relation).model, self._fields_of_rows[rows.relation]
        form = AnswersForm(answers, model, fields, prefix=f"{rows.relation}-{number}")
        return Row(number, form, standing, rows.upload)

    def spare_row(self, rows: Rows, number: int | str) -> Row:
        """An empty row, for the end of the list or as what a script copies."""
        return self._row(rows, number, {})

    @cached_property
    def is_readable(self) -> bool:
        """Whether every answer could be read."""
        forms_of_rows = [row.form for rows in self.rows.values() for row in rows]
        read = [form.is_valid() for form in (self.form, *forms_of_rows)]  # each, so that each shows its errors
        return all(read)

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """What could not be read: (id of the field, its label, message)."""
        forms_of_rows = [row.form for rows in self.rows.values() for row in rows]
        return [
            (form[name].id_for_label, str(form[name].label), message)
            for form in (self.form, *forms_of_rows)
            for name, messages in form.errors.items()
            for message in messages
        ]

    def write(self, locale) -> None:
        """Sets on the case what could be read; what could not is left as it was."""
        self.is_readable  # noqa: B018 - reads
        for name, value in self.form.cleaned_data.items():
            if name == "presentations":
                self._write_sessions(value)
            elif name in LISTS:
                self._write_terms(name, value)
            elif name not in self.form.errors:
                setattr(self.case, name, _stored(CaseStudyPage, name, value))
        for rows in self.section.rows:
            self._write_rows(rows, locale)

    def _write_terms(self, name: str, terms) -> None:
        relation = getattr(self.case, name)
        standing = {link.term_id: link for link in relation.all()}
        links = [standing.get(term.pk) or relation.model(term=term) for term in terms]
        for order, link in enumerate(links):
            link.sort_order = order
        relation.set(links)

    def _write_sessions(self, codes: list[str]) -> None:
        standing = {link.session.code: link for link in self.case.presentations.all()}
        found = ForumSessionPage.objects.published().filter(code__in=codes)
        sessions = {page.code: page for page in found.order_by("-pk")}
        self.case.presentations.set(
            [standing.get(code) or CaseStudyPresentation(session=sessions[code]) for code in codes if code in sessions]
        )

    def _write_rows(self, rows: Rows, locale) -> None:
        relation = getattr(self.case, rows.relation)
        written = []
        for row in self.rows[rows.relation]:
            item = row.standing or relation.model()
            for name, value in row.form.cleaned_data.items():
                if name not in row.form.errors:
                    setattr(item, name, _stored(relation.model, name, value))
            if isinstance(item, TranslatableMixin) and item.locale_id is None:
                item.locale = locale
            says_something = any(value not in (None, "") for value in row.form.cleaned_data.values())
            if row.standing or says_something or row.form.errors:
                item.sort_order = len(written)
                written.append(item)
        relation.set(written)


def _stored(model, name: str, value):
    """An empty answer as the model keeps it: no text, or nothing."""
    field = model._meta.get_field(name)
    if value in (None, "") and not field.null:
        return field.get_default() if not field.is_relation else None
    return value


def _query(answers: Mapping) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in answers.items():
        data.setlist(name, values)
    return data
