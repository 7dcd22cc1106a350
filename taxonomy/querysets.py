"""Questions asked of the vocabularies."""

from django.db import models


class TermQuerySet(models.QuerySet):
    """Terms of the vocabularies."""

    def in_scheme(self, code):
        return self.filter(scheme__code=code)

    def active(self):
        """Terms offered for new cases."""
        return self.filter(is_retired=False)

    def top_level(self):
        return self.filter(parent=None)


_Manager = models.Manager.from_queryset(TermQuerySet)


class TermManager(_Manager):
    """Terms always come with their labels: two queries whatever their number, also in a form's list of choices."""

    def get_queryset(self):
        return super().get_queryset().prefetch_related("labels")
