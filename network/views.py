"""The network's own pages: applying to join, one's application, and the members."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from network import applying
from network.forms import AnswerForm, ApplicationForm, opened_now
from network.members import members_by_kind
from network.models import Application, Prospect, State


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """The application form; an invited city finds in it what we know of it."""
    prospect = Prospect.for_token(request.GET.get("from", ""))
    initial = {"opened": opened_now(), "key": uuid4().hex, "language": get_language()}
    if prospect:
        names = ("city_name", "country", "contact_name", "contact_email", "language")
        initial |= {name: getattr(prospect, name) for name in names}
    form = ApplicationForm(request.POST or None, initial=initial, address=request.META.get("REMOTE_ADDR", ""))
    if request.method == "POST" and form.is_valid():
        form.instance.key, form.instance.prospect = form.cleaned_data["key"], prospect
        application = applying.apply(form.instance)
        return redirect("application", application.token)
    return render(request, "network/join.html", {"form": form, "prospect": prospect})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def application(request: HttpRequest, token: str) -> HttpResponse:
    """A city's application, for whoever has its link: how it stands, what we ask, and taking it back."""
    try:
        found = Application.for_token(token)
    except Application.DoesNotExist as error:
        raise Http404 from error
    form = AnswerForm(request.POST if request.POST.get("action") == "answer" else None)
    if request.method == "POST":
        try:
            if request.POST.get("action") == "withdraw":
                applying.withdraw(found)
                messages.success(request, _("The application has been withdrawn."))
                return redirect("application", token)
            if form.is_valid():
                applying.answer(found, form.cleaned_data["text"])
                messages.success(request, _("Thank you. Your answer is with the secretariat."))
                return redirect("application", token)
        except applying.NotNow:
            messages.error(request, _("That cannot be done now; see below how the application stands."))
            return redirect("application", token)
    asked = found.steps.filter(kind=State.ASKED).last()
    context = {"application": found, "asked": asked, "form": form, "is_asked": found.state == State.ASKED}
    response = render(request, "network/application.html", context)
    response["Referrer-Policy"] = "same-origin"  # the address is a key
    return response


@require_GET
def members(request: HttpRequest) -> HttpResponse:
    """The members of the network by kind. A fixed number of queries."""
    return render(request, "network/members.html", {"groups": members_by_kind(request)})
