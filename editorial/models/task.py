"""The one step of Wagtail's workflow that a submitted case passes: the editors' check."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask


class CaseReviewTask(AbstractGroupApprovalTask):
    """Editors check the case: they return it with a request to each section, or accept and publish it."""

    class Meta:
        verbose_name = _("check of a case")
        verbose_name_plural = _("checks of cases")

    def get_actions(self, obj, user):
        if not (user.is_superuser or self._user_in_groups(user)):
            return []
        return [
            ("reject", _("Return with requests"), True),
            ("approve", _("Accept and publish"), False),
        ]

    def get_form_for_action(self, action):
        from editorial.reviewing.forms import RequestsForm

        return RequestsForm if action == "reject" else super().get_form_for_action(action)

    def on_action(self, task_state, user, action_name, **kwargs):
        """Does it through the desk, so that the timeline, the city and Wagtail's workflow agree."""
        from editorial.reviewing import decisions

        case = task_state.workflow_state.content_object
        if action_name == "reject":
            return decisions.return_case(case, user, **kwargs)
        if action_name == "approve":
            return decisions.accept_case(case, user)
        return None

    @classmethod
    def get_description(cls):
        return _("Editors return the case to its city with requests, or accept and publish it.")
