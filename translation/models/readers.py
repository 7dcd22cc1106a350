"""What readers would like to read: counted, without a trace of who they are."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReaderRequest(models.Model):
    """A reader asked for a translation. Who it was is a keyed hash of that day, blanked the day after: it lets one
    visitor count once a day, and says nothing more."""

    version = models.ForeignKey("translation.LanguageVersion", on_delete=models.CASCADE, related_name="reader_requests")
    asked_on = models.DateField()
    visitor = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "asked_on", "visitor"], condition=~models.Q(visitor=""), name="asked_once_a_day"
            )
        ]
        verbose_name = _("readers' request")
        verbose_name_plural = _("readers' requests")

    def __str__(self):
        return f"{self.version_id} {self.asked_on}"


class PageReads(models.Model):
    """How often a page (a family of translations) was opened on a day under one language's address."""

    key = models.UUIDField()
    language = models.CharField(max_length=10)
    day = models.DateField()
    reads = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day", "key"]
        constraints = [models.UniqueConstraint(fields=["key", "language", "day"], name="reads_once_a_day")]
        verbose_name = _("reads of a page")
        verbose_name_plural = _("reads of pages")

    def __str__(self):
        return f"{self.key} {self.language} {self.day}: {self.reads}"
