"""A person's own page, and the door an invitation opens."""

from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as mfa_adapter
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import invitations
from accounts.forms import AcceptForm, PersonForm
from accounts.models import Invitation
from accounts.roles import roles_of

BACKEND = "django.contrib.auth.backends.ModelBackend"
GONE = 410


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, and the ways to change it."""
    profile = request.user.profile
    form = PersonForm(request.POST or None, instance=profile)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your details have been saved."))
        return redirect("account")
    return render(
        request,
        "accounts/account.html",
        {
            "form": form,
            "profile": profile,
            "roles": roles_of(request.user),
            "has_second_factor": mfa_adapter().is_mfa_enabled(request.user),
            "works_in_admin": request.user.has_perm("wagtailadmin.access_admin"),
        },
    )


@never_cache
@sensitive_post_parameters("password", "again")
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at the page accepts nothing: programs that check mail follow links, too."""
    invitation = Invitation.objects.for_token(token).select_related("city").first()
    if invitation is None or not invitation.is_open:
        return _closed(request, invitation.state if invitation else "unknown")
    owner = invitations.account_for(invitation.email)
    form = None if owner else AcceptForm(request.POST or None, email=invitation.email)
    if request.method == "POST" and (owner == request.user if owner else form.is_valid()):
        given = {"user": owner} if owner else {key: form.cleaned_data[key] for key in ("name", "password")}
        try:
            user = invitations.accept(invitation, **given)
        except invitations.NotInvited as error:
            return _closed(request, error.state)
        if not owner:
            login(request, user, backend=BACKEND)
        messages.success(request, _("Welcome to the library. Your account is ready."))
        return redirect(get_adapter(request).get_login_redirect_url(request))
    response = render(
        request,
        "accounts/accept_invitation.html",
        {
            "invitation": invitation,
            "form": form,
            "owner": owner,
            "is_owner": bool(owner) and owner == request.user,
            "login_url": f"{reverse('account_login')}?next={request.path}",
        },
    )
    response["Referrer-Policy"] = "same-origin"  # the address is a key; without any, browsers would send no Origin
    return response


def _closed(request: HttpRequest, state: str) -> HttpResponse:
    """The invitation cannot be accepted, and what to do."""
    return render(request, "accounts/invitation_closed.html", {"state": state}, status=GONE)
