"""What editors write on their desk."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from editorial.desk.queue import name_of, people_who_edit
from editorial.models import ChangeRequest, Decision, Outcome, Submission
from editorial.reviewing.asking import TIME_TO_REVIEW
from editorial.submissions.sections import SECTIONS

LONGEST = timedelta(days=365)


def in_three_weeks():
    return timezone.localdate() + TIME_TO_REVIEW


class DueField(forms.DateField):
    """A day to come, within a year."""

    def __init__(self, **kwargs):
        known = {"label": gettext_lazy("Due"), "widget": AdminDateInput, "initial": in_three_weeks}
        super().__init__(**known | kwargs)

    def clean(self, value):
        day = super().clean(value)
        today = timezone.localdate()
        if day and not today <= day <= today + LONGEST:
            raise forms.ValidationError(_("Choose a day from today on, within a year."))
        return day


class CareForm(forms.ModelForm):
    """Who looks after a case, and when its next step is due."""

    due_on = DueField(required=False, initial=None)

    class Meta:
        model = Submission
        fields = ["editor", "due_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["editor"].queryset = people_who_edit()
        self.fields["editor"].label_from_instance = name_of
        self.fields["editor"].help_text = ""
        if self.instance.due_on and self.instance.due_on < timezone.localdate():
            self.fields["due_on"].clean = forms.DateField(required=False).clean  # a day that has passed may stand


class InviteForm(forms.Form):
    """Which reviewers with accounts, until when."""

    reviewers = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": gettext_lazy("Choose at least one reviewer.")}
    )
    due_on = DueField()

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reviewers"].choices = [(each.user.pk, each.name) for each in candidates]


class GuestForm(forms.Form):
    """Somebody without an account."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=150)
    email = forms.EmailField(label=gettext_lazy("Mail address"))
    language = forms.ChoiceField(label=gettext_lazy("Language of the letter"), choices=settings.LANGUAGES)


class GuestReviewerForm(GuestForm):
    """Somebody without an account who is asked for a review."""

    due_on = DueField()


class SignOffForm(GuestForm):
    """An office that is asked to stand behind the case."""

    office = forms.CharField(label=gettext_lazy("Office or organisation"), max_length=150)
    field_order = ["office", "name", "email", "language"]


class DueForm(forms.Form):
    """A new due date."""

    due_on = DueField()


class ArchiveForm(forms.Form):
    """Why a case is taken off the library."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Public: it stands at the address of the case, and in the letter to the city."),
    )


class DecisionForm(forms.Form):
    """A letter and what goes with it, as the outcome needs it. `kind`: an outcome, or "return"."""

    letter = forms.CharField(
        label=gettext_lazy("Letter to the city"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 9}),
        help_text=gettext_lazy("In the mail, and above the case on the city’s desk."),
    )
    reason = forms.CharField(
        label=Decision._meta.get_field("reason").verbose_name,
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
    )
    publish_at = forms.DateTimeField(
        label=gettext_lazy("Publish at"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=gettext_lazy("Leave empty to publish at once."),
    )
    shared = forms.TypedMultipleChoiceField(
        label=gettext_lazy("The city may read"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    round = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32_000)
    reviews_seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32_000)

    def __init__(self, *args, kind: str, reviews, enough: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        asks = kind in ("return", Outcome.MINOR, Outcome.MAJOR)
        if asks:
            limit = ChangeRequest._meta.get_field("text").max_length
            for section in SECTIONS:
                self.fields[section.code] = forms.CharField(
                    label=section.title, required=False, max_length=limit, widget=forms.Textarea({"rows": 2})
                )
        if kind != Outcome.ACCEPT:
            del self.fields["publish_at"]
        if kind == "return" or not reviews:
            del self.fields["shared"]
        else:
            self.fields["shared"].choices = [(each.pk, each.assignment.name) for each in reviews]
            self.fields["shared"].initial = [each.pk for each in reviews]
            self.fields["shared"].help_text = _(
                "Comments and the text to the city, without the name. Scores are not shown."
            )
        if kind == "return" or enough:
            del self.fields["reason"]
        else:
            self.fields["reason"].required = True
            self.fields["reason"].label = _("Why you decide with fewer than two reviews")
            self.fields["reason"].help_text = _("For the editors’ record; the city does not see it.")
        if kind in (Outcome.MINOR, Outcome.MAJOR, Outcome.DECLINE):
            self.fields["letter"].required = True
        self.asking = [self[section.code] for section in SECTIONS] if asks else []

    @property
    def requests(self) -> dict[str, str]:
        """What was asked, by section."""
        return {field.name: self.cleaned_data[field.name] for field in self.asking}

    def clean_publish_at(self):
        moment = self.cleaned_data["publish_at"]
        if moment and moment <= timezone.now():
            raise forms.ValidationError(_("This time has passed. Leave it empty to publish at once."))
        if moment and moment > timezone.now() + LONGEST:
            raise forms.ValidationError(_("Choose a time within a year."))
        return moment

    def clean(self):
        given = super().clean()
        if self.kind == "return" and not self.errors and not any(self.requests.values()):
            raise forms.ValidationError(
                _("Ask for something in at least one section: the city needs to know what to do.")
            )
        return given
