"""The officers of one city among themselves: who they are, who is invited, and handing over when one leaves."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts import invitations
from accounts.models import Invitation, Profile
from accounts.roles import CONTRIBUTOR, ROLES, group_of
from core.letters import LetterNotSent
from editorial.submissions.entering import officers_only, taken_back


class ColleagueForm(forms.ModelForm):
    """Whom to invite to write for one's own city."""

    language = forms.ChoiceField(label=gettext_lazy("Language of the letter"), choices=settings.LANGUAGES)

    class Meta:
        model = Invitation
        fields = ["email", "name", "language"]

    def __init__(self, *args, city, **kwargs):
        super().__init__(*args, **kwargs)
        self._city = city

    def clean_email(self):
        email = self.cleaned_data["email"]
        known = invitations.account_for(email)
        if known and known.is_active and known.profile.city_id == self._city.pk:
            raise forms.ValidationError(_("This colleague is an officer of your city already."))
        if Invitation.objects.open().filter(email__iexact=email, role=CONTRIBUTOR, city=self._city).exists():
            raise forms.ValidationError(_("An invitation is waiting there already. Send that one again."))
        return email


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def colleagues(request: HttpRequest) -> HttpResponse:
    """My city's officers and open invitations; a POST invites one more."""
    city = request.user.profile.city
    form = ColleagueForm(request.POST or taken_back(request), city=city, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        invitation = form.save(commit=False)
        invitation.role, invitation.city = CONTRIBUTOR, city
        _send(request, invitation)
        return redirect("desk-colleagues")
    context = {"form": form, "city": city, "people": officers_of(city), "invited": _waiting(city)}
    return render(request, "contribute/colleagues.html", context)


@require_POST
@officers_only
def send_again(request: HttpRequest, number: int) -> HttpResponse:
    """Sends a colleague's invitation again, with a new link."""
    _send(request, _own(request, number))
    return redirect("desk-colleagues")


@require_POST
@officers_only
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """Withdraws a colleague's invitation."""
    invitations.revoke(_own(request, number))
    messages.success(request, _("The invitation has been withdrawn. Its link no longer works."))
    return redirect("desk-colleagues")


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def hand_over(request: HttpRequest) -> HttpResponse:
    """For someone who leaves: their part ends, the cases stay with the city and its other officers."""
    others = officers_of(request.user.profile.city).exclude(user=request.user)
    if request.method == "POST" and others.exists():
        with transaction.atomic():
            request.user.groups.remove(group_of(CONTRIBUTOR))
            Profile.objects.filter(user=request.user).update(city=None)
        messages.success(request, _("You have handed over. Your city’s cases are with your colleagues."))
        return redirect("account")
    return render(request, "contribute/hand_over.html", {"city": request.user.profile.city, "others": others})


def officers_of(city):
    """The people who can write for a city now."""
    officers = Profile.objects.filter(city=city, user__is_active=True, user__groups__name=ROLES[CONTRIBUTOR].name)
    return officers.select_related("user").order_by("user__first_name", "user__email")


def _waiting(city):
    return Invitation.objects.filter(city=city, role=CONTRIBUTOR, accepted_at=None, revoked_at=None)


def _own(request: HttpRequest, number: int) -> Invitation:
    invitation = _waiting(request.user.profile.city).filter(pk=number).first()
    if invitation is None:
        raise Http404
    return invitation


def _send(request: HttpRequest, invitation: Invitation) -> None:
    try:
        invitations.send(invitation, by=request.user)
    except invitations.NotInvited:
        messages.error(request, _("The invitation was accepted or withdrawn meanwhile; nothing has been sent."))
    except LetterNotSent:
        messages.error(request, _("The letter could not be sent. The invitation is kept: send it again later."))
    else:
        messages.success(request, _("The invitation to %(email)s has been sent.") % {"email": invitation.email})
