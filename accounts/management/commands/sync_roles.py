from django.core.management.base import BaseCommand

from accounts.roles import ROLES, sync_roles


class Command(BaseCommand):
    """Brings the groups and their permissions level with `accounts/roles.py`. Repeatable."""

    help = "Give each role's group the permissions it lacks. Safe to repeat; what an administrator added stays."

    def handle(self, **options):
        sync_roles()
        self.stdout.write(f"Roles ready: {', '.join(role.name for role in ROLES.values())}.")
