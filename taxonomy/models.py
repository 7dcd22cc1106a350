"""Controlled vocabularies in the shape of SKOS: a scheme holds terms, a term has one label set per language.

Terms are language-neutral, so facets, counts and reports agree across languages (docs/decisions/0002).
"""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language, gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from core.fields import CodeField
from core.languages import language_choices
from taxonomy.querysets import TermManager


class Scheme(ClusterableModel):
    """A vocabulary: a set of terms that answer one question about a case, such as its policy instruments."""

    code = CodeField(_("code"), unique=True, help_text=_("Used in addresses and files; never changes."))
    source = models.CharField(_("source"), max_length=255, blank=True, help_text=_("Where the vocabulary comes from."))

    panels = [FieldPanel("code", read_only=True), FieldPanel("source"), InlinePanel("labels", label=_("Names"))]

    class Meta:
        ordering = ["code"]
        verbose_name = _("vocabulary")
        verbose_name_plural = _("vocabularies")

    def __str__(self):
        return label_in(self.labels.all(), get_language()) or self.code


class SchemeLabel(models.Model):
    """The name of a vocabulary in one language."""

    scheme = ParentalKey(Scheme, on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    label = models.CharField(_("name"), max_length=80)

    class Meta:
        unique_together = [("scheme", "language")]

    def __str__(self):
        return self.label


class Term(index.Indexed, ClusterableModel):
    """A concept of a vocabulary. Its code never changes; its labels may. A used term is retired, not deleted."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="terms", verbose_name=_("vocabulary"))
    code = CodeField(_("code"), help_text=_("Used in addresses and files; never changes."))
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("broader term"),
    )
    uri = models.URLField(_("address of the concept elsewhere"), blank=True)
    sort_order = models.PositiveIntegerField(_("order"), default=0)
    is_retired = models.BooleanField(
        _("retired"), default=False, help_text=_("Kept where it is used, but no longer offered for new cases.")
    )

    objects: TermManager = TermManager()

    panels = [
        MultiFieldPanel(
            [FieldPanel("scheme"), FieldPanel("code"), FieldPanel("parent"), FieldPanel("uri")], heading=_("Term")
        ),
        MultiFieldPanel([FieldPanel("sort_order"), FieldPanel("is_retired")], heading=_("Use")),
        InlinePanel("labels", heading=_("Labels"), label=_("Label"), min_num=1),
    ]
    search_fields = [
        index.AutocompleteField("code"),
        index.RelatedFields("labels", [index.AutocompleteField("label"), index.SearchField("alternatives")]),
        index.FilterField("scheme"),
    ]

    class Meta:
        ordering = ["scheme__code", "sort_order"]
        unique_together = [("scheme", "code")]
        verbose_name = _("term")
        verbose_name_plural = _("terms")

    def __str__(self):
        return self.label

    @property
    def label(self):
        """The preferred label in the active language, else in English, else the code."""
        return self.label_in(get_language())

    def label_in(self, language):
        return label_in(self.labels.all(), language) or self.code

    @property
    def scope(self):
        """The scope note in the active language, else in English."""
        return label_in(self.labels.all(), get_language(), "scope_note")


class TermLabel(models.Model):
    """What a term is called in one language, what else people call it, and what it covers."""

    term = ParentalKey(Term, on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    label = models.CharField(_("label"), max_length=160)
    alternatives = models.TextField(
        _("alternative labels"),
        blank=True,
        help_text=_("What people really search for, one a line. Search treats each as equal to the label."),
    )
    scope_note = models.TextField(_("scope note"), blank=True, help_text=_("What belongs here, and what does not."))

    class Meta:
        unique_together = [("term", "language")]
        verbose_name = _("label")
        verbose_name_plural = _("labels")

    def __str__(self):
        return self.label

    @property
    def alternative_labels(self):
        """The alternative labels as a list, without blank lines."""
        return [line.strip() for line in self.alternatives.splitlines() if line.strip()]


def label_in(rows, language, attribute="label"):
    """One attribute of the row in this language, else in the default language, else an empty string."""
    texts = {row.language: getattr(row, attribute) for row in rows}
    return texts.get(language) or texts.get(settings.LANGUAGE_CODE) or ""
