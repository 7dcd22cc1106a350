"""Which languages a translator translates into: a group for each, which may change pages of that language's tree only.

What a member of such a group may do with a page is narrowed further by `core.permissions`: to its translations.
"""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from accounts.roles import EDITOR, ROLES, TRANSLATOR

HOME_DEPTH = 2  # the home pages of the languages stand side by side below the root


def group_name(language: str) -> str:
    """The name of the group that translates into a language (its code)."""
    return f"{ROLES[TRANSLATOR].name} ({language})"


def sync_language_groups() -> None:
    """Creates a group for each language that has a home page. Repeatable."""
    may_change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    for home in Page.objects.filter(depth=HOME_DEPTH).select_related("locale"):
        group, _created = Group.objects.get_or_create(name=group_name(home.locale.language_code))
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=may_change)


def languages_of(user) -> list[str]:
    """Codes of the languages a person may translate into, in the library's order: an editor into all. One query."""
    every = [code for code, _name in settings.LANGUAGES]
    if user.is_superuser:
        return every
    groups = set(user.groups.values_list("name", flat=True))
    if ROLES[EDITOR].name in groups:
        return every
    return [code for code in every if group_name(code) in groups] if ROLES[TRANSLATOR].name in groups else []


def grant(user, languages: Iterable[str]) -> None:
    """Lets a translator translate into these languages and no others."""
    every = [group_name(code) for code, _name in settings.LANGUAGES]
    wanted = [group_name(code) for code in languages]
    user.groups.remove(*Group.objects.filter(name__in=set(every) - set(wanted)))
    user.groups.add(*Group.objects.filter(name__in=wanted))


def translators_into(language: str):
    """Everyone who translates into a language and can sign in."""
    everyone = get_user_model().objects.filter(is_active=True).select_related("profile")
    return everyone.filter(groups__name=ROLES[TRANSLATOR].name).filter(groups__name=group_name(language))
