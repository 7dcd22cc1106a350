"""A page in a language that is not its own: how it compares with the original, and who works on it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from translation.models.readers import PageReads, ReaderRequest
from translation.states import Origin, State, Work

READ_LATELY = timedelta(days=90)


def read_lately() -> Coalesce:
    """How often a version's page was opened in any language in the last 90 days, for `annotate`."""
    reads = PageReads.objects.filter(
        key=models.OuterRef("original__translation_key"), day__gt=timezone.localdate() - READ_LATELY
    )
    total = reads.order_by().values("key").annotate(total=models.Sum("reads")).values("total")
    return Coalesce(models.Subquery(total), 0)


class LanguageVersionQuerySet(models.QuerySet):
    def with_pages(self):
        """With what a list shows of each: one query."""
        return self.select_related("original__locale", "locale", "page", "assignee")

    def with_readers(self):
        """With `readers`, the number of requests, and `reads` of the page in any language in the last 90 days."""
        requests = ReaderRequest.objects.filter(version=models.OuterRef("pk")).order_by().values("version")
        counted = requests.annotate(total=models.Count("pk")).values("total")
        return self.annotate(readers=Coalesce(models.Subquery(counted), 0), reads=read_lately())

    def in_languages(self, languages):
        """Those of some languages (codes): the scope of a translator."""
        return self.filter(locale__language_code__in=languages)

    def open(self):
        """Those whose original the public can read: nothing else is translated."""
        return self.filter(original__live=True)


class LanguageVersion(models.Model):
    """One cell of the board. Made for every published page and every language but its own, and kept level with the
    text of both by `translation.debt`, whoever changed it and by whichever door."""

    original = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="language_versions")
    locale = models.ForeignKey(
        "wagtailcore.Locale", on_delete=models.CASCADE, related_name="+", verbose_name=_("language")
    )
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.SET_NULL, null=True, related_name="+")
    work = models.CharField(max_length=10, choices=Work, default=Work.NONE, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NOT_ASKED)
    approved = models.JSONField(
        default=dict,
        help_text=(
            "What a person has approved: {section: {'source': [digest of each passage of the original then],"
            " 'target': digest of the translation, 'origin': translation.states.Origin}}."
        ),
    )
    outdated_sections = models.JSONField(default=list, help_text="Names of fields and relations, in their order.")
    outdated_since = models.DateTimeField(null=True)
    words_to_do = models.PositiveIntegerField(_("words to do"), default=0)
    approved_at = models.DateTimeField(_("approved"), null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("translator"),
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    objects = LanguageVersionQuerySet.as_manager()

    class Meta:
        ordering = ["original", "locale"]
        constraints = [models.UniqueConstraint(fields=["original", "locale"], name="language_version_once")]
        indexes = [models.Index(fields=["state", "locale"])]
        verbose_name = _("translation")
        verbose_name_plural = _("translations")

    def __str__(self):
        return f"{self.original.title} ({self.locale.language_code})"

    @property
    def language(self) -> str:
        """Code of the language it is in."""
        return self.locale.language_code

    @property
    def is_published(self) -> bool:
        return self.page is not None and self.page.live

    @property
    def is_outdated(self) -> bool:
        """Whether what the public reads no longer says what the original says."""
        return bool(self.outdated_sections)

    @property
    def is_late(self) -> bool:
        return bool(self.work and self.due_on and self.due_on < timezone.localdate())

    def origin_of(self, section: str) -> Origin:
        """Who stands behind a section of what is published."""
        return Origin(self.approved.get(section, {}).get("origin", Origin.PEOPLE))
