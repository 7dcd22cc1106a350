"""The door of the admin: for staff, with a second factor."""

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

ADMIN, SIGN_OUT = "/admin/", "/admin/logout/"


def lacks_second_factor(user) -> bool:
    """Whether a member of staff has to add a second factor before the work may begin."""
    return settings.MFA_REQUIRED_FOR_STAFF and not get_adapter().is_mfa_enabled(user)


class AdminDoorMiddleware:
    """Answers 403 in the admin to signed-in people who have no work there, whom Wagtail would ask to sign in again.

    Leads staff to their second factor first, when MFA_REQUIRED_FOR_STAFF says so.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(ADMIN) and request.path != SIGN_OUT and request.user.is_authenticated:
            if not request.user.has_perm("wagtailadmin.access_admin"):
                return render(request, "403.html", status=403)
            if lacks_second_factor(request.user):
                messages.warning(request, _("Staff accounts need a second factor. Add one to go on."))
                return redirect("mfa_index")
        return self.get_response(request)
