"""Questions asked of the network's events."""

import datetime

from wagtail.models import PageManager

from core.querysets import BasePageQuerySet


class ForumEditionPageQuerySet(BasePageQuerySet):
    """Events in one language or another, each once."""

    def one_per_event(self, locale):
        """Each event once: in this locale where it has it, else in its first published language. Two queries."""
        rows = self.values_list("translation_key", "pk", "locale_id").order_by("locale_id")
        chosen: dict = {}
        for key, pk, locale_id in rows:
            if locale_id == locale.pk or key not in chosen:
                chosen[key] = pk
        return self.model.objects.filter(pk__in=chosen.values()).select_related("locale")

    def by_date(self):
        return self.order_by("-starts")

    def coming(self):
        """Events whose last day is today or later, the nearest first."""
        return self.filter(ends__gte=datetime.date.today()).order_by("starts")

    def past(self):
        return self.filter(ends__lt=datetime.date.today()).order_by("-starts")


ForumEditionPageManager = PageManager.from_queryset(ForumEditionPageQuerySet)
