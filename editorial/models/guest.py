"""People asked for one thing who have no account: whom we write to, the link they come by, and what we wrote."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.languages import language_choices
from core.links import SignedLink


class Guest(SignedLink):
    """Somebody outside who is asked for one review, or one sign-off, and reads nothing else."""

    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("mail address"))
    language = models.CharField(_("language of the letters"), max_length=10, choices=language_choices, default="en")

    class Meta:
        verbose_name = _("guest")
        verbose_name_plural = _("guests")

    def __str__(self):
        return self.name

    def get_full_name(self) -> str:
        """As a user's."""
        return self.name


class GuestLetter(models.Model):
    """A letter to a guest. `key` names what it tells, so that it is told once; without `sent_at` it waits."""

    guest = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    facts = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["guest", "key"], name="guest_told_once")]

    def __str__(self):
        return f"{self.kind} {self.key}"
