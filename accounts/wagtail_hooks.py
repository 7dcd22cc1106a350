"""Invitations in the admin: a list with their state; adding one sends it; resend and withdraw are one click each."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from accounts import invitations
from accounts.models import Invitation
from accounts.people import PeopleViewSet
from accounts.roles import ROLES, TRANSLATOR, may_invite_to
from core.letters import LetterNotSent

NOT_SENT = gettext_lazy("The letter could not be sent. The invitation is kept: send it again later.")
STATES = {
    "open": gettext_lazy("waiting"),
    "accepted": gettext_lazy("accepted"),
    "expired": gettext_lazy("expired"),
    "revoked": gettext_lazy("withdrawn"),
}


def _valid_until(invitation):
    return date_format(timezone.localtime(invitation.expires_at), "DATE_FORMAT")


class InvitationForm(WagtailAdminModelForm):
    """Offers the roles this person may invite to, and asks for a city where the role is of one, and a translator's
    languages."""

    translates_into = forms.MultipleChoiceField(
        label=gettext_lazy("Translates into"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("For a translator: which languages."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = may_invite_to(self.for_user)
        self.fields["role"].choices = [(role.code, role.label) for role in offered]

    def clean(self):
        given = super().clean()
        role = ROLES.get(given.get("role", ""))
        if role and role.of_a_city and not given.get("city"):
            self.add_error("city", _("A city officer acts for a city. Choose it."))
        if role and not role.of_a_city:
            given["city"] = None
        if role and role.code == TRANSLATOR and not given.get("translates_into"):
            self.add_error("translates_into", _("A translator translates into a language. Choose at least one."))
        if role and role.code != TRANSLATOR:
            given["translates_into"] = []
        email = given.get("email", "")
        if Invitation.objects.open().filter(email__iexact=email, role=given.get("role")).exists():
            self.add_error("email", _("An invitation to this role is waiting there already. Send that one again."))
        return given


class InviteView(CreateView):
    """Adding an invitation sends its letter."""

    def save_instance(self):
        invitation = self.form.save(commit=False)
        try:
            invitations.send(invitation, by=self.request.user)
        except LetterNotSent:
            messages.error(self.request, NOT_SENT)
        log(instance=invitation, action="wagtail.create", user=self.request.user)
        return invitation

    def get_success_message(self, instance):
        return _("The invitation to %(email)s has been sent.") % {"email": instance.email} if instance.sent_at else None


class InvitationView(EditView):
    """One invitation: how it stands, and the letter sent again or the invitation withdrawn. Nothing else changes."""

    template_name = "accounts/admin/invitation.html"

    def get_context_data(self, **kwargs):
        allowed = {role.code for role in may_invite_to(self.request.user)}
        return super().get_context_data(
            state=STATES[self.object.state],
            may_send=self.object.role in allowed,
            index_url=self.get_success_url(),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        action = {"send": self._send, "revoke": self._revoke}.get(request.POST.get("action", ""))
        if action:
            action(request)
        return redirect(self.get_success_url())

    def _send(self, request):
        try:
            invitations.send(self.object, by=request.user)
        except invitations.MayNotInvite as error:
            raise PermissionDenied from error
        except invitations.NotInvited:
            messages.error(request, _("The invitation was accepted or withdrawn meanwhile; nothing has been sent."))
        except LetterNotSent:
            messages.error(request, NOT_SENT)
        else:
            messages.success(request, _("The invitation has been sent again, with a new link."))

    def _revoke(self, request):
        invitations.revoke(self.object)
        messages.success(request, _("The invitation has been withdrawn. Its link no longer works."))


class InvitationViewSet(ModelViewSet):
    """For those who may invite."""

    model = Invitation
    icon = "mail"
    menu_label = gettext_lazy("Invitations")
    menu_order = 250
    add_to_admin_menu = True
    add_view_class = InviteView
    edit_view_class = InvitationView
    inspect_view_enabled = False
    copy_view_enabled = False
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("email", "name", "role", "city", "translates_into", "language")],
        base_form_class=InvitationForm,
    )
    list_filter = ["role", "language"]
    list_display = [
        TitleColumn("email", label=gettext_lazy("Mail address"), sort_key="email", url_name="invitations:edit"),
        Column("get_role_display", label=gettext_lazy("Role"), sort_key="role"),
        Column("city", label=gettext_lazy("City"), sort_key="city"),
        Column("state_label", label=gettext_lazy("State"), accessor=lambda invitation: STATES[invitation.state]),
        Column("valid_until", label=gettext_lazy("Valid until"), accessor=_valid_until, sort_key="expires_at"),
    ]
    search_fields = ["email", "name"]


@hooks.register("register_admin_viewset")
def register_invitations():
    return InvitationViewSet("invitations", url_prefix="invitations")


@hooks.register("register_admin_viewset")
def register_people():
    return PeopleViewSet("people", url_prefix="people")
