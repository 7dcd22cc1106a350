"""The door of the secretariat's own screens in the admin, and the cases behind it."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.auth import permission_denied

from editorial.models import Submission
from editorial.states import State


def editors_only(view: Callable) -> Callable:
    """Lets in who may change submissions; the admin's own door stands before it."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm("editorial.change_submission"):
            return permission_denied(request)
        return view(request, *args, **kwargs)

    return wrapped


def on_the_desk(submissions):
    """Those editors see: a draft that was never submitted is its city's own affair."""
    return submissions.exclude(state=State.DRAFT, round=0)


def submission_of(number: int) -> Submission:
    """One case on the desk; 404 for what is not there."""
    found = on_the_desk(Submission.objects.with_case()).filter(pk=number).first()
    if found is None:
        raise Http404
    return found
