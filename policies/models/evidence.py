"""What a case study stands on: indicators, partners, law, references, images and files."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from core.fields import PartialDateField
from policies.models.case_study import term_field
from policies.models.links import case_key
from taxonomy.links import terms_of


class CaseStudyIndicator(TranslatableMixin, Orderable):
    """A measured figure: where it stood before, where it stands, in what unit, when and by whose count."""

    page = case_key("indicators")
    name = models.CharField(_("indicator"), max_length=160)
    baseline = models.DecimalField(_("before"), max_digits=18, decimal_places=4, null=True, blank=True)
    baseline_date = PartialDateField(_("date of the earlier figure"), blank=True)
    value = models.DecimalField(_("after"), max_digits=18, decimal_places=4)
    date = PartialDateField(_("date"))
    unit = models.ForeignKey(
        "taxonomy.Term",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=terms_of("unit"),
        verbose_name=_("unit"),
    )
    source = models.CharField(_("source"), max_length=200)

    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in ("baseline", "baseline_date", "value", "date", "unit", "source")
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("indicator")


class CaseStudyPartner(Orderable):
    """An organisation that carries the policy with the city, and what it brings."""

    page = case_key("partners")
    name = models.CharField(_("name"), max_length=160)
    support = term_field("support", _("kind of support"), null=False)
    url = models.URLField(_("link"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("partner")


class CaseStudyLegalLink(Orderable):
    """A law or ordinance the case rests on."""

    page = case_key("legal_links")
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("link"))

    class Meta(Orderable.Meta):
        verbose_name = _("law or ordinance")


class CaseStudyReference(Orderable):
    """A publication the case is drawn from."""

    page = case_key("references")
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    url = models.URLField(_("link"), blank=True, max_length=500)

    class Meta(Orderable.Meta):
        verbose_name = _("reference")


class CaseStudyImage(TranslatableMixin, Orderable):
    """A picture with its credit and what it shows, for those who cannot see it."""

    page = case_key("images")
    image = models.ForeignKey(
        "wagtailimages.Image", on_delete=models.PROTECT, related_name="+", verbose_name=_("image")
    )
    credit = models.CharField(_("credit"), max_length=200)
    alt = models.CharField(_("alternative text"), max_length=250, help_text=_("What the picture shows."))

    override_translatable_fields = [
        SynchronizedField("image", overridable=False),
        SynchronizedField("credit", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("image")


class CaseStudyFile(Orderable):
    """A document or a link that goes with the case."""

    page = case_key("files")
    title = models.CharField(_("title"), max_length=200)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("file"),
    )
    url = models.URLField(_("link"), blank=True, max_length=500)

    class Meta(Orderable.Meta):
        verbose_name = _("file or link")

    @property
    def address(self):
        """Where the reader gets it."""
        return self.document.url if self.document else self.url
