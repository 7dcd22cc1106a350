"""Model fields of the library: light-markup prose and dates known only in part."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _
from wagtail_localize.segments import StringSegmentValue

from core.passages import passages, with_passages

PARTIAL_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


class ProseFormField(forms.CharField):
    """A textarea whose line ends are counted once, as the reader sees them, and not as the browser sends them."""

    widget = forms.Textarea

    def to_python(self, value):
        value = super().to_python(value)
        return value.replace("\r\n", "\n").replace("\r", "\n") if value else value


class ProseField(models.TextField):
    """Plain text in the library's light markup (`core.prose`), limited in characters at every door, and translated
    passage by passage (`core.passages`)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.max_length:
            self.validators = [*self.validators, MaxLengthValidator(self.max_length)]

    def formfield(self, **kwargs):
        field = super().formfield(**{"form_class": ProseFormField, **kwargs})
        field.widget.attrs.setdefault("rows", 2 if (self.max_length or 0) < 500 else 5)
        return field

    def get_translatable_segments(self, value):
        """For wagtail-localize: the passages, all under the field's own path, so that each finds its translation
        wherever in the section it stands."""
        return [StringSegmentValue("", passage) for passage in passages(value or "")]

    def restore_translated_segments(self, value, segments):
        """For wagtail-localize: the original's text with its passages translated."""
        in_order = sorted(segments, key=lambda segment: segment.order)
        return with_passages(value, [segment.render_text() for segment in in_order])


def validate_partial_date(value: str) -> None:
    """Accepts `YYYY`, `YYYY-MM` or `YYYY-MM-DD` of a real calendar day; raises ValidationError otherwise."""
    padded = value + "-01-01"[len(value) - 4 :] if PARTIAL_DATE.match(value) else ""
    try:
        real = parse_date(padded)
    except ValueError:
        real = None
    if real is None:
        raise ValidationError(_("Write the date as 2019, 2019-12 or 2019-12-03."), code="partial_date")


class PartialDateField(models.CharField):
    """A date as exactly as it is known: a year, a month or a day. Sorts as text."""

    default_validators = [validate_partial_date]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 10)
        super().__init__(*args, **kwargs)


validate_code = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
    _("A code is made of lower-case letters, digits and single hyphens, for example living-wage."),
)


class CodeField(models.CharField):
    """A stable, language-neutral name of a thing: lower-case letters, digits and hyphens. Never changes."""

    default_validators = [validate_code]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 80)
        super().__init__(*args, **kwargs)
