"""Links that let somebody do one thing without an account, until a day or until they are taken back."""

import secrets
from typing import Any, Self

from django.core import signing
from django.db import models
from django.utils import timezone


def new_secret() -> str:
    return secrets.token_urlsafe(12)


def signer_of(model: type[models.Model]) -> signing.Signer:
    """Salted with the model: a link opens nothing of another kind."""
    return signing.Signer(salt=f"link.{model._meta.label_lower}", sep=".")


class SignedLinkQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Those whose link works."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def for_token(self, token: str) -> Any | None:
        """What a link belongs to, in whatever state it is; None when nobody here made the link."""
        try:
            number, secret = signer_of(self.model).unsign(token).split("~", 1)
            return self.filter(pk=int(number), secret=secret).first()
        except (signing.BadSignature, ValueError, OverflowError):
            return None


class SignedLink(models.Model):
    """The holder of a link. Its token is the row's number and secret, signed with the site's key: every letter can name
    it again, and who reads the database alone cannot make it."""

    secret = models.CharField(max_length=32, default=new_secret, editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = SignedLinkQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def token(self) -> str:
        return signer_of(type(self)).sign(f"{self.pk}~{self.secret}")

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def state(self) -> str:
        """`open`, `revoked` or `expired`."""
        if self.revoked_at:
            return "revoked"
        return "open" if self.is_open else "expired"
