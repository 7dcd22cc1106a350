"""Which city is a member of the network, of what kind, and since when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import PartialDateField


class Kind(models.TextChoices):
    """The two kinds of membership."""

    REGULAR = "regular", _("Regular member")
    PRELIMINARY = "preliminary", _("Preliminary member")


class MembershipQuerySet(models.QuerySet):
    def current(self):
        """Memberships that have not ended."""
        return self.filter(ended="")


class Membership(models.Model):
    """A city's membership of one kind over a time; a change of kind ends one and begins another."""

    city = models.ForeignKey(
        "cities.City", on_delete=models.PROTECT, related_name="memberships", verbose_name=_("city")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    since = PartialDateField(_("since"), blank=True, help_text=_("As exactly as it is known: 2019, 2019-12."))
    ended = PartialDateField(_("until"), blank=True, help_text=_("Only when it has ended."))
    source = models.CharField(
        _("source"), max_length=200, blank=True, help_text=_("Where this is written: a resolution, a letter.")
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["city"], condition=models.Q(ended=""), name="one_membership_at_a_time")
        ]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")

    def __str__(self):
        return f"{self.city}: {self.get_kind_display()}"
