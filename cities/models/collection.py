"""The collection of a city: where Wagtail keeps what its officers upload."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cities.models.city import City


class CityCollection(models.Model):
    """Says which collection is which city's; it is made with the city's first upload (`cities.files`).

    What it holds is private because nothing published uses it, not because of where it lies: an editor may rename the
    collection, and takes a file from its city by moving it to another.
    """

    city = models.OneToOneField(City, on_delete=models.CASCADE, related_name="collection_link", verbose_name=_("city"))
    collection = models.OneToOneField(
        "wagtailcore.Collection", on_delete=models.CASCADE, related_name="city_link", verbose_name=_("collection")
    )

    class Meta:
        verbose_name = _("collection of a city")
        verbose_name_plural = _("collections of cities")

    def __str__(self):
        return self.collection.name
