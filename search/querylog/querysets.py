"""Questions asked of the counts of searches."""

from datetime import timedelta

from django.db import models
from django.db.models import Exists, Max, OuterRef, Q, Sum
from django.utils import timezone


class QueryCountQuerySet(models.QuerySet):
    """Rows of days; `totals` and what follows it are dictionaries, one for each language and words."""

    def last_days(self, number):
        """Today and the days before it, `number` in all."""
        return self.filter(day__gt=timezone.localdate() - timedelta(days=number))

    def like(self, count):
        """The rows of the same words in the same language."""
        return self.filter(language=count.language, words=count.words)

    def settled_in(self, rows):
        """Those whose words are settled in one of `rows`."""
        return self.filter(_is_settled_in(rows))

    def settled(self):
        """Those whose words an editor has settled, on whichever day."""
        return self.settled_in(self.model.objects.all())

    def unsettled(self):
        return self.exclude(_is_settled_in(self.model.objects.all()))

    def totals(self):
        """`{language, words, typed_as, times, times_missed, times_opened, last_day, row}`; `row` is the id of one."""
        return self.values("language", "words").annotate(
            typed_as=Max("typed"),
            times=Sum("searches"),
            times_missed=Sum("missed"),
            times_opened=Sum("clicks"),
            last_day=Max("day"),
            row=Max("pk"),
        )

    def missed_queries(self):
        """Totals of what was not found, or not opened; what was not found first, the most frequent first."""
        found = self.totals().filter(Q(times_missed__gt=0) | Q(times_opened=0))
        return found.order_by("-times_missed", "-times", "language", "words")


def _is_settled_in(rows):
    return Exists(rows.filter(is_settled=True, language=OuterRef("language"), words=OuterRef("words")))


QueryCountManager = models.Manager.from_queryset(QueryCountQuerySet)
