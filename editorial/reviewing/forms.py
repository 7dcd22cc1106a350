"""What a reviewer writes: whether they take it on, comments and scores, what they know about; and a sign-off."""

from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy

from core.fields import ProseFormField
from editorial.models import Criterion, Review, ReviewerProfile, SignOff
from editorial.models.review import HIGHEST_SCORE
from editorial.reviewing.reviews import Answers
from editorial.submissions.sections import SECTIONS
from taxonomy.models import Term

LONGEST_COMMENT, LONGEST_REASON, LONGEST_TEXT, LONGEST_DRAFT = 3000, 1000, 3000, 100_000


class LimitedField(ProseFormField):
    """An optional text that counts while one writes. Only what is submitted has to keep to the limit."""

    def __init__(self, *, limit: int, rows: int, **kwargs):
        super().__init__(required=False, max_length=LONGEST_DRAFT, widget=forms.Textarea({"rows": rows}), **kwargs)
        self.widget.attrs.pop("maxlength", None)
        self.limit = limit

    def to_python(self, value):
        return super().to_python(value).replace("\x00", "")  # which PostgreSQL cannot keep


class RecordsField(forms.ModelMultipleChoiceField):
    """Several records by their numbers; one that no database can hold is told, as any that is not there."""

    def clean(self, value):
        try:
            return super().clean(value)
        except OverflowError as error:
            raise forms.ValidationError(_("Choose from the list.")) from error


class RefuseForm(forms.Form):
    """Why not; a conflict of interest is a reason of its own."""

    has_conflict = forms.BooleanField(
        label=gettext_lazy(
            "I have a conflict of interest: I work for the city, advise it, or am close to it otherwise."
        ),
        required=False,
    )
    reason = ProseFormField(
        label=gettext_lazy("Why you decline"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("A sentence is enough. The editors read it; the city does not."),
        error_messages={
            "required": gettext_lazy("Say in a sentence why, so that the editors know whom to ask instead.")
        },
    )


class ReviewForm(forms.Form):
    """Comments by section, a score and a reason for each criterion, a text to the city and one to the editors."""

    base = forms.CharField(required=False, widget=forms.HiddenInput)
    summary = LimitedField(
        label=gettext_lazy("To the city"),
        limit=LONGEST_TEXT,
        rows=5,
        help_text=gettext_lazy("What is good, and what should change. The city reads it without your name."),
    )
    confidential = LimitedField(
        label=gettext_lazy("To the editors only"),
        limit=LONGEST_TEXT,
        rows=3,
    )

    def __init__(self, *args, criteria: list[Criterion], is_final: bool = False, **kwargs):
        """`is_final`: to be submitted, so every criterion needs its score, and limits count. `is_readable`, once it is
        checked, says whether all of it can be kept as it was typed."""
        super().__init__(*args, **kwargs)
        self.criteria, self._is_final = criteria, is_final
        for section in SECTIONS:
            label = _("Your comment on this section")
            self.fields[f"comment_{section.code}"] = LimitedField(label=label, limit=LONGEST_COMMENT, rows=2)
        for criterion in criteria:
            wording = criterion.wording
            self.fields[f"score_{criterion.code}"] = forms.TypedChoiceField(
                label=wording.title,
                help_text=wording.question,
                required=False,
                coerce=int,
                empty_value=None,
                choices=[(score, f"{score} · {anchor}") for score, anchor in enumerate(wording.anchors)],
                widget=forms.RadioSelect,
            )
            label = _("Why this score")
            self.fields[f"reason_{criterion.code}"] = LimitedField(label=label, limit=LONGEST_REASON, rows=2)

    @classmethod
    def initial_of(cls, review: Review | None, mark: str) -> dict:
        """What the form begins with over what has been saved."""
        if review is None:
            return {"base": mark}
        known = {"base": mark, "summary": review.summary, "confidential": review.confidential}
        known |= {f"comment_{code}": text for code, text in review.comments.items()}
        for score in review.scores.select_related("criterion"):
            known |= {f"score_{score.criterion.code}": score.score, f"reason_{score.criterion.code}": score.reason}
        return known

    def clean(self):
        given = super().clean()
        self.is_readable, self._typed = not self.errors, dict(given)
        if self._is_final:
            for name, field in self.fields.items():
                text = given.get(name)
                if isinstance(field, LimitedField) and text and len(text) > field.limit:
                    cure = _("Shorten this to {limit} characters; it now has {count}.")
                    self.add_error(name, cure.format(limit=field.limit, count=len(text)))
                if name.startswith("score_") and text is None and name not in self.errors:
                    self.add_error(name, _("Choose the score whose description fits best."))
        return given

    @property
    def answers(self) -> Answers:
        """What was written, as far as it can be read; longer than a limit allows, if it is."""
        given = self._typed
        comments = {each.code: text for each in SECTIONS if (text := given.get(f"comment_{each.code}", ""))}
        scores = {
            each.code: (score, reason)
            for each in self.criteria
            for score, reason in [(given.get(f"score_{each.code}"), given.get(f"reason_{each.code}", ""))]
            if score is not None or reason
        }
        return Answers(comments, given.get("summary", ""), given.get("confidential", ""), scores)

    @cached_property
    def scored(self) -> list[tuple]:
        """(criterion, bound field of the score, bound field of the reason)."""
        return [(each, self[f"score_{each.code}"], self[f"reason_{each.code}"]) for each in self.criteria]

    @property
    def highest(self) -> int:
        return HIGHEST_SCORE


class AboutMeForm(forms.ModelForm):
    """What a reviewer knows about, reads, and cannot judge."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=ReviewerProfile._meta.get_field("languages").help_text,
    )

    class Meta:
        model = ReviewerProfile
        fields = ["themes", "languages", "conflicts", "away_until"]
        field_classes = {"themes": RecordsField, "conflicts": RecordsField}
        widgets = {
            "themes": forms.CheckboxSelectMultiple,
            "conflicts": forms.CheckboxSelectMultiple,
            "away_until": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = Term.objects.in_scheme("theme").active().order_by("sort_order")
        self.fields["conflicts"].queryset = self.fields["conflicts"].queryset.with_names()
        self.fields["conflicts"].choices = sorted(
            ((city.pk, city.name) for city in self.fields["conflicts"].queryset), key=lambda pair: pair[1]
        )


class SignOffAnswerForm(forms.ModelForm):
    """Approves, or comments."""

    class Meta:
        model = SignOff
        fields = ["answer", "comment"]
        widgets = {"answer": forms.RadioSelect, "comment": forms.Textarea({"rows": 5})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True
        self.fields["answer"].choices = [
            (SignOff.Answer.APPROVED, _("We stand behind this case as it is.")),
            (SignOff.Answer.COMMENTED, _("We have something to say before it is published.")),
        ]

    def clean(self):
        given = super().clean()
        if given.get("answer") == SignOff.Answer.COMMENTED and not given.get("comment", "").strip():
            self.add_error("comment", _("Write what the editors should know."))
        return given
