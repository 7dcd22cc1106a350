"""The secretariat's desk for those who join: applications, prospects, memberships."""

import re

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy
from wagtail import hooks
from wagtail.admin.auth import permission_denied
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import EditView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.log_actions import log

from core.letters import LetterNotSent
from network import deciding
from network.applying import NotNow
from network.forms import AcceptForm, LetterForm, ProspectForm
from network.letters import draft_of, send_letter_of
from network.models import Application, Membership, Prospect

NUMBER = re.compile(r"[0-9]{1,18}")


def _day(name):
    def day(item):
        moment = getattr(item, name)
        return date_format(timezone.localtime(moment), "DATE_FORMAT") if moment else ""

    return day


class ApplicationView(EditView):
    """One application with its timeline, and the three answers, each with its letter."""

    template_name = "network/admin/application.html"
    FORMS = {"asked": LetterForm, "accepted": AcceptForm, "declined": LetterForm}

    def get_context_data(self, **kwargs):
        forms = {kind: self._form(kind) for kind in self.FORMS} | kwargs.pop("given", {})
        return super().get_context_data(
            application=self.object,
            forms=forms,
            steps=self.object.steps.select_related("by"),
            index_url=self.get_success_url(),
            **kwargs,
        )

    def _form(self, kind, data=None):
        initial = {"text": draft_of(self.object, kind)}
        if kind == "accepted":
            initial |= {f"name_{code}": self.object.city_name for code in deciding.LANGUAGES}
        return self.FORMS[kind](data, initial=initial, prefix=kind)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        kind = request.POST.get("action", "")
        if kind == "send-again":
            return self._send_again(request)
        if kind not in self.FORMS:
            return redirect(request.path)
        form = self._form(kind, request.POST)
        if not form.is_valid():
            messages.error(request, _("Nothing has been sent yet: see what is marked below."))
            return self.render_to_response(self.get_context_data(given={kind: form}))
        try:
            step = self._decide(kind, form.cleaned_data)
        except NotNow:
            messages.error(request, _("The application was decided or withdrawn meanwhile; nothing has been sent."))
            return redirect(request.path)
        log(instance=self.object, action="wagtail.edit", user=request.user, data={"decision": kind})
        if step.letter_sent:
            messages.success(request, _("The letter has been sent."))
        else:
            messages.error(request, _("The letter could not be sent. It is kept below: send it again later."))
        return redirect(request.path)

    def _decide(self, kind, given):
        if kind == "accepted":
            return deciding.accept(self.object, self.request.user, given["text"], given["city"], given)
        decide = {"asked": deciding.ask, "declined": deciding.decline}[kind]
        return decide(self.object, self.request.user, given["text"])

    def _send_again(self, request):
        number = request.POST.get("step", "")
        step = self.object.steps.filter(pk=number, letter_sent=False).first() if NUMBER.fullmatch(number) else None
        if step and send_letter_of(step):
            messages.success(request, _("The letter has been sent."))
        elif step:
            messages.error(request, _("The letter could not be sent. It is kept below: send it again later."))
        return redirect(request.path)


class ApplicationViewSet(ModelViewSet):
    """Applications: read and decided here, made on the public page."""

    model = Application
    icon = "form"
    menu_label = gettext_lazy("Applications")
    name = url_prefix = "applications"
    edit_view_class = ApplicationView
    inspect_view_enabled = copy_view_enabled = False
    edit_handler = ObjectList([FieldPanel("state", read_only=True)])
    list_filter = ["state", "kind", "country"]
    list_display = [
        TitleColumn("city", label=gettext_lazy("City"), accessor=str, url_name="applications:edit"),
        Column("get_kind_display", label=gettext_lazy("Kind of membership")),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column("received", label=gettext_lazy("Received"), accessor=_day("received_at"), sort_key="received_at"),
        Column("since", label=gettext_lazy("Waiting since"), accessor=_day("changed_at"), sort_key="changed_at"),
    ]
    search_fields = ["city_name", "contact_name", "contact_email"]


class ProspectViewSet(ModelViewSet):
    """Cities the secretariat would like to invite."""

    model = Prospect
    icon = "calendar-alt"
    menu_label = gettext_lazy("Prospects")
    name = url_prefix = "prospects"
    inspect_view_enabled = copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("city_name"), FieldPanel("country")]),
            FieldRowPanel([FieldPanel("contact_name"), FieldPanel("contact_email"), FieldPanel("language")]),
            FieldPanel("notes"),
            FieldRowPanel([FieldPanel("next_step"), FieldPanel("next_step_on")]),
            FieldPanel("closed"),
        ],
        base_form_class=ProspectForm,
    )
    list_filter = ["closed", "country"]
    list_display = [
        TitleColumn("city", label=gettext_lazy("City"), accessor=str, url_name="prospects:edit"),
        Column("next_step", label=gettext_lazy("Next step")),
        Column("on", label=gettext_lazy("On"), accessor=lambda prospect: _due(prospect), sort_key="next_step_on"),
        Column("invited", label=gettext_lazy("Invited"), accessor=_day("invited_at")),
        TitleColumn("invite", label="", accessor=lambda _prospect: _("Invite"), url_name="prospect-invite"),
    ]
    search_fields = ["city_name", "contact_name", "contact_email", "notes"]


def _due(prospect):
    if not prospect.next_step_on:
        return ""
    day = date_format(prospect.next_step_on, "DATE_FORMAT")
    return _("{day} (due)").format(day=day) if prospect.is_due else day


class MembershipViewSet(ModelViewSet):
    """Who is a member, of what kind, since when."""

    model = Membership
    icon = "group"
    menu_label = gettext_lazy("Memberships")
    name = url_prefix = "memberships"
    inspect_view_enabled = copy_view_enabled = False
    edit_handler = ObjectList([FieldPanel(name) for name in ("city", "kind", "since", "ended", "source")])
    list_filter = ["kind"]
    list_display = [
        TitleColumn("city", label=gettext_lazy("City"), url_name="memberships:edit"),
        Column("get_kind_display", label=gettext_lazy("Kind"), sort_key="kind"),
        Column("since", label=gettext_lazy("Since"), sort_key="since"),
        Column("ended", label=gettext_lazy("Until")),
    ]


class NetworkGroup(ModelViewSetGroup):
    """What concerns membership, in one place of the menu."""

    menu_label = gettext_lazy("Network")
    menu_icon = "globe"
    menu_order = 245
    items = (ApplicationViewSet("applications"), ProspectViewSet("prospects"), MembershipViewSet("memberships"))


def invite_prospect(request, pk):
    """The letter that invites a prospect, to be looked over and sent."""
    if not request.user.has_perm("network.change_prospect"):
        return permission_denied(request)
    prospect = get_object_or_404(Prospect, pk=pk)
    text = _("We would be glad to see your city among the members of the Decent Work City Network.")
    form = LetterForm(request.POST or None, initial={"text": text})
    if request.method == "POST" and prospect.contact_email and form.is_valid():
        try:
            deciding.invite(prospect, request.user, form.cleaned_data["text"])
        except LetterNotSent:
            messages.error(request, _("The letter could not be sent. Nothing else has changed: send it again later."))
        else:
            messages.success(request, _("The letter has been sent."))
            return redirect("prospects:index")
    return render(request, "network/admin/invite.html", {"prospect": prospect, "form": form})


@hooks.register("register_admin_viewset")
def register_network():
    return NetworkGroup()


@hooks.register("register_admin_urls")
def register_invitation():
    return [path("prospects/<int:pk>/invite/", invite_prospect, name="prospect-invite")]
