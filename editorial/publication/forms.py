"""What a city answers when it is asked whether a case is still true."""

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from core.fields import ProseFormField
from editorial.models import Confirmation

Answer = Confirmation.Answer


class ConfirmationForm(forms.Form):
    """One of three answers, and a note where something has changed."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Is this policy still running as the case tells it?"),
        choices=[
            (Answer.RUNNING, gettext_lazy("Yes, it is still running.")),
            (Answer.CHANGED, gettext_lazy("It has changed.")),
            (Answer.ENDED, gettext_lazy("It has ended.")),
        ],
        widget=forms.RadioSelect,
    )
    note = ProseFormField(
        label=gettext_lazy("What has changed, or when it ended"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("The editors read it, and your colleagues."),
    )

    def clean(self):
        given = super().clean()
        if given.get("answer") in (Answer.CHANGED, Answer.ENDED) and not given.get("note", "").strip():
            self.add_error("note", _("Say in a sentence what has changed, or when it ended."))
        return given
