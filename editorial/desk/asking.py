"""The screens on which an editor asks reviewers, sees to it that they answer, and asks for a sign-off."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from editorial.desk.deciding import not_now
from editorial.desk.doors import editors_only, on_the_desk, submission_of
from editorial.desk.forms import DueForm, GuestReviewerForm, InviteForm, SignOffForm
from editorial.models import Guest, ReviewAssignment, Submission
from editorial.reviewing import asking
from editorial.states import AT_THE_EDITORS
from editorial.submissions import writing
from editorial.submissions.writing import NotNow

READ_WRITE = ["GET", "HEAD", "POST"]


@editors_only
@require_http_methods(READ_WRITE)
def reviewers(request: HttpRequest, number: int) -> HttpResponse:
    """Who could review a case, the best suited first; a POST asks some of them, or somebody without an account."""
    submission = submission_of(number)
    if submission.state not in AT_THE_EDITORS:
        messages.error(request, not_now(submission))
        return redirect("cases:edit", number)
    case = writing.draft_of(submission)
    found = asking.candidates(submission, case)
    is_guest = request.POST.get("action") == "guest"
    form = InviteForm(None if is_guest else request.POST or None, candidates=found)
    guest_form = GuestReviewerForm(
        request.POST if is_guest else None, prefix="guest", initial={"language": case.locale.language_code}
    )
    if request.method == "POST":
        done = _ask_guest(request, submission, guest_form) if is_guest else _ask(request, submission, form)
        if done:
            return redirect("cases:edit", number)
    context = {"submission": submission, "case": case, "candidates": found, "form": form, "guest_form": guest_form}
    return render(request, "editorial/admin/reviewers.html", context)


@editors_only
@require_http_methods(READ_WRITE)
def sign_off(request: HttpRequest, number: int) -> HttpResponse:
    """Asks a mayor's office or a partner to stand behind the case."""
    submission = submission_of(number)
    if submission.state not in AT_THE_EDITORS:
        messages.error(request, not_now(submission))
        return redirect("cases:edit", number)
    form = SignOffForm(request.POST or None, initial={"language": submission.case.locale.language_code})
    if request.method == "POST" and form.is_valid():
        asking.ask_sign_off(request.user, number, **form.cleaned_data)
        messages.success(request, _("{name} has been asked.").format(name=form.cleaned_data["name"]))
        return redirect("cases:edit", number)
    return render(request, "editorial/admin/sign_off.html", {"submission": submission, "form": form})


@editors_only
@require_POST
def assignment(request: HttpRequest, number: int) -> HttpResponse:
    """Reminds a reviewer, gives a new due date, or takes the review back."""
    known = _on_the_desk(ReviewAssignment.objects.filter(pk=number), "round__submission")
    action = request.POST.get("action", "")
    try:
        if action == "remind":
            _tell_reminded(request, asking.remind(request.user, [number]))
        elif action == "release":
            asking.release(request.user, number)
            messages.success(request, _("They need not review it any more, and have been told."))
        elif action == "extend":
            form = DueForm(request.POST)
            if form.is_valid():
                asking.extend(request.user, number, form.cleaned_data["due_on"])
                messages.success(request, _("The new due date has been set, and the reviewer told."))
            else:
                messages.error(request, form.errors["due_on"][0])
    except NotNow:
        messages.error(request, _("That cannot be done now: the review has been submitted or ended meanwhile."))
    return redirect("cases:edit", known.round.submission_id)


@editors_only
@require_POST
def link(request: HttpRequest, number: int) -> HttpResponse:
    """Takes a guest's link back, or sends a new one."""
    guest = Guest.objects.filter(pk=number).first()
    if guest is None:
        raise Http404
    held = (
        _on_the_desk(ReviewAssignment.objects.filter(guest=guest), "round__submission").round
        if hasattr(guest, "assignment")
        else guest.sign_off.round
    )
    if request.POST.get("action") == "revoke":
        asking.revoke_link(request.user, number)
        messages.success(request, _("The link opens nothing any more."))
    elif request.POST.get("action") == "renew":
        asking.renew_link(request.user, number)
        messages.success(request, _("A new link has been sent; the one before opens nothing any more."))
    return redirect("cases:edit", held.submission_id)


@editors_only
@require_http_methods(READ_WRITE)
def reminders(request: HttpRequest) -> HttpResponse:
    """Every open review of every case, the latest due first; a POST reminds those chosen."""
    open_ones = ReviewAssignment.objects.open().with_case().order_by("due_on", "pk")
    if request.method == "POST":
        chosen = set(request.POST.getlist("assignment"))
        numbers = [each.pk for each in open_ones if str(each.pk) in chosen]
        _tell_reminded(request, asking.remind(request.user, numbers))
        return redirect("cases:reminders")
    return render(request, "editorial/admin/reminders.html", {"assignments": open_ones})


def _ask(request, submission, form) -> bool:
    if not form.is_valid():
        return False
    asked = 0
    for user in form.cleaned_data["reviewers"]:
        try:
            asking.invite(request.user, submission.pk, user, form.cleaned_data["due_on"])
            asked += 1
        except asking.Unsuited as error:
            messages.error(request, str(error))
        except NotNow:
            messages.error(request, not_now(submission))
            return True
    if asked:
        text = ngettext("{count} reviewer has been asked.", "{count} reviewers have been asked.", asked)
        messages.success(request, text.format(count=asked))
    return bool(asked)


def _ask_guest(request, submission, form) -> bool:
    if not form.is_valid():
        return False
    try:
        asking.invite_guest(request.user, submission.pk, **form.cleaned_data)
    except asking.Unsuited as error:
        form.add_error("email", str(error))
        return False
    except NotNow:
        messages.error(request, not_now(submission))
        return True
    messages.success(request, _("{name} has been asked.").format(name=form.cleaned_data["name"]))
    return True


def _tell_reminded(request, count: int) -> None:
    if count:
        text = ngettext("{count} reviewer has been reminded.", "{count} reviewers have been reminded.", count)
        messages.success(request, text.format(count=count))
    else:
        messages.warning(request, _("Nobody has been reminded: they were reminded today, or have nothing open."))


def _on_the_desk(found, path: str):
    known = found.select_related(path).first()
    if known is None or not on_the_desk(Submission.objects.filter(pk=known.round.submission_id)).exists():
        raise Http404
    return known
