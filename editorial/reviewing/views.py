"""The reviewer's screens: what waits for me, one review, what I know about; and a sign-off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from editorial.models import Guest, Review, ReviewAssignment, ReviewerProfile, SignOff
from editorial.reviewing import reviews, signing_off
from editorial.reviewing.comparing import side_by_side
from editorial.reviewing.entering import accounts_only, reviewers_only, signers_only
from editorial.reviewing.forms import AboutMeForm, RefuseForm, ReviewForm, SignOffAnswerForm
from editorial.reviewing.showing import read_sections
from editorial.reviewing.since import since_last_round
from editorial.submissions.entering import CONFLICT, taken_back, wants_json
from editorial.submissions.sections import SECTIONS

READ_WRITE = ["GET", "HEAD", "POST"]
UNREADABLE = 422
State = ReviewAssignment.State


@require_GET
@accounts_only
def my_reviews(request: HttpRequest) -> HttpResponse:
    """The reviews asked of me, those that wait for me first. A fixed number of queries."""
    own = ReviewAssignment.objects.of(request.user).with_case().with_outcome()
    groups = [
        (_("Waiting for your answer"), [each for each in own if each.waits_for == State.INVITED]),
        (_("To be reviewed"), [each for each in own if each.waits_for == State.ACCEPTED]),
        (_("Submitted"), [each for each in own if each.state == State.SUBMITTED]),
        (_("Declined or no longer needed"), [each for each in own if each.is_past]),
    ]
    return render(request, "review/list.html", {"groups": [(heading, found) for heading, found in groups if found]})


@require_http_methods(READ_WRITE)
@accounts_only
def about_me(request: HttpRequest) -> HttpResponse:
    """What I know about, the languages I read, the cities I cannot judge."""
    known = ReviewerProfile.objects.filter(user=request.user).first() or ReviewerProfile(user=request.user)
    form = AboutMeForm(request.POST or None, instance=known)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your details have been saved."))
        return redirect("reviews")
    return render(request, "review/about_me.html", {"form": form})


@require_http_methods(READ_WRITE)
@reviewers_only
def review(request: HttpRequest, number: int) -> HttpResponse:
    """One review, as it stands: to be answered, written, or read again. A POST saves it, and submits it where asked."""
    assignment = _own(request, number)
    if request.method == "POST":
        return _save(request, assignment)
    if assignment.is_open and not assignment.round.closed_at:
        if assignment.state == State.INVITED:
            return _render(request, assignment, "review/asked.html", {"form": RefuseForm(taken_back(request))})
        standing = Review.objects.filter(assignment=assignment).first()
        typed = taken_back(request)
        form = _form(assignment, typed, ReviewForm.initial_of(standing, reviews.mark_of(standing)))
        return _render_form(request, assignment, form, signed_out=typed is not None)
    return _render_done(request, assignment)


@require_POST
@reviewers_only
def agree(request: HttpRequest, number: int) -> HttpResponse:
    """Takes the review on."""
    return _do(request, number, lambda: reviews.agree(request.who, number), _("Thank you. The case is below."))


@require_http_methods(READ_WRITE)
@reviewers_only
def refuse(request: HttpRequest, number: int) -> HttpResponse:
    """Declines it, with the reason."""
    assignment = _own(request, number)
    form = RefuseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        act = lambda: reviews.refuse(request.who, number, given["reason"], given["has_conflict"])  # noqa: E731
        return _do(request, number, act, _("Thank you for telling us. The editors ask somebody else."))
    if not assignment.is_open or assignment.round.closed_at:
        return redirect("review", number)
    return _render(request, assignment, "review/asked.html", {"form": form})


@require_http_methods(READ_WRITE)
@signers_only
def sign_off(request: HttpRequest, number: int) -> HttpResponse:
    """The case as it was submitted, and whether the office stands behind it."""
    own = SignOff.objects.filter(guest=request.who)
    asked = own.select_related("round__submission__case__locale", "round__submission__city").get(pk=number)
    form = SignOffAnswerForm(request.POST or None, instance=asked)
    if request.method == "POST" and form.is_valid():
        try:
            signing_off.answer(request.who, number, form.cleaned_data["answer"], form.cleaned_data["comment"])
        except reviews.NotNow:
            messages.error(request, _("That cannot be done now: you have answered, or the editors have decided."))
        else:
            messages.success(request, _("Thank you. The editors have your answer."))
        return redirect("sign-off", number)
    standing = own.get(pk=number)
    case = asked.round.case
    context = {"sign_off": standing, "round": asked.round, "case": case, "sections": read_sections(case), "form": form}
    return render(
        request, "review/sign_off.html", context | {"is_open": not (standing.answer or asked.round.closed_at)}
    )


def _own(request: HttpRequest, number: int) -> ReviewAssignment:
    own = ReviewAssignment.objects.of(request.who).with_case().with_outcome()
    return own.select_related("round__form").prefetch_related("round__form__criteria").get(pk=number)


def _do(request: HttpRequest, number: int, act, done: str) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except reviews.NotNow:
        messages.error(request, _not_now())
    return redirect("review", number)


def _form(assignment: ReviewAssignment, data, initial: dict | None = None, is_final: bool = False) -> ReviewForm:
    return ReviewForm(data, initial=initial, criteria=list(assignment.round.form.criteria.all()), is_final=is_final)


def _save(request: HttpRequest, assignment: ReviewAssignment) -> HttpResponse:
    """Keeps what was written, whole or not; submits it where that was asked and it is."""
    submitting = "submit" in request.POST
    form = _form(assignment, request.POST, is_final=submitting)
    is_whole, seen = form.is_valid(), request.POST.get("base", "")
    if not form.is_readable:
        return _render_unreadable(request, assignment, form)
    try:
        if submitting and is_whole:
            reviews.submit(request.who, assignment.pk, form.answers, seen)
            messages.success(request, _("Your review is with the editors. Thank you."))
            return redirect("review", assignment.pk)
        saved = reviews.save(request.who, assignment.pk, form.answers, seen)
    except reviews.SavedElsewhere as error:
        return _show_both(request, assignment, form, error.review)
    except reviews.NotNow:
        return _closed(request, assignment)
    if wants_json(request):
        errors = [
            {"field": form[name].id_for_label, "message": found[0]}
            for name, found in form.errors.items()
            if name in form.fields
        ]
        return JsonResponse({"state": "saved", "base": reviews.mark_of(saved), "errors": errors})
    if not is_whole:
        form.data = form.data.copy()
        form.data["base"] = reviews.mark_of(saved)
        return _render_form(request, assignment, form)
    messages.success(request, _("Saved. Nobody reads it before you submit it."))
    return redirect("review", assignment.pk)


def _render_unreadable(request: HttpRequest, assignment: ReviewAssignment, form: ReviewForm) -> HttpResponse:
    """Nothing was saved, so that what was saved before stays; what was typed is still in the form."""
    if wants_json(request):
        return JsonResponse({"state": "closed", "message": next(iter(form.errors.values()))[0]}, status=CONFLICT)
    return _render_form(request, assignment, form, status=UNREADABLE, unsaved=True)


def _show_both(request: HttpRequest, assignment: ReviewAssignment, form: ReviewForm, standing: Review) -> HttpResponse:
    """What was typed stays in the form; what another window saved stands beside it. Saving again is deliberate."""
    if wants_json(request):
        return JsonResponse({"state": "conflict"}, status=CONFLICT)
    other = ReviewForm.initial_of(standing, "")
    form.data = form.data.copy()
    form.data["base"] = reviews.mark_of(standing)
    theirs = [
        (form[name].label, str(other[name]))
        for name in form.fields
        if name != "base" and other.get(name) not in (None, "") and str(other[name]) != form.data.get(name, "").strip()
    ]
    return _render_form(request, assignment, form, theirs=theirs, status=CONFLICT)


def _closed(request: HttpRequest, assignment: ReviewAssignment) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"state": "closed", "message": _not_now()}, status=CONFLICT)
    assignment = _own(request, assignment.pk)
    if assignment.state != State.SUBMITTED:
        messages.error(request, _not_now())
    return redirect("review", assignment.pk)


def _render_form(request, assignment, form, status=200, **context) -> HttpResponse:
    found = dict(zip([each.code for each in SECTIONS], read_sections(assignment.round.case), strict=True))
    parts = [(found[code], form[f"comment_{code}"]) for code in found]
    errors = [(form[name].id_for_label, form[name].label, messages[0]) for name, messages in form.errors.items()]
    context |= {"form": form, "parts": parts, "errors": errors, "since": since_last_round(assignment.round)}
    return _render(request, assignment, "review/write.html", context, status)


def _render_done(request, assignment) -> HttpResponse:
    """What one wrote, what the others wrote where that may be read, and what became of it."""
    readable = Review.objects.readable_by(request.who).filter(submitted_at__isnull=False)
    standing = Review.objects.readable_by(request.who).filter(assignment=assignment).first()
    comparison = side_by_side(assignment.round, readable) if assignment.state == State.SUBMITTED else None
    return _render(request, assignment, "review/done.html", {"comparison": comparison, "own": standing})


def _render(request, assignment, template: str, context: dict, status=200) -> HttpResponse:
    known = {"assignment": assignment, "round": assignment.round, "submission": assignment.round.submission}
    known |= {"case": assignment.round.case, "is_guest": isinstance(request.who, Guest)}
    return render(request, template, known | context, status=status)


def _not_now() -> str:
    return _("That cannot be done now: the review was submitted, declined or ended meanwhile. See below how it stands.")
