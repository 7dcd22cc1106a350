"""Who may do what in the admin: the groups an installation begins with, as data."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page


@dataclass(frozen=True)
class Role:
    """A group of the admin: what it may do with records (`app.codename`), and with every page (codenames)."""

    name: str
    permissions: tuple[str, ...]
    pages: tuple[str, ...]


ADMIN, TRANSLATE = "wagtailadmin.access_admin", "wagtail_localize.submit_translation"
ROLES = (
    Role(
        "Editors",  # the secretariat; images and documents come with Wagtail's own permissions of this group
        permissions=(
            ADMIN,
            TRANSLATE,
            *(f"taxonomy.{action}_{model}" for model in ("scheme", "term") for action in ("add", "change", "delete")),
            *(f"cities.{action}_city" for action in ("add", "change", "delete")),
        ),
        pages=("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    ),
    Role("Translators", permissions=(ADMIN, TRANSLATE), pages=("change_page",)),  # they publish nothing
)


def ensure_roles() -> None:
    """Creates the groups and gives them what they lack; what an administrator has added stays. Repeatable."""
    root = Page.get_first_root_node()
    for role in ROLES:
        group, _created = Group.objects.get_or_create(name=role.name)
        group.permissions.add(*(_permission(name) for name in role.permissions))
        for codename in role.pages:
            permission = _permission(f"wagtailcore.{codename}")
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)
