"""The doors of the translators' screens in the admin, and what is behind each for whom."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.auth import permission_denied

from accounts.languages import languages_of
from translation.models import Delivery, LanguageVersion

VIEW, DECIDE = "translation.view_languageversion", "translation.change_languageversion"


def with_permission(permission: str) -> Callable:
    """Lets in who has it: translators and editors `VIEW`, editors alone `DECIDE`."""

    def door(view: Callable) -> Callable:
        @wraps(view)
        def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not request.user.has_perm(permission):
                return permission_denied(request)
            return view(request, *args, **kwargs)

        return wrapped

    return door


translators_only, editors_only = with_permission(VIEW), with_permission(DECIDE)


def versions_for(user):
    """What of the board a person sees and works on: their languages, and originals the public can read."""
    return LanguageVersion.objects.open().in_languages(languages_of(user))


def version_of(user, number: int) -> LanguageVersion:
    """One of them; 404 for any other."""
    found = versions_for(user).with_pages().filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def delivery_of(user, number: int) -> Delivery:
    """A delivery into one of their languages, also of an original taken off since; 404 for any other."""
    deliveries = Delivery.objects.select_related("version__original__locale", "version__locale", "version__page")
    scope = deliveries.filter(version__locale__language_code__in=languages_of(user))
    found = scope.select_related("sent_by", "decided_by", "revision").filter(pk=number).first()
    if found is None:
        raise Http404
    return found
