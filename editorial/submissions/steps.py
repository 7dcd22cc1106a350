"""The small forms of the desk: starting, submitting, answering, writing a message."""

import re

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.fields import ProseFormField
from policies.models import CaseStudyPage
from policies.rules import MAX_TITLE


class KeyField(forms.CharField):
    """The number of one press of a button, so that two presses do one thing."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.HiddenInput, **kwargs)

    def clean(self, value):
        key = super().clean(value)
        if not re.fullmatch(r"[0-9a-f]{32}", key):
            raise ValidationError(_("This page is too old. Open it again, and press the button there."))
        return key


class NewCaseForm(forms.Form):
    """A title to begin with, the language, and perhaps an earlier case to begin from."""

    title = forms.CharField(
        label=_("Title of the case"),
        max_length=MAX_TITLE,
        help_text=_("With its scope and place, for example: A living wage for Seoul. You can change it later."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("Write in the language you work in. Translators bring the case into the others."),
    )
    copy_of = forms.ChoiceField(
        label=_("Begin with"),
        required=False,
        help_text=_("The answers of an earlier case are copied; you then change what is different."),
    )
    key = KeyField()

    def __init__(self, *args, own, **kwargs):
        super().__init__(*args, **kwargs)
        earlier = [(each.case.record_id, _("The answers of “{title}”").format(title=each)) for each in own]
        self.fields["copy_of"].choices = [("", _("An empty template")), *earlier]


class SubmitForm(forms.ModelForm):
    """What is asked when a case is submitted."""

    round = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32_000)

    class Meta:
        model = CaseStudyPage
        fields = ["updating_note", "contact", "licence", "consent"]

    def __init__(self, data=None, *, case, round):
        super().__init__(data, instance=case)
        self.initial |= {"round": round, "consent": False}
        consent = self.fields["consent"]
        consent.required = True
        consent.label = _("The city agrees that the library publishes this case under this licence.")
        consent.error_messages["required"] = _("Without the city’s consent the case cannot be published.")
        if case.live:
            self.fields["updating_note"].required = True
        else:
            del self.fields["updating_note"]

    def _post_clean(self):
        """The page is checked by the coach; here only what was typed counts."""


class WithdrawForm(forms.Form):
    """Nothing is asked but to be sure."""


class AnswerForm(forms.Form):
    """A short answer to a request."""

    answer = ProseFormField(
        max_length=1000,
        error_messages={"required": _("Write a short answer: what you changed, or why not.")},
    )


class MessageForm(forms.Form):
    """A message to the other side."""

    text = ProseFormField(label=_("Your message"), max_length=3000, widget=forms.Textarea({"rows": 3}))
    key = KeyField()
