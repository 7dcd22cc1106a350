"""Which page of a family of translations is the original."""

from dataclasses import dataclass

from wagtail.models import Page

from core.models import BasePage


@dataclass(frozen=True)
class Family:
    """The versions of one page. `original` and `versions` are of their own class, as they are in the database."""

    original: BasePage
    versions: dict[int, BasePage]  # {locale's key: page}, without the original


def family_of(page: Page) -> Family | None:
    """The family a page belongs to; None for pages that are not ours. Two queries, and one for each class."""
    if not issubclass(page.specific_class or Page, BasePage):
        return None
    pages = Page.objects.filter(translation_key=page.translation_key, alias_of=None).select_related("locale")
    members = list(pages.order_by("pk").specific())
    if not members:
        return None
    original = _original(members)
    return Family(original, {each.locale_id: each for each in members if each.pk != original.pk})


def _original(members: list) -> BasePage:
    """The one a case names as its original language; of other pages the one that was there first."""
    named = getattr(members[0], "original_language", "")
    return next((page for page in members if page.locale.language_code == named), members[0])
