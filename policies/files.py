"""Who may read an uploaded file, be it a document or an image.

Anyone may while a published page uses it, of whatever type. What a page uses is taken from Wagtail's index of
references, which is brought level with every save of a page (core.models) and knows the live text, not its drafts: a
file of a draft, or of a draft of a page that is live, is used by nothing here. Whether the page is published is asked
of the page itself, at each request.

A file that is not public may be read by the staff who work with files, by readers of a page that is restricted to
them, and by whom a higher app lets read it with `register_file_reader`. For all others it does not exist.
"""

from collections.abc import Callable
from typing import Any

from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from accounts.middleware import lacks_second_factor
from core.querysets import BasePageQuerySet

Item = Document | Image
Reader = Callable[[Any, Item], bool]  # of the request
_readers: list[Reader] = []


def register_file_reader(reader: Reader) -> None:
    """Registers `reader(request, document or image) -> bool`, asked about what is not public; once.

    Whoever one reader says yes to may read the file.
    """
    if reader not in _readers:
        _readers.append(reader)


def is_public(item: Item) -> bool:
    """Whether anyone may read it. Four queries at most."""
    return _pages_using(item).published().exists() and not item.collection.get_view_restrictions().exists()


def may_read(request, item: Item) -> bool:
    """Whether this person may read what is not public."""
    user = request.user
    if any(reader(request, item) for reader in _readers):
        return True
    return user.is_authenticated and (_is_staff_for(user, item) or _is_shown_to(request, item))


def _pages_using(item) -> BasePageQuerySet:
    """Aliases left out: they show what their source shows, and are as private as it is, wherever they stand."""
    content_type = ReferenceIndex._get_base_content_type(Page)
    uses = ReferenceIndex.get_references_to(item).filter(base_content_type=content_type)
    pages = [int(page) for page in uses.values_list("object_id", flat=True)]
    return BasePageQuerySet(Page).filter(pk__in=pages, alias_of=None)


def _is_staff_for(user, item) -> bool:
    """As in the admin: with its second factor, and the permission to choose or change the file."""
    if not user.has_perm("wagtailadmin.access_admin") or lacks_second_factor(user):
        return False
    policy = policy_registry.get_by_type(type(item))
    return policy.user_has_any_permission_for_instance(user, {"choose", "change"}, item)


def _is_shown_to(request, item) -> bool:
    """A live page that uses it is restricted to people of whom this is one."""
    if not _accepted(request, item.collection.get_view_restrictions()):
        return False
    return any(_accepted(request, page.get_view_restrictions()) for page in _pages_using(item).live())


def _accepted(request, restrictions) -> bool:
    return all(restriction.accept_request(request) for restriction in restrictions)
