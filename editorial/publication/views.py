"""Public pages of a published case beside its own: an earlier version, and the city's yearly answer."""

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.navigation import url_for_reader
from editorial.models import Confirmation, PublishedVersion
from editorial.publication import confirming
from editorial.publication.forms import ConfirmationForm
from editorial.querysets import city_of
from policies.files import is_public
from policies.models import CaseStudyPage

GONE = 410


@require_safe
def earlier_version(request: HttpRequest, record_id: str, number: int) -> HttpResponse:
    """A case as it was published before, marked as such. The present version leads to its page; of a case that is not
    in the library there is nothing to read."""
    current = CaseStudyPage.objects.published().originals().filter(record_id=record_id).first()
    if current is None:
        raise Http404
    versions = PublishedVersion.objects.filter(submission__case=current)
    version = get_object_or_404(versions.select_related("submission__case"), number=number)
    address = url_for_reader(current.get_url(request))
    if not versions.filter(number__gt=number).exists():
        return redirect(address)
    case = version.case
    case.images.set([row for row in case.images.all() if row.image and is_public(row.image)])
    case.files.set([row for row in case.files.all() if not row.document or is_public(row.document)])
    bar = {"day": version.published_at, "address": address}
    context = case.get_context(request) | {"version_bar": bar, "canonical_url": current.get_full_url(request)}
    return TemplateResponse(request, case.get_template(request), context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at the page answers nothing: programs that check mail follow links. `?answer=` chooses one beforehand."""
    found = Confirmation.objects.for_token(token)
    if found is None or (not found.answer and not (found.is_open and found.submission.case.live)):
        return render(request, "publication/confirm_closed.html", status=GONE)
    form = ConfirmationForm(request.POST or None, initial={"answer": request.GET.get("answer", "")})
    if request.method == "POST" and form.is_valid():
        by = request.user if city_of(request.user) == found.submission.city_id else None
        with suppress(confirming.Answered):  # the page then says what was answered
            confirming.answer(found, form.cleaned_data["answer"], form.cleaned_data["note"], by)
        return redirect("confirm", token)
    case = found.submission.case
    context = {"confirmation": found, "case": case, "form": form, "address": url_for_reader(case.get_url(request))}
    response = render(request, "publication/confirm.html", context)
    response["Referrer-Policy"] = "same-origin"  # the address is a key
    return response
