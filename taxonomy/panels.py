"""How an editor chooses a term: a plain list of one vocabulary, narrower terms set in below their broader one."""

from django import forms
from wagtail.admin.panels import FieldPanel


class TermSelect(forms.Select):
    """A list of terms in the vocabulary's order, narrower ones marked."""

    def create_option(self, name, value, label, *args, **kwargs):
        term = getattr(value, "instance", None)
        if term is not None and term.parent_id:
            label = f"– {label}"
        return super().create_option(name, value, label, *args, **kwargs)


def TermPanel(field_name, **kwargs):
    """A panel for a foreign key to a term."""
    return FieldPanel(field_name, widget=TermSelect, **kwargs)
