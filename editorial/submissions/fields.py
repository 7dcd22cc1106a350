"""Form fields of the desk: they let a draft be unfinished, and say what they cannot read."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy as _
from wagtail.documents.models import Document
from wagtail.images.models import Image

from cities.models import City
from core.fields import ProseField
from forums.models import ForumSessionPage
from policies.models import CaseStudyPage
from policies.rules import MAX_THEMES, MAX_TITLE
from taxonomy.models import Term

DECIMAL_COMMA = ("fr", "es")
THOUSANDS = re.compile(r"^\d{1,3}(,\d{3})+(\.\d+)?$|^\d{1,3}(\.\d{3}){2,}(,\d+)?$|^\d{1,3}(\.\d{3})+,\d+$")


class NumberField(forms.DecimalField):
    """A number as people write it: 1234.5, 1,234.5, 1 234,5 or 1.234,5."""

    widget = forms.TextInput

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs["inputmode"] = "decimal"
        self.error_messages["invalid"] = _("Write a number in digits, for example 1234.5, without its unit.")

    def to_python(self, value):
        return super().to_python(plain_number(value) if isinstance(value, str) else value)


def plain_number(typed: str) -> str:
    """The number with a decimal point and no thousands separators; what is no number is left as it is.

    A lone point is a decimal point everywhere. A lone comma before three digits separates thousands in English and
    Korean; in French and Spanish it may mean either, and is refused.
    """
    text = re.sub(r"[\s\u00a0\u202f']", "", typed)
    sign, text = (text[0], text[1:]) if text[:1] in "+-" else ("", text)
    if re.match(r"^\d{1,3},\d{3}$", text) and get_language() in DECIMAL_COMMA:
        raise ValidationError(_("Is that a decimal comma? Write 1234 or 1.234, without thousands separators."))
    if THOUSANDS.match(text):
        decimal = max(text.rfind(","), text.rfind(".")) if "," in text and "." in text else -1
        whole, rest = (text[:decimal], text[decimal + 1 :]) if decimal >= 0 else (text, "")
        return sign + re.sub(r"[.,]", "", whole) + (f".{rest}" if rest else "")
    return sign + text.replace(",", ".", 1) if text.count(",") == 1 and "." not in text else sign + text


class RecordField(forms.ChoiceField):
    """One term or city, by its code. What it offers is fetched once, however often the field is copied for a row."""

    def __init__(self, offered: dict[str, tuple[str, models.Model]], **kwargs):
        """`offered`: `{code: (label, record)}` in the order shown."""
        self.records = {code: record for code, (_label, record) in offered.items()}
        labels = [(code, label) for code, (label, _record) in offered.items()]
        super().__init__(choices=[("", _("Not chosen yet")), *labels], **kwargs)

    def clean(self, value):
        code = super().clean(value)
        return self.records[code] if code else None


def term_field(scheme: str, **kwargs) -> RecordField:
    """One term of a vocabulary, in the vocabulary's order."""
    return RecordField({term.code: (term.label, term) for term in offered_terms(scheme)}, **kwargs)


def city_field(**kwargs) -> RecordField:
    """A city of the library, in the order of the names in the reader's language."""
    cities = {city.code: (city.name, city) for city in City.objects.prefetch_related("names")}
    return RecordField(dict(sorted(cities.items(), key=lambda item: (item[1][0], item[0]))), **kwargs)


class TermsField(forms.ModelMultipleChoiceField):
    """Several terms of a vocabulary, by their codes, in the vocabulary's order."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, scheme: str, **kwargs):
        super().__init__(offered_terms(scheme), to_field_name="code", **kwargs)


class RankedSelects(forms.SelectMultiple):
    """As many select boxes as may be chosen, the most important first; all carry the same name."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = [*(value or []), *[""] * MAX_THEMES][:MAX_THEMES]
        context = self.get_context(name, value, attrs) | {"ranks": chosen}
        return render_to_string("contribute/ranked_selects.html", context)


class ThemesField(TermsField):
    """At most three themes or topics, ranked."""

    widget = RankedSelects

    def __init__(self, **kwargs):
        super().__init__("theme", **kwargs)
        groups: dict = {}
        for term in self.queryset.select_related("parent"):
            groups.setdefault(term.parent or term, []).append((term.code, term.label))
        self.choices = [(theme.label, options) for theme, options in groups.items()]

    def clean(self, value):
        codes = list(dict.fromkeys(code for code in value or [] if code))
        found = {term.code: term for term in self.queryset.filter(code__in=codes)}
        return [found[code] for code in codes if code in found][:MAX_THEMES]


class FileField(forms.CharField):
    """A file that is in the library already, by its number; a new one is uploaded beside it."""

    widget = forms.HiddenInput
    default_error_messages = {"invalid_choice": _("This file is not at hand any more. Choose it again.")}
    at_hand: dict[str, models.Model] = {}

    def clean(self, value):
        number = super().clean(value)
        if number and number not in self.at_hand:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return self.at_hand[number] if number else None


class SessionsField(forms.MultipleChoiceField):
    """Sessions of the forum in which the case was presented, by the key all their languages share."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        sessions = ForumSessionPage.objects.published().one_per_session(get_language()).with_edition_titles()
        choices = [(session.code, f"{session.edition_title}: {session.title}") for session in sessions]
        super().__init__(choices=choices, **kwargs)


def offered_terms(scheme: str):
    return Term.objects.in_scheme(scheme).active().order_by("sort_order")


def form_field(model_field: models.Field) -> forms.Field:
    """The field of the desk for a field of the case or of its rows. Never required: a draft may be unfinished."""
    about = {"label": capfirst(model_field.verbose_name), "help_text": model_field.help_text, "required": False}
    scheme = (model_field.get_limit_choices_to() or {}).get("scheme__code") if model_field.is_relation else None
    if scheme:
        return term_field(scheme, **about)
    if model_field.is_relation and model_field.related_model is City:
        return city_field(**about)
    if model_field.is_relation and issubclass(model_field.related_model, (Document, Image)):
        return FileField(**about)
    if isinstance(model_field, models.DecimalField):
        limits = {"max_digits": model_field.max_digits, "decimal_places": model_field.decimal_places}
        return NumberField(**about, **limits)
    field = model_field.formfield(required=False)
    if isinstance(model_field, ProseField):
        _without_limit(field, model_field.max_length)
    if isinstance(field.widget, forms.NumberInput):
        field.widget = forms.TextInput({"inputmode": "numeric"})
    field.label = about["label"]
    return field


def _without_limit(field: forms.Field, limit: int) -> None:
    """Lets a draft be longer than the limit, which the screen counts and the coach asks for."""
    field.max_length = None
    field.widget.attrs.pop("maxlength", None)
    field.limit = limit  # type: ignore[attr-defined]  # counted on the screen
    field.validators = [check for check in field.validators if not isinstance(check, MaxLengthValidator)]


def case_field(name: str) -> forms.Field:
    """The field of the desk for a field, a list of terms or the sessions of the case."""
    if name == "themes":
        return ThemesField(label=_("Themes, the most important first"), required=False)
    if name == "presentations":
        return SessionsField(label=_("Presented at the forum"), required=False)
    if name in TERM_LISTS:
        scheme, label, help_text = TERM_LISTS[name]
        return TermsField(scheme, label=label, help_text=help_text, required=False)
    field = form_field(CaseStudyPage._meta.get_field(name))
    if name == "title":
        field.limit = MAX_TITLE
        field.help_text = _("With its scope and place, for example: A living wage for Seoul.")
    return field


TERM_LISTS = {
    "pillars": ("pillar", _("ILO pillars"), _("Which parts of the Decent Work Agenda it serves.")),
    "instruments": ("instrument", _("Policy instruments"), _("By what means the city acts.")),
    "worker_groups": ("worker-group", _("Worker groups"), _("For whom it was made.")),
    "sectors": ("sector", _("Sectors"), ""),
    "conventions": ("convention", _("ILO conventions concerned"), ""),
    "transfer_conditions": (
        "transfer-condition",
        _("What another city needs"),
        _("Tick what the policy cannot do without."),
    ),
}


def written_number(value: Decimal | None) -> str:
    """A number as every language reads it back: a decimal point, no thousands separators."""
    return "" if value is None else format(value.normalize(), "f")
