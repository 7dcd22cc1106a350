"""A city the secretariat would like to invite."""

from django.core import signing
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import ProseField
from core.languages import language_choices
from network.countries import country_name

SALT = "network.prospect"


class Prospect(models.Model):
    """A city that might join, whom we know there, what was said, and what comes next."""

    city_name = models.CharField(_("city"), max_length=80)
    country = models.CharField(_("country"), max_length=2)
    contact_name = models.CharField(_("contact person"), max_length=150, blank=True)
    contact_email = models.EmailField(_("mail address"), blank=True)
    language = models.CharField(_("language of our letters"), max_length=10, choices=language_choices, default="en")
    notes = ProseField(_("notes"), max_length=4000, blank=True, help_text=_("Seen by the secretariat only."))
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_step_on = models.DateField(_("on"), null=True, blank=True)
    invited_at = models.DateTimeField(_("invited"), null=True, editable=False)
    closed = models.BooleanField(_("no longer pursued"), default=False)

    class Meta:
        ordering = ["closed", models.F("next_step_on").asc(nulls_last=True), "city_name"]
        verbose_name = _("prospect")
        verbose_name_plural = _("prospects")

    def __str__(self):
        return f"{self.city_name}, {country_name(self.country)}"

    @property
    def is_due(self) -> bool:
        """Whether the day of the next step has come."""
        return bool(self.next_step_on) and not self.closed and self.next_step_on <= timezone.localdate()

    @property
    def token(self) -> str:
        """What the link of their invitation carries."""
        return signing.dumps(self.pk, salt=SALT)

    @classmethod
    def for_token(cls, token: str) -> "Prospect | None":
        """The prospect a link belongs to, or None."""
        try:
            return cls.objects.filter(pk=signing.loads(token, salt=SALT), closed=False).first()
        except signing.BadSignature:
            return None
