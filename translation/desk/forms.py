"""What editors and translators fill in."""

from datetime import timedelta

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from accounts.languages import group_name
from translation.models import Delivery

LONGEST = timedelta(days=365)


def name_of(person) -> str:
    return (person.get_full_name() or person.get_username()) if person else ""


class AskForm(forms.Form):
    """Which versions, of whom, until when. `languages`: codes of those the person may ask for."""

    versions = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": gettext_lazy("Tick at least one cell of the board first.")}
    )
    assignee = forms.ModelChoiceField(
        label=gettext_lazy("Translator"),
        queryset=get_user_model().objects.none(),
        required=False,
        empty_label=gettext_lazy("Everyone who translates into the language"),
    )
    due_on = forms.DateField(label=gettext_lazy("Due"), required=False, widget=AdminDateInput)

    def __init__(self, *args, languages, known=(), **kwargs):
        super().__init__(*args, **kwargs)
        people = get_user_model().objects.filter(is_active=True)
        groups = [group_name(code) for code in languages]
        self.fields["assignee"].queryset = (
            people.filter(groups__name__in=groups).distinct().order_by("first_name", "pk")
        )
        self.fields["assignee"].label_from_instance = name_of
        self.fields["versions"].choices = [(number, "") for number in known]

    def clean_due_on(self):
        day, today = self.cleaned_data["due_on"], timezone.localdate()
        if day and not today <= day <= today + LONGEST:
            raise forms.ValidationError(_("Choose a day from today on, within a year."))
        return day


class WaiveForm(forms.Form):
    """Which outdated sections need no new translation, and why."""

    sections = forms.MultipleChoiceField(
        label=gettext_lazy("Sections"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one section.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=200,
        help_text=gettext_lazy("For example: only a comma. It is kept in the log of the page."),
    )

    def __init__(self, *args, sections: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sections"].choices = list(sections.items())
        self.fields["sections"].initial = list(sections)


class SendForm(forms.Form):
    """A word to the editors with a delivery."""

    note = forms.CharField(
        label=Delivery._meta.get_field("note").verbose_name,
        required=False,
        max_length=Delivery._meta.get_field("note").max_length,
        widget=forms.Textarea({"rows": 3}),
    )


class DecisionForm(forms.Form):
    """What an editor says of a delivery: in general and of each section; and which machine-made passages they read."""

    answer = forms.CharField(
        label=Delivery._meta.get_field("answer").verbose_name,
        required=False,
        max_length=Delivery._meta.get_field("answer").max_length,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args, sections, machine_made, **kwargs):
        super().__init__(*args, **kwargs)
        self.sections = sections
        for name, label in sections.items():
            self.fields[f"remark-{name}"] = forms.CharField(
                label=_("Remark on “{section}”").format(section=label),
                required=False,
                max_length=2000,
                widget=forms.Textarea({"rows": 2}),
            )
        self.fields["checked"] = forms.TypedMultipleChoiceField(
            coerce=int, required=False, choices=[(place, "") for place in machine_made]
        )

    @property
    def remarks(self) -> dict[str, str]:
        """`{section: text}` of those that say something."""
        said = {name: self.cleaned_data[f"remark-{name}"].strip() for name in self.sections}
        return {name: text for name, text in said.items() if text}
