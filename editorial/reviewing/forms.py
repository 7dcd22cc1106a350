"""What editors write when they return a case."""

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from editorial.models import ChangeRequest
from editorial.submissions.sections import SECTIONS


class RequestsForm(forms.Form):
    """A letter to the city, and a request to each section that needs one."""

    letter = forms.CharField(
        label=gettext_lazy("Letter to the city"),
        required=False,
        max_length=3000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Shown above the requests, and in the mail."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limit = ChangeRequest._meta.get_field("text").max_length
        for section in SECTIONS:
            widget = forms.Textarea({"rows": 2})
            self.fields[section.code] = forms.CharField(
                label=section.title, required=False, max_length=limit, widget=widget
            )

    def clean(self):
        given = super().clean()
        if not any(given.get(section.code) for section in SECTIONS) and not self.errors:
            raise forms.ValidationError(
                _("Ask for something in at least one section: the city needs to know what to do.")
            )
        return given
