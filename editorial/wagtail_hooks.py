"""The secretariat's side of the desk in the admin: the cases with their states, each with its timeline and messages."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from editorial.models import Submission
from editorial.states import ACTIONS, State
from editorial.submissions import coach, writing
from editorial.submissions.differences import differences
from editorial.submissions.labels import label_of
from editorial.submissions.sections import BY_CODE
from editorial.submissions.similar import similar_cases
from editorial.submissions.steps import MessageForm


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for code, action in ACTIONS.items():
        actions.register_action(f"editorial.{code}", action.label, action.label)


def _title(submission):
    return submission.case.draft_title or submission.case.title


def _changed(submission):
    return date_format(timezone.localtime(submission.changed_at), "DATE_FORMAT")


class CasesView(IndexView):
    """Cases on the desk; drafts that were never submitted are their city's own affair."""

    def get_base_queryset(self):
        return super().get_base_queryset().exclude(state=State.DRAFT, round=0).with_case()


class CaseView(EditView):
    """One case: where it stands, what it lacks, what changed, its timeline; and a message to its city."""

    template_name = "editorial/admin/case.html"

    def get_queryset(self):
        return super().get_queryset().exclude(state=State.DRAFT, round=0).with_case()

    def get_context_data(self, **kwargs):
        submission = self.object
        case = writing.draft_of(submission)
        requests = submission.requests.select_related("answered_by")
        return super().get_context_data(
            **{"message_form": MessageForm(initial={"key": uuid4().hex})} | kwargs,
            submission=submission,
            case=case,
            found=[(label_of(one.name), one) for one in coach.blocking(submission, case)],
            alike=[] if case.live else similar_cases(submission, case),
            differences=differences(submission) if submission.is_update else [],
            asked=[(each, BY_CODE[each.section].title) for each in requests if each.section in BY_CODE],
            steps=submission.steps.select_related("by"),
            editor_url=reverse("wagtailadmin_pages:edit", args=[case.pk]),
            preview_url=reverse("wagtailadmin_pages:view_draft", args=[case.pk]),
            is_with_us=submission.state in ACTIONS["return"].states,
        )

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        form = MessageForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("The message was empty or longer than 3,000 characters; it has not been sent."))
            return self.render_to_response(self.get_context_data(message_form=form))
        writing.send_message(request.user, self.object, **form.cleaned_data, by_editor=True)
        messages.success(request, _("Your message has been sent."))
        return redirect(request.path)


class CasesViewSet(ModelViewSet):
    """For the secretariat."""

    model = Submission
    icon = "folder-open-inverse"
    menu_label = gettext_lazy("Cities’ cases")
    menu_name = "submissions"  # made of the label it would begin with “cities”, which the admin then shows as open too
    menu_order = 240
    add_to_admin_menu = True
    index_view_class = CasesView
    edit_view_class = CaseView
    inspect_view_enabled = False
    copy_view_enabled = False
    edit_handler = ObjectList([FieldPanel("state", read_only=True)])
    list_filter = ["state", "city"]
    list_display = [
        TitleColumn("title", label=gettext_lazy("Case"), accessor=_title, url_name="cases:edit"),
        Column("city", label=gettext_lazy("City")),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column("round", label=gettext_lazy("Round"), sort_key="round"),
        Column("changed", label=gettext_lazy("Last changed"), accessor=_changed, sort_key="changed_at"),
    ]
    search_fields = ["case__title", "case__draft_title", "case__record_id"]


@hooks.register("register_admin_viewset")
def register_cases():
    return CasesViewSet("cases", url_prefix="cases")
