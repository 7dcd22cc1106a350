"""A translation handed to the editors: the text as it was sent, what they said of it, and what came of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DeliveryQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(outcome=Delivery.Outcome.WAITING)


class Delivery(models.Model):
    """Frozen when it is sent. Approving publishes exactly this text, whatever the translator types meanwhile."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("waiting for approval")
        APPROVED = "approved", _("approved")
        RETURNED = "returned", _("returned")
        TAKEN_BACK = "taken-back", _("taken back")

    version = models.ForeignKey("translation.LanguageVersion", on_delete=models.CASCADE, related_name="deliveries")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+")
    passages = models.JSONField(
        help_text="[{'section', 'source', 'target', 'machine': whether no person has written it}, …] as sent."
    )
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    note = models.TextField(_("note to the editors"), max_length=2000, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(_("note to the translator"), max_length=2000, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=models.Q(outcome="waiting"), name="one_delivery_waits"
            )
        ]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")

    def __str__(self):
        return f"{self.version} {self.sent_at:%Y-%m-%d %H:%M}"

    @property
    def is_waiting(self) -> bool:
        return self.outcome == self.Outcome.WAITING


class Remark(models.Model):
    """What an editor says of one section of a delivery."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="remarks")
    section = models.CharField(max_length=60)
    text = models.TextField(max_length=2000)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["delivery", "section"], name="one_remark_a_section")]

    def __str__(self):
        return f"{self.section}: {self.text[:60]}"
