"""Writes an imported case's pages: new or again, live or as a draft, always with a revision."""

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.signals import page_published

from policies.models import CaseStudyPage


def write_new(page, parent, published: bool) -> None:
    """Adds a new page, live or as a draft, with its first revision.

    What is published is written live at once, and announced as publishing announces it: going through a draft would
    write and read every row three times (2 records a second instead of 5, measured).
    """
    page.live, page.has_unpublished_changes = published, not published
    if published:
        page.last_published_at = timezone.now()
        page.first_published_at = page.first_published_at or page.last_published_at
    parent.refresh_from_db()
    parent.add_child(instance=page)
    revision = page.save_revision(clean=False)
    if published:
        page.live_revision, page.has_unpublished_changes = revision, False
        Page.objects.filter(pk=page.pk).update(live_revision=revision, has_unpublished_changes=False)
        log(instance=page, action="wagtail.publish", revision=revision)
        page_published.send(sender=CaseStudyPage, instance=page, revision=revision)


def write_again(page, published: bool) -> None:
    """Saves a page that exists with a new revision, and publishes or unpublishes it."""
    first_published_at = page.first_published_at
    page.live = CaseStudyPage.objects.filter(pk=page.pk, live=True).exists()
    page.has_unpublished_changes = not published
    if page.live and not published:
        page.unpublish()
    if published:
        page.save_revision(clean=False).publish()
        page.refresh_from_db()
    else:
        page.save(clean=False)
        page.save_revision(clean=False)
    if first_published_at and page.first_published_at != first_published_at:
        CaseStudyPage.objects.filter(pk=page.pk).update(first_published_at=first_published_at)


def refresh_file_keys(page) -> None:
    """Gives the rows the keys of files that had none yet when they were set."""
    for row in page.images.all():
        row.image = row.image
    for row in page.files.all():
        row.document = row.document
