"""What is the same in every language follows the original at once: figures, dates, terms, links. Words never do.

wagtail-localize carries it only when somebody presses "sync", and publishes untranslated text with it.
"""

import logging
from collections.abc import Iterable

from django.db.models import ManyToOneRel, Model, prefetch_related_objects
from modelcluster.fields import ParentalKey
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from core.models import BasePage
from core.publication import PublicationRefused

log = logging.getLogger(__name__)


def follow(original: BasePage, versions: Iterable[BasePage]) -> None:
    """Publishes the original's facts in its published translations (specific, as in the database). A query for each
    kind of row, and what publishing costs for each translation that differs."""
    published = [page for page in versions if page.live]
    if not published:
        return
    prefetch_related_objects([original, *published], *_relations(type(original)))
    for page in published:
        draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
        if take_over(original, page):
            try:
                page.save_revision(clean=False, changed=False).publish()
            except PublicationRefused:
                log.warning("The facts of “%s” could not follow its original.", page.title, exc_info=True)
            if draft is not None:  # it stays the latest
                take_over(original, draft)
                draft.save_revision(clean=False)


def take_over(original: BasePage, page: BasePage) -> bool:
    """Gives a page in memory the original's facts; whether that changed anything. Rows whose words a translator has
    to write are neither added nor taken away: their section is outdated, and approving it brings them."""
    changed = False
    for each in get_translatable_fields(type(original)):
        field = each.get_field(type(original))
        if _is_relation(field):
            take = _take_over_words_rows if _has_words(field) else _take_over_rows
            changed |= take(original, page, field.get_accessor_name())
        elif isinstance(each, SynchronizedField):
            changed |= _take_over_value(original, page, field)
    return changed


def _take_over_value(source: Model, target: Model, field) -> bool:
    if getattr(source, field.attname) == getattr(target, field.attname):
        return False
    setattr(target, field.attname, getattr(source, field.attname))
    return True


def _take_over_rows(original, page, name: str) -> bool:
    if _content(original, name) == _content(page, name):
        return False
    original.copy_child_relation(name, page)
    return True


def _take_over_words_rows(original, page, name: str) -> bool:
    """Of rows with words in them: only the facts of those that are in both."""
    known = {row.translation_key: row for row in getattr(original, name).all()}
    rows = list(getattr(page, name).all())
    changed = False
    for row in rows:
        source = known.get(row.translation_key)
        if source is not None:
            for each in get_translatable_fields(type(row)):
                if isinstance(each, SynchronizedField):
                    changed |= _take_over_value(source, row, each.get_field(type(row)))
    if changed:
        getattr(page, name).set(rows)
    return changed


def _content(page, name: str) -> list[tuple]:
    rows = getattr(page, name).all()
    fields = [field for field in rows.model._meta.concrete_fields if not isinstance(field, ParentalKey)]
    return [tuple(getattr(row, field.attname) for field in fields if not field.primary_key) for row in rows]


def _relations(page_class: type[BasePage]) -> list[str]:
    fields = [each.get_field(page_class) for each in get_translatable_fields(page_class)]
    return [field.get_accessor_name() for field in fields if _is_relation(field)]


def _is_relation(field) -> bool:
    return isinstance(field, ManyToOneRel) and isinstance(field.remote_field, ParentalKey)


def _has_words(field) -> bool:
    return issubclass(field.related_model, TranslatableMixin)
