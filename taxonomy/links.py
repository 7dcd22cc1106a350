"""How a page carries terms: an inline through model, the only kind of link that follows a page into its translations
on create, change and clear (docs/decisions/0004)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Orderable

from taxonomy.models import Term


def terms_of(scheme_code):
    """Limits a foreign key's choices to the active terms of one vocabulary."""
    return {"scheme__code": scheme_code, "is_retired": False}


class TermLink(Orderable):
    """Base of `<Page><Thing>` models. A subclass adds a ParentalKey named `page` and names its vocabulary."""

    scheme_code = ""
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+", verbose_name=_("term"))

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self):
        return str(self.term)
