"""One case for the secretariat: where it stands, what it lacks, who reviews it and what they say, its timeline."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.views.generic import EditView

from editorial.desk.doors import on_the_desk
from editorial.desk.forms import CareForm
from editorial.desk.queue import name_of
from editorial.models import Outcome, Review
from editorial.reviewing.comparing import side_by_side
from editorial.reviewing.since import since_last_round
from editorial.states import AT_THE_EDITORS, may
from editorial.submissions import coach, writing
from editorial.submissions.differences import differences
from editorial.submissions.labels import label_of
from editorial.submissions.sections import BY_CODE
from editorial.submissions.similar import similar_cases
from editorial.submissions.steps import MessageForm
from editorial.timeline import happened

DECISIONS = ("return", *Outcome.values)


class CaseView(EditView):
    """Shows a case; a POST writes to its city, or says who looks after it. What is decided has screens of its own."""

    template_name = "editorial/admin/case.html"

    def get_queryset(self):
        return on_the_desk(super().get_queryset()).with_case().select_related("editor")

    def get_context_data(self, **kwargs):
        submission = self.object
        case = writing.draft_of(submission)
        requests = submission.requests.select_related("answered_by")
        known = {"message_form": MessageForm(initial={"key": uuid4().hex}), "care_form": CareForm(instance=submission)}
        return super().get_context_data(
            **known | kwargs,
            submission=submission,
            case=case,
            found=[(label_of(one.name), one) for one in coach.blocking(submission, case)],
            alike=[] if case.live else similar_cases(submission, case),
            differences=differences(submission) if submission.is_update else [],
            asked=[(each, BY_CODE[each.section].title) for each in requests if each.section in BY_CODE],
            steps=submission.steps.select_related("by"),
            editor_url=reverse("wagtailadmin_pages:edit", args=[case.pk]),
            preview_url=reverse("wagtailadmin_pages:view_draft", args=[case.pk]),
            is_with_us=submission.state in AT_THE_EDITORS,
            may_archive=may("archive", submission.state),
            decisions=[(code, decision_labels()[code]) for code in DECISIONS if may(code, submission.state)],
            rounds=self._rounds(submission),
            taken=submission.decisions.select_related("by"),
        )

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        if request.POST.get("action") == "care":
            return self._take_care(request)
        form = MessageForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("The message was empty or longer than 3,000 characters; it has not been sent."))
            return self.render_to_response(self.get_context_data(message_form=form))
        writing.send_message(request.user, self.object, **form.cleaned_data, by_editor=True)
        messages.success(request, _("Your message has been sent."))
        return redirect(request.path)

    def _rounds(self, submission):
        """[(round, assignments, sign-offs, reviews side by side, what changed before it), …], the latest first."""
        readable = Review.objects.readable_by(self.request.user)
        rounds = submission.rounds.select_related("form").order_by("-number")
        return [
            (
                each,
                each.assignments.select_related("reviewer", "guest"),
                each.sign_offs.select_related("guest"),
                side_by_side(each, readable),
                since_last_round(each),
            )
            for each in rounds.prefetch_related("form__criteria")
        ]

    def _take_care(self, request):
        form = CareForm(request.POST, instance=self.get_object())
        if not form.is_valid():
            messages.error(request, _("Nothing has changed: see what is marked below."))
            return self.render_to_response(self.get_context_data(care_form=form))
        if form.has_changed():
            submission = form.save(commit=False)
            submission.save(update_fields=["editor", "due_on"])
            said = (name_of(submission.editor), submission.due_on)
            note = " · ".join(str(each) for each in said if each)
            happened(submission, "assigned", request.user, note=note, by_editor=True)
            messages.success(request, _("Saved."))
        return redirect(request.path)


def decision_labels() -> dict[str, str]:
    return {"return": _("Return with requests"), **{code: str(label) for code, label in Outcome.choices}}
