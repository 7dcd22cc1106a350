"""The door of the desk: for officers of a city, and nothing typed is lost when a session has run out."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from editorial.models import ChangeRequest, Submission
from editorial.querysets import city_of
from editorial.states import STANDINGS
from editorial.submissions.writing import NotNow
from policies.models import CaseStudyPage

KEPT = "kept-form"
MOST = 200_000  # characters of a form kept for someone who has to sign in again
SIGNED_OUT, CONFLICT = 401, 409


def wants_json(request: HttpRequest) -> bool:
    """Whether the page's own script asks, which saves while one writes."""
    return request.headers.get("X-Requested-With") == "autosave"


def officers_only(view: Callable) -> Callable:
    """Lets officers of a city in. Others sign in first, and find again what they had typed; or are told why not."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return sign_in_again(request)
        if city_of(request.user) is None:
            return render(request, "contribute/not_an_officer.html", status=403)
        try:
            return view(request, *args, **kwargs)
        except (Submission.DoesNotExist, CaseStudyPage.DoesNotExist, ChangeRequest.DoesNotExist) as error:
            raise Http404 from error
        except NotNow as error:
            return _not_now(request, error, **kwargs)

    return wrapped


def taken_back(request: HttpRequest) -> QueryDict | None:
    """What was typed into this very page before the session ran out, once."""
    kept = request.session.get(KEPT)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[KEPT]
    return QueryDict(kept["body"])


def sign_in_again(request: HttpRequest) -> HttpResponse:
    """To the sign-in and back here, with what was typed."""
    if wants_json(request):
        return JsonResponse({"state": "signed-out"}, status=SIGNED_OUT)
    keep_typed(request)
    return redirect_to_login(request.get_full_path())


def keep_typed(request: HttpRequest) -> None:
    """Keeps a posted form for `taken_back`."""
    if request.method == "POST":
        body = request.POST.urlencode()
        if len(body) <= MOST:
            request.session[KEPT] = {"path": request.path, "body": body}


def _not_now(request: HttpRequest, error: NotNow, record_id: str = "", **_kwargs) -> HttpResponse:
    standing = STANDINGS[error.state]
    text = _("That cannot be done now. The case stands at “{state}”.").format(state=standing.label)
    if wants_json(request):
        return JsonResponse({"state": "closed", "message": text}, status=CONFLICT)
    messages.error(request, text)
    return redirect("desk-case", record_id)
