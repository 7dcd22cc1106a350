"""The template as a Word file, out and in."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext as _, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.uploads.kinds import DOCUMENTS
from editorial.models import Submission
from editorial.states import may
from editorial.submissions import writing
from editorial.submissions.desk import case_of
from editorial.submissions.entering import officers_only
from editorial.submissions.sections import SECTIONS
from editorial.word.forms import FilledTemplateForm, NewFromTemplateForm
from editorial.word.taking import TooOld, compared, take_over
from editorial.word.writing import written
from policies.models import CaseStudyPage


@require_GET
@officers_only
def empty_template(request: HttpRequest) -> HttpResponse:
    """The template with nothing in it, in the reader's language."""
    language = get_language()
    return _as_file(written(CaseStudyPage(), {}, language, is_empty=True), f"case-study-template-{language}.docx")


@require_GET
@officers_only
def draft_as_word(request: HttpRequest, record_id: str) -> HttpResponse:
    """The draft as it stands, in the language it is written in."""
    submission = case_of(request.user, record_id)
    case = writing.draft_of(submission)
    answers = {section.code: writing.current_answers(submission, case, section) for section in SECTIONS}
    return _as_file(written(case, answers, case.locale.language_code), f"{record_id}.docx")


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def bring_in(request: HttpRequest, record_id: str) -> HttpResponse:
    """A filled template for this case: read, compared, and nothing changed yet."""
    submission = _writable(request, record_id)
    form = FilledTemplateForm(*_sent(request))
    if request.method == "POST" and form.is_valid():
        return _preview(request, submission, form.cleaned_data["file"])
    return render(request, "contribute/word.html", {"submission": submission, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def new_from_word(request: HttpRequest) -> HttpResponse:
    """A new case from a filled template; what the file says is compared with the empty case before it is taken over."""
    initial = {"key": uuid4().hex, "language": get_language()}
    form = NewFromTemplateForm(*_sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data["file"]
        facts = {"language": form.cleaned_data["language"], "key": form.cleaned_data["key"]}
        submission = writing.start(request.user, title=form.title, **facts)
        return _preview(request, Submission.objects.with_case().get(pk=submission.pk), found, is_new=True)
    return render(request, "contribute/word.html", {"form": form})


@require_POST
@officers_only
def take(request: HttpRequest, record_id: str) -> HttpResponse:
    """Takes over what was ticked."""
    submission = _writable(request, record_id)
    chosen = set(request.POST.getlist("take"))
    try:
        taken, disputed = take_over(request.user, record_id, request.POST.get("payload", ""), chosen)
    except TooOld:
        messages.error(request, _("That comparison is too old. Bring the file in again; nothing has been changed."))
        return redirect("desk-word-in", record_id)
    if taken:
        text = ngettext("{count} answer has been taken over.", "{count} answers have been taken over.", taken)
        messages.success(request, text.format(count=taken))
    elif not disputed:
        messages.info(request, _("Nothing was ticked; nothing has been changed."))
    for section in disputed:
        text = _("In “{section}” a colleague has changed the same answers meanwhile. Open it to see both texts.")
        messages.warning(request, text.format(section=section.title))
    return redirect("desk-case", submission.case.record_id)


def _preview(request: HttpRequest, submission: Submission, found, is_new: bool = False) -> HttpResponse:
    comparison = compared(submission, found)
    context = {
        "submission": submission,
        "case": submission.case,
        "comparison": comparison,
        "is_new": is_new,
        "made_for_another": bool(found.record_id) and found.record_id != submission.case.record_id,
    }
    return render(request, "contribute/word_preview.html", context)


def _writable(request: HttpRequest, record_id: str) -> Submission:
    submission = case_of(request.user, record_id)
    if not may("write", submission.state):
        raise writing.NotNow(submission.state)
    return submission


def _sent(request: HttpRequest) -> tuple:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _as_file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=DOCUMENTS["docx"])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
