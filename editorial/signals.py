"""What the desk hears of Wagtail, and what Wagtail need not say because the desk does."""

from wagtail.admin import signal_handlers as wagtail_letters
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    page_unpublished,
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

LETTERS = (
    (
        task_submitted,
        TaskState,
        "group_approval_task_submitted_email_notification",
        wagtail_letters.task_submission_email_notifier,
    ),
    (
        workflow_submitted,
        WorkflowState,
        "workflow_state_submitted_email_notification",
        wagtail_letters.workflow_submission_email_notifier,
    ),
    (
        workflow_rejected,
        WorkflowState,
        "workflow_state_rejected_email_notification",
        wagtail_letters.workflow_rejection_email_notifier,
    ),
    (
        workflow_approved,
        WorkflowState,
        "workflow_state_approved_email_notification",
        wagtail_letters.workflow_approval_email_notifier,
    ),
)


def connect() -> None:
    from policies.models import CaseStudyPage

    page_published.connect(_published, sender=CaseStudyPage, dispatch_uid="editorial-published")
    page_unpublished.connect(_unpublished, sender=CaseStudyPage, dispatch_uid="editorial-unpublished")
    for signal, sender, uid, letter in LETTERS:
        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(_unless_of_a_case(letter), sender=sender, dispatch_uid=f"editorial-{uid}", weak=False)


def _unless_of_a_case(letter):
    """Wagtail's letter, but not about cases: it would come beside ours, and calls a request a rejection."""

    def send(instance, **kwargs):
        from editorial.models import CaseReviewTask

        task_state = instance if isinstance(instance, TaskState) else instance.current_task_state
        if task_state is None or not isinstance(task_state.task.specific, CaseReviewTask):
            letter(instance=instance, **kwargs)

    return send


def _published(instance, revision=None, **_kwargs):
    from editorial.reviewing.decisions import published

    published(instance, user=revision.user if revision else None)


def _unpublished(instance, **_kwargs):
    from editorial.publication.archiving import unpublished

    unpublished(instance)
