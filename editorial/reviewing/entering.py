"""The door of the review screens: reviewers with an account, and guests by the link in their letter.

A guest's link is followed once and leaves its mark in the session; the address of the review holds no key. Whether the
link is still open is asked of the database at every request.
"""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from editorial.models import Guest, ReviewAssignment, SignOff
from editorial.querysets import may_review
from editorial.submissions.entering import SIGNED_OUT, keep_typed, sign_in_again, wants_json

SESSION = "guest"
GONE, FORBIDDEN = 410, 403


@never_cache
@require_safe
def follow_link(request: HttpRequest, token: str) -> HttpResponse:
    """Opens what a guest was asked for; or says why the link opens nothing, and what to do."""
    guest = Guest.objects.for_token(token)
    if guest is None or not guest.is_open:
        return _closed(request, guest.state if guest else "unknown")
    request.session.cycle_key()
    request.session[SESSION] = [guest.pk, guest.secret]
    if hasattr(guest, "sign_off"):
        return redirect("sign-off", guest.sign_off.pk)
    return redirect("review", guest.assignment.pk)


def guest_of(request: HttpRequest) -> Guest | None:
    """The guest whose link this browser followed, open or not; None when it has been renewed since."""
    number, secret = request.session.get(SESSION) or (None, "")
    return Guest.objects.filter(pk=number, secret=secret).first() if number else None


def reviewers_only(view: Callable) -> Callable:
    """Lets in whoever was asked for this review: `request.who` is then the user or the guest. For all others it does
    not exist; who has not signed in is asked to, and finds again what they had typed."""

    @wraps(view)
    def wrapped(request: HttpRequest, number: int, *args, **kwargs) -> HttpResponse:
        guest = guest_of(request)
        if guest and ReviewAssignment.objects.filter(pk=number, guest=guest).exists():
            if not guest.is_open:
                return _closed(request, guest.state)
            request.who = guest
        elif request.user.is_authenticated:
            request.who = request.user
        else:
            return _who_are_you(request)
        try:
            return never_cache(view)(request, number, *args, **kwargs)
        except ReviewAssignment.DoesNotExist as error:
            raise Http404 from error

    return wrapped


def accounts_only(view: Callable) -> Callable:
    """Lets reviewers with an account in."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return sign_in_again(request)
        if not may_review(request.user):
            return render(request, "review/not_a_reviewer.html", status=FORBIDDEN)
        return view(request, *args, **kwargs)

    return wrapped


def signers_only(view: Callable) -> Callable:
    """Lets in the guest who was asked for this sign-off; `request.who` is then the guest."""

    @wraps(view)
    def wrapped(request: HttpRequest, number: int, *args, **kwargs) -> HttpResponse:
        guest = guest_of(request)
        if guest is None:
            return _who_are_you(request)
        if not SignOff.objects.filter(pk=number, guest=guest).exists():
            raise Http404
        if not guest.is_open:
            return _closed(request, guest.state)
        request.who = guest
        return never_cache(view)(request, number, *args, **kwargs)

    return wrapped


def _who_are_you(request: HttpRequest) -> HttpResponse:
    """Sign in, or follow the link in the letter again; what was typed is kept for either."""
    if wants_json(request):
        return JsonResponse({"state": "signed-out"}, status=SIGNED_OUT)
    keep_typed(request)
    return render(request, "review/who_are_you.html", status=FORBIDDEN)


def _closed(request: HttpRequest, state: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"state": "closed"}, status=GONE)
    return render(request, "review/link_closed.html", {"state": state}, status=GONE)
