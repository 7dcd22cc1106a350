"""The screens beside the board: beginning, checking and sending, comparing and deciding."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request

from accounts.languages import languages_of
from core.publication import PublicationRefused
from translation import deliveries, work
from translation.changes import changes_of
from translation.desk.comparing import parts_of
from translation.desk.doors import DECIDE, delivery_of, editors_only, translators_only, version_of, versions_for
from translation.desk.forms import AskForm, DecisionForm, SendForm, WaiveForm
from translation.models import Delivery, LanguageVersion
from translation.progress import progress_of


@editors_only
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Asks for what is ticked on the board, or drops it."""
    known = versions_for(request.user).filter(pk__in=_numbers(request)).values_list("pk", flat=True)
    form = AskForm(request.POST, languages=languages_of(request.user), known=known)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(errors))
    elif request.POST.get("action") == "drop":
        for number in form.cleaned_data["versions"]:
            work.drop(number, request.user)
        messages.success(request, _("These translations are no longer asked for. What was typed is kept."))
    else:
        given = form.cleaned_data
        asked = work.ask(given["versions"], request.user, given["assignee"], given["due_on"])
        words = ngettext(
            "{count} translation has been asked for.", "{count} translations have been asked for.", len(asked)
        )
        messages.success(request, words.format(count=len(asked)))
    return _back(request)


@translators_only
@require_POST
def take(request: HttpRequest, number: int) -> HttpResponse:
    """Begins or continues a translation, in wagtail-localize's editor."""
    version = version_of(request.user, number)
    try:
        page = work.take(version.pk, request.user)
    except work.NotNow as refusal:
        messages.error(request, str(refusal))
        return _back(request)
    return redirect("wagtailadmin_pages:edit", page.pk)


@translators_only
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, number: int) -> HttpResponse:
    """How far a translation is, what is to be looked at, and sending it; a POST sends, or takes back."""
    version = version_of(request.user, number)
    form = SendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _send_or_take_back(request, version, form.cleaned_data["note"])
    context = {
        "version": version,
        "progress": progress_of(version),
        "waiting": version.deliveries.waiting().first(),
        "returned": _last_returned(version),
        "form": form,
        "editor_url": reverse("wagtailadmin_pages:edit", args=[version.page_id]) if version.page_id else "",
    }
    return render(request, "translation/admin/check.html", context)


def _send_or_take_back(request: HttpRequest, version: LanguageVersion, note: str) -> HttpResponse:
    if request.POST.get("action") == "take-back":
        deliveries.take_back(version.pk, request.user)
        messages.success(request, _("It is with you again."))
        return redirect("wagtailadmin_pages:edit", version.page_id)
    try:
        deliveries.send(version.pk, request.user, note)
    except work.NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Sent to the editors. You will hear from them."))
    return redirect("translations:check", version.pk)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def changes(request: HttpRequest, number: int) -> HttpResponse:
    """What of the original has changed since a translation was approved; a POST says that it makes no difference."""
    version = version_of(request.user, number)
    parts = changes_of(version)
    is_slight = bool(parts) and all(part.is_slight for part in parts)
    form = WaiveForm(
        request.POST or None,
        sections={part.name: part.label for part in parts},
        initial={"reason": _("Only punctuation, blanks or capitals have changed.") if is_slight else ""},
    )
    if request.method == "POST" and form.is_valid():
        work.waive(version.pk, request.user, form.cleaned_data["sections"], form.cleaned_data["reason"])
        messages.success(request, _("Saved: these sections need no new translation."))
        return redirect("translations:index")
    return render(request, "translation/admin/changes.html", {"version": version, "parts": parts, "form": form})


@translators_only
@require_http_methods(["GET", "HEAD", "POST"])
def delivery(request: HttpRequest, number: int) -> HttpResponse:
    """What was sent beside its original; editors return or approve it."""
    found = delivery_of(request.user, number)
    parts = parts_of(found)
    machine_made = [pair.place for part in parts for pair in part.pairs if pair.machine]
    sections = {part.name: part.label for part in parts}
    may_decide = found.is_waiting and request.user.has_perm(DECIDE)
    form = DecisionForm(request.POST or None, sections=sections, machine_made=machine_made)
    if request.method == "POST" and may_decide and form.is_valid() and _decide(request, found, form):
        return redirect("translations:index")
    remarks = {each.section: each.text for each in found.remarks.all()}
    for part in parts:
        part.remark, part.field = remarks.get(part.name, ""), form[f"remark-{part.name}"]
    context = {
        "delivery": found,
        "version": found.version,
        "parts": parts,
        "form": form,
        "may_decide": may_decide,
        "findings": sum(part.found for part in parts),
        "has_machine_made": bool(machine_made),
        "is_update": found.version.is_published,
    }
    return render(request, "translation/admin/delivery.html", context)


def _decide(request: HttpRequest, found: Delivery, form: DecisionForm) -> bool:
    """Whether it was done, or done already by somebody; if not, the editor keeps what they wrote."""
    given = form.cleaned_data
    try:
        if request.POST.get("action") == "return":
            if not given["answer"].strip() and not form.remarks:
                form.add_error("answer", _("Say what is to be changed, here or in a section."))
                return False
            deliveries.give_back(found.pk, request.user, given["answer"], form.remarks)
            messages.success(request, _("Returned to the translator."))
        else:
            deliveries.approve(found.pk, request.user, given["checked"])
            messages.success(request, _("Approved and published."))
    except work.NotNow as refusal:
        messages.error(request, str(refusal))
        return not Delivery.objects.waiting().filter(pk=found.pk).exists()
    except PublicationRefused as refusal:
        for lines in refusal.message_dict.values():
            messages.error(request, " ".join(lines))
        return False
    return True


def _last_returned(version: LanguageVersion) -> Delivery | None:
    """The latest delivery, if it came back."""
    latest = version.deliveries.select_related("decided_by").first()
    return latest if latest and latest.outcome == Delivery.Outcome.RETURNED else None


def _numbers(request: HttpRequest) -> list[int]:
    return [int(number) for number in request.POST.getlist("versions") if number.isdecimal() and len(number) < 18]


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(get_valid_next_url_from_request(request) or reverse("translations:index"))
