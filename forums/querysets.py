"""Questions asked of the network's events."""

import datetime

from wagtail.models import Page, PageManager

from core.querysets import BasePageQuerySet


class ForumEditionPageQuerySet(BasePageQuerySet):
    """Events in one language or another, each once."""

    def one_per_event(self, locale):
        """Each event once: in this locale where it has it, else in its first published language. Two queries."""
        # Sorted here: to give them in an order of the base table, SQLite would read every page of the site.
        rows = self.order_by().values_list("translation_key", "pk", "locale_id")
        chosen: dict = {}
        for key, pk, locale_id in sorted(rows, key=lambda row: row[2]):
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


class ForumSessionPageQuerySet(BasePageQuerySet):
    """Sessions in one language or another."""

    def for_theme(self, codes):
        """Sessions that belong to one of these themes."""
        return self.filter(session_theme__code__in=codes)

    def for_topic(self, code):
        """Sessions that took up this topic."""
        return self.filter(pk__in=self.model.objects.filter(topics__term__code=code).values("pk"))

    def one_per_session(self, language_code):
        """Each session once: in this language where it has it, else in its first. Two queries."""
        rows = self.order_by().values_list("translation_key", "pk", "locale_id", "locale__language_code")
        chosen: dict = {}
        for key, pk, _locale, language in sorted(rows, key=lambda row: row[2]):
            if language == language_code or key not in chosen:
                chosen[key] = pk
        return self.model.objects.filter(pk__in=chosen.values()).select_related("locale").order_by("code")

    def with_edition_titles(self):
        """The sessions as a list, each with `edition_title`. Two queries."""
        sessions = list(self)
        paths = {session.path[: -self.model.steplen] for session in sessions}
        titles = dict(Page.objects.filter(path__in=paths).values_list("path", "title"))
        for session in sessions:
            session.edition_title = titles.get(session.path[: -self.model.steplen], "")
        return sessions


ForumSessionPageManager = PageManager.from_queryset(ForumSessionPageQuerySet)
