"""Wagtail's workflow for case studies: one thin step, kept level by `sync_workflow`."""

from django.db import transaction
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from accounts.roles import EDITOR, group_of
from editorial.models import CaseReviewTask
from policies.models import PolicyIndexPage

NAME = "Case studies"


def sync_workflow() -> Workflow:
    """Creates the workflow with its step, and lays it over the library in every language. Repeatable."""
    with transaction.atomic():
        workflow, _created = Workflow.objects.get_or_create(name=NAME)
        task = CaseReviewTask.objects.filter(name=NAME).first() or CaseReviewTask.objects.create(name=NAME)
        task.groups.add(group_of(EDITOR))
        WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
        for index in PolicyIndexPage.objects.all():
            WorkflowPage.objects.get_or_create(page=index.page_ptr, defaults={"workflow": workflow})
        return workflow


def case_workflow() -> Workflow:
    """The workflow a submitted case enters."""
    return Workflow.objects.filter(name=NAME, active=True).first() or sync_workflow()
