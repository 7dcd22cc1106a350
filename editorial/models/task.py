"""The one step of Wagtail's workflow that a submitted case passes: the editors' decision."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from editorial.models.submission import Submission


class CaseReviewTask(AbstractGroupApprovalTask):
    """Holds the workflow until the editors have decided on their desk, which then approves, rejects or cancels it."""

    class Meta:
        verbose_name = _("check of a case")
        verbose_name_plural = _("checks of cases")

    def get_actions(self, obj, user):
        if not (user.is_superuser or self._user_in_groups(user)):
            return []
        return [("decide", _("Save, and go to the desk"), False)]

    def on_action(self, task_state, user, action_name, **kwargs):
        """Leads to the desk, where everything is decided; the answer is its address."""
        submission = Submission.objects.get(case=task_state.workflow_state.object_id)
        return reverse("cases:edit", args=[submission.pk])

    @classmethod
    def get_description(cls):
        return _(
            "Editors decide on their desk: they return the case to its city, have it reviewed, accept or decline it."
        )
