"""What translation hears: a page that goes live, goes off, or is deleted; a label that is written."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from taxonomy.models import Term, TermLabel


def connect() -> None:
    """Called once, when the app is ready."""
    page_published.connect(_published, dispatch_uid="translation-published")
    page_unpublished.connect(_unpublished, dispatch_uid="translation-unpublished")
    post_save.connect(_label_written, sender=TermLabel, dispatch_uid="translation-label")
    post_delete.connect(_deleted, sender=Page, dispatch_uid="translation-deleted")


def _published(instance, **_kwargs):
    from translation import debt, work

    if instance.live:  # Wagtail says of a scheduled page, too, that it was published
        outdated = debt.bring_level(instance, facts_follow=True)
        work.original_changed(instance, outdated)


def _unpublished(instance, **_kwargs):
    from translation import debt

    debt.bring_level(instance, is_leaving=True)  # Wagtail takes a page off before it deletes it


def _deleted(instance, **_kwargs):
    from translation import debt

    transaction.on_commit(lambda: debt.bring_level(instance))  # the rest of its branch is gone by then, too


def _label_written(instance, **_kwargs):
    from translation import labels

    # a form writes a term's labels one by one: they are compared when all are written
    transaction.on_commit(lambda: labels.bring_labels_level(Term.objects.filter(pk=instance.term_id)))
