"""What an editor does with published cases: takes one off, asks its city whether it is true, sees who was silent."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from editorial.desk.deciding import not_now
from editorial.desk.doors import editors_only, submission_of
from editorial.desk.forms import ArchiveForm
from editorial.models import Confirmation
from editorial.publication import archiving, confirming
from editorial.states import may
from editorial.submissions.writing import NotNow

SHOWN = 200


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: HttpRequest, number: int) -> HttpResponse:
    """Asks for the reason, which stands at the address from then on."""
    submission = submission_of(number)
    if not may("archive", submission.state):
        messages.error(request, not_now(submission))
        return redirect("cases:edit", number)
    form = ArchiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            archiving.archive(number, request.user, form.cleaned_data["reason"])
        except NotNow:
            messages.error(request, not_now(submission))
        else:
            messages.success(request, _("The case has been taken off the library, and its city told."))
        return redirect("cases:edit", number)
    return render(request, "editorial/admin/archive.html", {"submission": submission, "form": form})


@editors_only
@require_POST
def ask_to_confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Asks the city now whether a published case is still running."""
    submission = submission_of(number)
    if submission.case.is_sample or confirming.ask(submission.pk, request.user) is None:
        messages.error(request, _("Only the city of a published case of its own can be asked."))
    else:
        messages.success(request, _("The city has been asked."))
    return redirect("cases:edit", number)


@editors_only
@require_GET
def confirmations(request: HttpRequest) -> HttpResponse:
    """The cities that were asked, those that did not answer first."""
    asked = Confirmation.objects.filter(submission__case__live=True).exclude(answer="", revoked_at__isnull=False)
    asked = asked.select_related("submission__case", "submission__city").prefetch_related("submission__city__names")
    context = {"confirmations": asked.order_by("answer", "asked_at")[:SHOWN]}
    return render(request, "editorial/admin/confirmations.html", context)
