"""The facts of a city: one language-neutral record with its names per language (docs/decisions/0005)."""

from babel import Locale
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import get_language, gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.search import index

from cities.querysets import CityQuerySet
from core.fields import CodeField
from core.languages import language_choices
from taxonomy.links import terms_of
from taxonomy.models import label_in
from taxonomy.panels import TermPanel


class City(index.Indexed, ClusterableModel):
    """A city whose policies the library holds, or that takes part in the network's events."""

    code = CodeField(
        _("code"), unique=True, help_text=_("Used in addresses and files; never changes. For example: seoul.")
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", _("Write the country as two capital letters (ISO 3166), e.g. KR."))],
        help_text=_("Two capital letters (ISO 3166), for example KR."),
    )
    region = models.ForeignKey(
        "taxonomy.Term",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=terms_of("region"),
        verbose_name=_("region"),
    )
    latitude = models.DecimalField(
        _("latitude"), max_digits=7, decimal_places=4, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=7, decimal_places=4, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    population_band = models.ForeignKey(
        "taxonomy.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to=terms_of("population-band"),
        verbose_name=_("population"),
    )
    site = models.URLField(_("official site"), blank=True)

    objects = CityQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("country"), TermPanel("region")]),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude"), TermPanel("population_band")]),
        FieldPanel("site"),
        InlinePanel("names", heading=_("Names"), label=_("Name"), min_num=1),
    ]
    search_fields = [
        index.AutocompleteField("code"),
        index.RelatedFields("names", [index.AutocompleteField("name"), index.SearchField("alternatives")]),
    ]

    class Meta:
        ordering = ["code"]
        verbose_name = _("city")
        verbose_name_plural = _("cities")

    def __str__(self):
        return self.name

    @property
    def name(self):
        """The city's name in the active language, else in English, else its code."""
        return self.name_in(get_language())

    def name_in(self, language):
        return label_in(self.names.all(), language, "name") or self.code

    @property
    def country_name(self):
        """The country's name in the active language (CLDR)."""
        return country_name(self.country, get_language())


class CityName(models.Model):
    """What a city is called in one language, and what else people call it."""

    city = ParentalKey(City, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    name = models.CharField(_("name"), max_length=80)
    alternatives = models.TextField(
        _("other names"), blank=True, help_text=_("Other names people search for, one a line.")
    )

    class Meta:
        unique_together = [("city", "language")]

    def __str__(self):
        return self.name

    @property
    def alternative_names(self):
        return [line.strip() for line in self.alternatives.splitlines() if line.strip()]


def country_name(code, language):
    """A country's name in a language (CLDR, by Babel); the code itself when CLDR has none."""
    return Locale.parse(language or settings.LANGUAGE_CODE).territories.get(code, code)
