"""Who may do what: the roles as data, each a group with its permissions, kept level by `sync_roles`."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupPagePermission, Page


@dataclass(frozen=True)
class Role:
    """A group: what it may do with records (`app.codename`) and with every page (codenames).

    Who has a role without `ADMIN` among its permissions is refused by the admin. `of_a_city`: its people act for one
    city. `home`: the name of the address where they work. `invited_by`: the codes of the roles that may invite to it,
    besides administrators; who acts for a city invites to that city only.
    """

    code: str
    name: str
    label: str | Promise
    permissions: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    of_a_city: bool = False
    home: str = "account"
    invited_by: tuple[str, ...] = ("editor",)


ADMIN, TRANSLATE = "wagtailadmin.access_admin", "wagtail_localize.submit_translation"
CONTRIBUTOR, REVIEWER, EDITOR, TRANSLATOR = "contributor", "reviewer", "editor", "translator"
ROLES = {
    role.code: role
    for role in (
        Role(
            CONTRIBUTOR,
            "Contributors",
            _("City officer"),
            of_a_city=True,
            home="desk",
            invited_by=("editor", "contributor"),
        ),
        Role(REVIEWER, "Reviewers", _("Reviewer"), home="reviews"),
        Role(
            EDITOR,
            "Editors",  # the secretariat; images and documents come with Wagtail's own permissions of this group
            _("Editor"),
            permissions=(
                ADMIN,
                TRANSLATE,
                *(f"taxonomy.{action}_{name}" for name in ("scheme", "term") for action in ("add", "change", "delete")),
                *(f"cities.{action}_city" for action in ("add", "change", "delete")),
                *(f"accounts.{action}_invitation" for action in ("add", "change", "view")),
                *(f"accounts.{action}_profile" for action in ("change", "view")),
                *(f"network.{action}_application" for action in ("change", "view")),
                *(f"network.{a}_{name}" for name in ("prospect", "membership") for a in ("add", "change", "delete")),
                *(f"editorial.{action}_submission" for action in ("change", "view")),
                *(f"editorial.{action}_reviewerprofile" for action in ("add", "change")),
                *(f"editorial.{action}_lettertemplate" for action in ("add", "change")),
                *(f"translation.{action}_languageversion" for action in ("change", "view")),
                *(f"translation.{action}_glossaryentry" for action in ("add", "change", "delete", "view")),
            ),
            pages=("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
            invited_by=(),
        ),
        Role(  # they publish nothing; which pages they change: accounts.languages
            TRANSLATOR,
            "Translators",
            _("Translator"),
            permissions=(ADMIN, "translation.view_languageversion", "translation.view_glossaryentry"),
        ),
    )
}


def sync_roles() -> None:
    """Creates the groups and gives them what they lack; what an administrator has added stays. Repeatable."""
    root = Page.get_first_root_node()
    with transaction.atomic():
        for role in ROLES.values():
            group, _created = Group.objects.get_or_create(name=role.name)
            group.permissions.add(*(_permission(name) for name in role.permissions))
            for codename in role.pages:
                permission = _permission(f"wagtailcore.{codename}")
                GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def group_of(role: str) -> Group:
    """The group of a role. Raises Group.DoesNotExist before `sync_roles` has run."""
    return Group.objects.get(name=ROLES[role].name)


def roles_of(user) -> list[Role]:
    """The roles a person has, in the order they are listed above. One query."""
    names = set(user.groups.values_list("name", flat=True))
    return [role for role in ROLES.values() if role.name in names]


def may_invite_to(user) -> list[Role]:
    """The roles this person may invite to: an administrator to all, the others to what `invited_by` says."""
    if user.is_superuser:
        return list(ROLES.values())
    own = {role.code for role in roles_of(user)}
    return [role for role in ROLES.values() if own.intersection(role.invited_by)]


def _permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)
