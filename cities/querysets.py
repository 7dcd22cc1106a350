"""Questions asked of the cities."""

from django.db import models


class CityQuerySet(models.QuerySet):
    """Cities with what is nearly always shown with them."""

    def with_names(self):
        """Cities with their names, region and population band: five queries whatever their number."""
        return self.select_related("region", "population_band").prefetch_related(
            "names", "region__labels", "population_band__labels"
        )
