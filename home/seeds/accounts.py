"""The demo's accounts, one for each role that works in the admin. Made by the demo only, never by `setup_site`."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

DEMO_PASSWORD = "decent-work-2019"  # noqa: S105 - printed by `make demo`
ACCOUNTS = {"admin": None, "editor": "Editors", "translator": "Translators"}


def seed_accounts() -> list[tuple[str, str]]:
    """Creates the accounts and returns them as (user name, role)."""
    return [(_account(name, group).username, group or "Administrators") for name, group in ACCOUNTS.items()]


def _account(name: str, group: str | None):
    user, created = get_user_model().objects.get_or_create(
        username=name, defaults={"email": f"{name}@dwcn.example", "is_superuser": group is None, "is_staff": False}
    )
    if created:
        user.set_password(DEMO_PASSWORD)
        user.save()
    if group:
        user.groups.set([Group.objects.get(name=group)])
    return user
