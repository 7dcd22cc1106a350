"""A city's page in one language, and the index of cities."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.fields import ProseField
from core.models import BasePage
from core.navigation import url_for_reader


class CityIndexPage(BasePage):
    """All cities of the library, on a map and in a list."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["cities.CityPage"]
    max_count_per_parent = 1
    page_description = _("All cities, on a map and in a list.")
    template = "cities/city_index_page.html"

    introduction = ProseField(_("introduction"), max_length=500, blank=True, help_text=_("Shown above the map."))

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("city index")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {"cities": city_pages(self)}


def city_pages(index_page):
    """The published city pages of an index with their city's facts, by name: a fixed number of queries."""
    pages = (
        CityPage.objects.directly_below(index_page)
        .published()
        .select_related("locale", "city__region", "city__population_band")
        .prefetch_related("city__names", "city__region__labels", "city__population_band__labels")
    )
    return sorted(pages, key=lambda page: page.title)


def city_urls(cities, request):
    """`{city id: address of its page for the reader}` for the cities that have a published page. Two queries."""
    pages = CityPage.objects.published().filter(city__in=cities).select_related("locale")
    return {page.city_id: url_for_reader(page.get_url(request)) for page in pages}


class CityPage(BasePage):
    """What a city is and does for decent work; its facts come from the city record."""

    parent_page_types = ["cities.CityIndexPage"]
    subpage_types: list[str] = []
    page_description = _("A city: its facts, cases and part in the network.")
    template = "cities/city_page.html"

    city = models.ForeignKey(
        "cities.City",
        on_delete=models.PROTECT,
        null=True,
        related_name="pages",
        verbose_name=_("city"),
        help_text=_("The record that holds the city's facts."),
    )
    introduction = ProseField(
        _("introduction"),
        max_length=1500,
        blank=True,
        help_text=_("The city as a maker of labour policy: its powers, its way of governing, what it is known for."),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("city"), FieldPanel("introduction")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("city", overridable=False),
    ]

    class Meta:
        verbose_name = _("city page")
