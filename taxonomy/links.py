"""How a page carries terms: an inline through model, the only kind of link that follows a page into its translations
on create, change and clear (docs/decisions/0004)."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Orderable

from taxonomy.models import Term


def terms_of(scheme_code):
    """Limits a foreign key's choices to the active terms of one vocabulary."""
    return {"scheme__code": scheme_code, "is_retired": False}


def load_terms(owners: Iterable[tuple[models.Model, str]]) -> None:
    """Loads the terms that foreign keys point at, given as (object, field name), with their broader terms and labels.

    Two queries, whatever the number of objects and vocabularies.
    """
    pairs = [(owner, name, getattr(owner, f"{name}_id")) for owner, name in owners]
    ids = {term_id for _owner, _name, term_id in pairs if term_id is not None}
    wanted = models.Q(pk__in=ids) | models.Q(children__pk__in=ids)
    terms = {term.pk: term for term in Term.objects.filter(wanted).distinct()}
    for term in terms.values():
        if term.parent_id in terms:
            term.parent = terms[term.parent_id]
    for owner, name, term_id in pairs:
        if term_id in terms:
            setattr(owner, name, terms[term_id])


class TermLink(Orderable):
    """Base of `<Page><Thing>` models. A subclass adds a ParentalKey named `page` and names its vocabulary."""

    scheme_code = ""
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+", verbose_name=_("term"))

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self):
        return str(self.term)
