"""What the desk hears of Wagtail, and what Wagtail need not say because the desk does."""

from wagtail.models import WorkflowState
from wagtail.signals import page_published, page_unpublished, workflow_approved, workflow_rejected, workflow_submitted

WAGTAIL_LETTERS = (
    (workflow_submitted, "workflow_state_submitted_email_notification"),
    (workflow_rejected, "workflow_state_rejected_email_notification"),
    (workflow_approved, "workflow_state_approved_email_notification"),
)


def connect() -> None:
    from policies.models import CaseStudyPage

    page_published.connect(_published, sender=CaseStudyPage, dispatch_uid="editorial-published")
    page_unpublished.connect(_unpublished, sender=CaseStudyPage, dispatch_uid="editorial-unpublished")
    for signal, uid in WAGTAIL_LETTERS:  # they go out beside ours, and say "rejected" for a request (wagtail.admin.mail)
        signal.disconnect(sender=WorkflowState, dispatch_uid=uid)


def _published(instance, revision=None, **_kwargs):
    from editorial.reviewing.decisions import published

    published(instance, user=revision.user if revision else None)


def _unpublished(instance, **_kwargs):
    from editorial.reviewing.decisions import unpublished

    unpublished(instance)
