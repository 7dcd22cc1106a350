"""Bringing a filled template in."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy

from editorial.submissions.steps import KeyField
from editorial.word.reading import NotTheTemplate, Read, read
from policies.rules import MAX_TITLE


class TemplateField(forms.FileField):
    """A filled template; gives back what it answers (`Read`)."""

    def __init__(self, **kwargs):
        super().__init__(allow_empty_file=True, **kwargs)
        self.widget.attrs["accept"] = ".docx"
        self.error_messages["required"] = gettext_lazy("Choose the file first.")

    def to_python(self, data) -> Read | None:
        upload = super().to_python(data)
        if upload is None:
            return None
        try:
            return read(upload)
        except NotTheTemplate as error:
            text = _("There are no questions of the template in this file. Download the template, and write in that.")
            raise ValidationError(text) from error


class FilledTemplateForm(forms.Form):
    """A file for a case that is there."""

    file = TemplateField(
        label=gettext_lazy("Filled template"), help_text=gettext_lazy("The Word file (.docx), as you saved it.")
    )


class NewFromTemplateForm(FilledTemplateForm):
    """A file for a new case, and the language it is written in."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=settings.LANGUAGES,
        help_text=gettext_lazy("The language the answers are written in."),
    )
    key = KeyField()
    title = ""

    def clean_file(self) -> Read:
        found = self.cleaned_data["file"]
        self.title = " ".join(found.answers.get("basics", {}).get("title", [""])[0].split())
        if not self.title:
            raise ValidationError(
                _("The file has no title yet. Write it in the first box; then bring the file in again.")
            )
        if len(self.title) > MAX_TITLE:
            text = _("The title in the file is too long: at most {limit} characters.").format(limit=MAX_TITLE)
            raise ValidationError(text)
        return found
