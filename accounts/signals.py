"""Every user has a profile from the start, however the account was made."""

from django.contrib.auth import get_user_model
from django.db.models.signals import post_save

from accounts.models import Profile


def connect() -> None:
    post_save.connect(_give_profile, sender=get_user_model(), dispatch_uid="accounts-profile")


def _give_profile(instance, created, raw, **_kwargs):
    if created and not raw:
        Profile.objects.create(user=instance)
