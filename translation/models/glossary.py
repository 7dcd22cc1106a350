"""What the editors have agreed to call something, where no vocabulary has it."""

from django.db import models
from django.utils.translation import get_language, gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel

from core.languages import language_choices


class GlossaryEntry(ClusterableModel):
    """An expression and what it is in other languages. The vocabularies' terms need none."""

    note = models.TextField(_("note"), max_length=500, blank=True, help_text=_("For translators: when it is used."))

    panels = [
        InlinePanel("texts", heading=_("In the languages"), label=_("Expression"), min_num=2),
        FieldPanel("note"),
    ]

    class Meta:
        ordering = ["pk"]
        verbose_name = _("glossary entry")
        verbose_name_plural = _("glossary")

    def __str__(self):
        texts = {row.language: row.text for row in self.texts.all()}
        return texts.get(get_language() or "") or next(iter(texts.values()), "")


class GlossaryText(models.Model):
    """The expression in one language."""

    entry = ParentalKey(GlossaryEntry, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    text = models.CharField(_("expression"), max_length=160)
    alternatives = models.TextField(
        _("also allowed"), blank=True, help_text=_("Other forms of it, one a line: the check takes each.")
    )

    panels = [FieldPanel("language"), FieldPanel("text"), FieldPanel("alternatives")]

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "language"], name="glossary_text_once")]
        verbose_name = _("expression")
        verbose_name_plural = _("expressions")

    def __str__(self):
        return self.text

    @property
    def forms(self) -> tuple[str, ...]:
        """The expression and what else is allowed."""
        return (self.text, *(line.strip() for line in self.alternatives.splitlines() if line.strip()))
