"""A case after its publication: each version that was public, and the yearly question whether it is still true."""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.links import SignedLink
from editorial.models.submission import Submission


class PublishedVersion(models.Model):
    """A text of a case as the public read it, and how it came there. Revisions may be purged; this stays."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True, help_text="The public updating note: what changed, and why.")
    submitted_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True, help_text="When the last review came in.")
    reviewers = models.PositiveSmallIntegerField(default=0)
    content = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="published_version_once")]

    def __str__(self):
        return f"{self.submission_id}: {self.number}"

    @property
    def case(self) -> Any:
        """The case as it was then."""
        return self.submission.case.with_content_json(self.content)


class Confirmation(SignedLink):
    """The city was asked whether a case is still true; whoever has the link answers, once."""

    class Answer(models.TextChoices):
        """What the city said."""

        RUNNING = "running", _("Still running")
        CHANGED = "changed", _("Changed")
        ENDED = "ended", _("Ended")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="confirmations")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-asked_at"]
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")

    def __str__(self):
        return f"{self.submission_id}: {self.answer or self.state}"
