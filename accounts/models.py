"""People beside Django's user: what they act for and how they are written to; and the invitations that bring them."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import ROLES
from core.languages import language_choices

VALID_FOR = timedelta(days=14)


class Profile(models.Model):
    """What the library knows of a person: the city they act for, and the language they are written to in."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
    city = models.ForeignKey(
        "cities.City",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="officers",
        verbose_name=_("city"),
        help_text=_("The city this person acts for."),
    )
    language = models.CharField(_("language"), max_length=10, choices=language_choices, default="en")
    daily_letter = models.BooleanField(
        _("one letter a day"),
        default=False,
        help_text=_("What happens in a day comes in one letter, instead of a letter each."),
    )

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    def __str__(self):
        return self.user.get_full_name() or self.user.get_username()


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """Those that can still be accepted."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def for_token(self, token: str):
        """The invitation a link belongs to, in whatever state it is."""
        return self.filter(token_hash=hashed(token))


class Invitation(models.Model):
    """A letter that lets one person make an account, once, within a fortnight.

    Only a hash of the link's token is kept: who reads the database cannot accept an invitation.
    """

    email = models.EmailField(_("mail address"))
    name = models.CharField(_("name"), max_length=150, blank=True, help_text=_("As the letter addresses them."))
    role = models.CharField(
        _("role"), max_length=20, choices=[(role.code, role.label) for role in ROLES.values()], default="contributor"
    )
    city = models.ForeignKey(
        "cities.City",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("city"),
        help_text=_("For a city officer: the city they will act for."),
    )
    language = models.CharField(
        _("language"), max_length=10, choices=language_choices, default="en", help_text=_("Of the letter.")
    )
    translates_into = models.JSONField(
        _("translates into"), default=list, blank=True, help_text=_("For a translator: which languages.")
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False, default="")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="invitations_sent",
        verbose_name=_("invited by"),
    )
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    expires_at = models.DateTimeField(_("valid until"), editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="invitations"
    )
    revoked_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-expires_at"]

    def __str__(self):
        return self.email

    @property
    def is_open(self) -> bool:
        """Whether it can still be accepted."""
        return not self.accepted_at and not self.revoked_at and self.expires_at > timezone.now()

    @property
    def state(self) -> str:
        """One of `accepted`, `revoked`, `expired`, `open`."""
        if self.accepted_at:
            return "accepted"
        if self.revoked_at:
            return "revoked"
        return "open" if self.is_open else "expired"

    def renew_token(self) -> str:
        """A new link, valid from now; the one before is dead. Returns the token, which is kept nowhere."""
        token = secrets.token_urlsafe(32)
        self.token_hash, self.expires_at = hashed(token), timezone.now() + VALID_FOR
        return token


def people_with(role: str):
    """Everyone with a role who can sign in; the administrators where nobody has it yet."""
    everyone = get_user_model().objects.filter(is_active=True).select_related("profile").distinct()
    people = everyone.filter(groups__name=ROLES[role].name)
    return people if people.exists() else everyone.filter(is_superuser=True)


def hashed(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
