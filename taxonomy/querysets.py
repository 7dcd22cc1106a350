"""Questions asked of the vocabularies."""

from django.db import models


class TermQuerySet(models.QuerySet):
    """Terms with the labels they are nearly always wanted with."""

    def in_scheme(self, code):
        return self.filter(scheme__code=code)

    def active(self):
        """Terms offered for new cases."""
        return self.filter(is_retired=False)

    def with_labels(self):
        """Terms with all their labels: two queries whatever their number."""
        return self.prefetch_related("labels")

    def top_level(self):
        return self.filter(parent=None)
