"""The city's desk: my city's cases, one case, one section, and what can be done with them."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from editorial.models import KeptAnswers, Submission
from editorial.publication import confirming
from editorial.states import ACTIONS, State, may
from editorial.submissions import coach, writing
from editorial.submissions.answers import Answers, posted_answers
from editorial.submissions.desk import case_of, cases_of
from editorial.submissions.differences import differences
from editorial.submissions.entering import CONFLICT, officers_only, taken_back, wants_json
from editorial.submissions.forms import SectionForm
from editorial.submissions.merging import marks_of, read_marks, written_marks
from editorial.submissions.previewing import render_preview
from editorial.submissions.reviewers_words import shared_reviews
from editorial.submissions.screens import conflict_screen, next_section, section_lines, section_screen
from editorial.submissions.sections import BY_CODE, SECTIONS, Section
from editorial.submissions.similar import Alike, similar_cases
from editorial.submissions.steps import AnswerForm, MessageForm, NewCaseForm, SubmitForm, WithdrawForm
from editorial.submissions.uploads import Refusals, take_files
from policies.models import CaseStudyPage

READ_WRITE = ["GET", "HEAD", "POST"]
AFTER_A_DECISION = (State.RETURNED, State.DECLINED, State.ACCEPTED, State.SUBMITTED, State.IN_REVIEW)


@require_GET
@officers_only
def desk(request: HttpRequest) -> HttpResponse:
    """My city's cases, those that wait for us first."""
    context = {"groups": cases_of(request.user), "city": request.user.profile.city}
    return render(request, "contribute/desk.html", context)


@require_http_methods(READ_WRITE)
@officers_only
def new_case(request: HttpRequest) -> HttpResponse:
    """A new case: in which language, called what, blank or from an earlier one."""
    own = Submission.objects.editable_by(request.user).with_case()
    initial = {"key": uuid4().hex, "language": get_language(), "copy_of": request.GET.get("from", "")}
    form = NewCaseForm(request.POST or taken_back(request), own=own, initial=initial)
    if request.method == "POST" and form.is_valid():
        submission = writing.start(request.user, **form.cleaned_data)
        return redirect("desk-section", submission.case.record_id, SECTIONS[0].code)
    return render(request, "contribute/new.html", {"form": form})


@require_GET
@officers_only
def case_overview(request: HttpRequest, record_id: str) -> HttpResponse:
    """Where a case stands, its sections with what they lack, and everything that happened to it."""
    submission = case_of(request.user, record_id)
    case = writing.draft_of(submission)
    found = coach.by_section(coach.findings(submission, case))
    writable = may("write", submission.state)
    return render(
        request,
        "contribute/case.html",
        {
            "submission": submission,
            "case": case,
            "sections": section_lines(submission, found),
            "lacking": sum(len(each) for each in found.values()),
            "alike": _alike(submission, case) if writable else [],
            "letter": writing.letter_of(submission),
            "steps": submission.steps.for_city().select_related("by"),
            "reviews": shared_reviews(submission) if submission.state in AFTER_A_DECISION else [],
            "message_form": MessageForm(initial={"key": uuid4().hex}),
            "may": {action: may(action, submission.state) for action in ACTIONS},
        },
    )


@require_http_methods(READ_WRITE)
@officers_only
def section(request: HttpRequest, record_id: str, code: str) -> HttpResponse:
    """One section to write. Saves over what is there unless a colleague changed the same answers meanwhile."""
    part = _section(code)
    if request.method == "POST":
        return _save(request, record_id, part)
    submission = case_of(request.user, record_id)
    if not may("write", submission.state):
        raise writing.NotNow(submission.state)
    case = writing.draft_of(submission)
    answers = writing.current_answers(submission, case, part)
    marks = marks_of(answers)
    kept = KeptAnswers.objects.filter(submission=submission, by=request.user, section=part.code).first()
    signed_out = taken_back(request)
    if signed_out is not None:
        answers, marks = posted_answers(signed_out, part), read_marks(signed_out.get("base", ""))
    elif kept and "kept" in request.GET:
        answers = kept.answers
    form = SectionForm(part, answers, case)
    context = section_screen(submission, part, form, marks, rows=request.GET.get("rows", ""), case=case)
    return render(request, "contribute/section.html", context | {"kept": kept, "signed_out": signed_out is not None})


def _save(request: HttpRequest, record_id: str, part: Section) -> HttpResponse:
    posted, base = posted_answers(request.POST, part), read_marks(request.POST.get("base", ""))
    refusals = _take_files(request, record_id, part, posted)
    outcome = writing.save_section(request.user, record_id, part, posted, base)
    if wants_json(request):
        return _told_to_script(outcome)
    if isinstance(outcome, writing.Conflict):
        submission = case_of(request.user, record_id)
        context = conflict_screen(submission, part, outcome, refusals)
        return render(request, "contribute/conflict.html", context, status=CONFLICT)
    if refusals or not outcome.form.is_readable:
        submission = case_of(request.user, record_id)
        context = section_screen(submission, part, outcome.form, outcome.marks, refusals=refusals)
        return render(request, "contribute/section.html", context | {"saved_in_part": True})
    if relation := request.POST.get("add", ""):
        address = reverse("desk-section", args=[record_id, part.code])
        return redirect(f"{address}?rows={relation}#rows-{relation}")
    messages.success(request, _("Saved."))
    if "stay" in request.POST:
        return redirect("desk-section", record_id, part.code)
    following = next_section(part)
    return redirect("desk-section", record_id, following.code) if following else redirect("desk-case", record_id)


def _take_files(request: HttpRequest, record_id: str, part: Section, posted: Answers) -> Refusals:
    if not request.FILES:
        return {}
    submission = case_of(request.user, record_id)
    if not may("write", submission.state):
        raise writing.NotNow(submission.state)
    return take_files(request.FILES, part, posted, submission.city, request.user)


def _told_to_script(outcome: writing.Saved | writing.Conflict) -> JsonResponse:
    if isinstance(outcome, writing.Conflict):
        return JsonResponse({"state": "conflict"}, status=CONFLICT)
    errors = [{"field": field, "message": message} for field, _label, message in outcome.form.errors]
    return JsonResponse({"state": "saved", "base": written_marks(outcome.marks), "errors": errors})


@require_POST
@officers_only
def drop_kept(request: HttpRequest, record_id: str, code: str) -> HttpResponse:
    """Drops one's own text that met a colleague's."""
    submission = case_of(request.user, record_id)
    KeptAnswers.objects.filter(submission=submission, by=request.user, section=_section(code).code).delete()
    return redirect("desk-section", record_id, code)


@require_GET
@officers_only
def preview(request: HttpRequest, record_id: str) -> HttpResponse:
    """The case as readers will see it."""
    return render_preview(request, case_of(request.user, record_id))


@require_GET
@officers_only
def changes(request: HttpRequest, record_id: str) -> HttpResponse:
    """What changed since the case was last submitted, or since it was published."""
    submission = case_of(request.user, record_id)
    context = {"submission": submission, "differences": differences(submission)}
    return render(request, "contribute/changes.html", context)


@require_http_methods(READ_WRITE)
@officers_only
def submit(request: HttpRequest, record_id: str) -> HttpResponse:
    """The last look, with contact, licence and consent; then the case goes to the editors."""
    submission = case_of(request.user, record_id)
    if submission.state == State.SUBMITTED and request.method == "POST":
        return redirect("desk-case", record_id)
    if not may("submit", submission.state):
        raise writing.NotNow(submission.state)
    case = writing.draft_of(submission)
    form = SubmitForm(request.POST or taken_back(request), case=case, round=submission.round)
    found = coach.by_section(coach.findings(submission, case))
    if request.method == "POST" and form.is_valid():
        try:
            writing.submit(request.user, record_id, form.cleaned_data.pop("round"), form.cleaned_data)
        except writing.Incomplete:
            messages.error(request, _("The case is not complete yet. What it lacks is listed below."))
        else:
            messages.success(request, _("Your case is with the editors. They will write to you."))
            return redirect("desk-case", record_id)
    context = {
        "submission": submission,
        "case": case,
        "form": form,
        "lacking": [(part, coach.by_cure(found[part.code])) for part in SECTIONS if found[part.code]],
        "open_requests": [each for each in submission.requests.filter(round=submission.round) if not each.answer],
        "alike": _alike(submission, case),
    }
    return render(request, "contribute/submit.html", context)


@require_http_methods(READ_WRITE)
@officers_only
def withdraw(request: HttpRequest, record_id: str) -> HttpResponse:
    """Asks once more, then takes the case back."""
    submission = case_of(request.user, record_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST":
        writing.withdraw(request.user, record_id)
        messages.success(request, _("The case has been withdrawn. Nothing of it is lost."))
        return redirect("desk-case", record_id)
    if not may("withdraw", submission.state):
        raise writing.NotNow(submission.state)
    return render(request, "contribute/withdraw.html", {"submission": submission, "form": form})


@require_POST
@officers_only
def reopen(request: HttpRequest, record_id: str) -> HttpResponse:
    """Takes a withdrawn case up again."""
    writing.reopen(request.user, record_id)
    return redirect("desk-case", record_id)


@require_POST
@officers_only
def update(request: HttpRequest, record_id: str) -> HttpResponse:
    """Begins a new version of a published case."""
    writing.begin_update(request.user, record_id)
    text = _("You can change the case now. Readers see the published text until the editors accept the new one.")
    messages.success(request, text)
    return redirect("desk-case", record_id)


@require_POST
@officers_only
def confirm(request: HttpRequest, record_id: str) -> HttpResponse:
    """Says that a published case is still true."""
    confirming.confirm(request.user, record_id)
    messages.success(request, _("Thank you. The page says that you have confirmed it today."))
    return redirect("desk-case", record_id)


@require_POST
@officers_only
def answer(request: HttpRequest, record_id: str, number: str) -> HttpResponse:
    """A short answer to one request of the editors."""
    form = AnswerForm(request.POST)
    if form.is_valid():
        request_answered = writing.answer_request(request.user, record_id, int(number), form.cleaned_data["answer"])
        messages.success(request, _("Your answer is saved. It goes to the editors when you submit again."))
        return redirect(f"{reverse('desk-section', args=[record_id, request_answered.section])}#request")
    messages.error(request, form.errors["answer"][0])
    return redirect("desk-case", record_id)


@require_POST
@officers_only
def message(request: HttpRequest, record_id: str) -> HttpResponse:
    """A message to the editors, into the case's timeline."""
    submission = case_of(request.user, record_id)
    form = MessageForm(request.POST)
    if form.is_valid():
        writing.send_message(request.user, submission, form.cleaned_data["text"], form.cleaned_data["key"])
        messages.success(request, _("Your message has been sent."))
    else:
        messages.error(request, _("The message was empty or longer than 3,000 characters; it has not been sent."))
    return redirect(f"{reverse('desk-case', args=[record_id])}#timeline")


def _alike(submission: Submission, case: CaseStudyPage) -> list[Alike]:
    """Published cases it looks like, while it is new: an update is none, and once submitted the editors look."""
    return [] if case.live or submission.round else similar_cases(submission, case)


def _section(code: str) -> Section:
    if code not in BY_CODE:
        raise Submission.DoesNotExist
    return BY_CODE[code]
