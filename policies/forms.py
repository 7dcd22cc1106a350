"""The admin form of a case study: vocabularies as check boxes, kept as inline rows."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.forms import GuardedPageForm
from policies.rules import MAX_TITLE
from taxonomy.models import Term

TERM_FIELDS = {
    "pillars": "pillar",
    "instruments": "instrument",
    "worker_groups": "worker-group",
    "sectors": "sector",
    "conventions": "convention",
    "transfer_conditions": "transfer-condition",
}


class TermsField(forms.ModelMultipleChoiceField):
    """Check boxes over the active terms of one vocabulary."""

    def __init__(self, **kwargs):
        super().__init__(Term.objects.none(), widget=forms.CheckboxSelectMultiple, required=False, **kwargs)


class CaseStudyForm(GuardedPageForm):
    """Turns ticked terms into the page's inline rows, in the vocabulary's order, and back."""

    pillars_terms = TermsField(help_text=_("Which parts of the Decent Work Agenda it serves."))
    instruments_terms = TermsField(help_text=_("By what means the city acts."))
    worker_groups_terms = TermsField(help_text=_("For whom it was made."))
    sectors_terms = TermsField()
    conventions_terms = TermsField()
    transfer_conditions_terms = TermsField(help_text=_("Tick what the policy cannot do without."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "title" in self.fields:
            self.fields["title"].widget.attrs["maxlength"] = MAX_TITLE
            self.fields["title"].help_text = _("With its scope and place, for example: A living wage for Seoul.")
        for name, scheme_code in TERM_FIELDS.items():
            if field := self.fields.get(f"{name}_terms"):
                used = [link.term_id for link in getattr(self.instance, name).all()]
                offered = Q(is_retired=False) | Q(pk__in=used)
                field.queryset = Term.objects.in_scheme(scheme_code).filter(offered)
                self.initial[f"{name}_terms"] = used

    def save(self, commit=True):
        for name in TERM_FIELDS:
            if f"{name}_terms" in self.cleaned_data:
                self._set_terms(name, self.cleaned_data[f"{name}_terms"])
        return super().save(commit=commit)

    def _set_terms(self, name, terms):
        rows = getattr(self.instance, name)
        kept = {link.term_id: link for link in rows.all()}
        links = [kept.get(term.pk) or rows.model(term=term) for term in terms]
        for order, link in enumerate(links):
            link.sort_order = order
        rows.set(links)
