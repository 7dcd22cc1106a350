"""The people of the library for the secretariat: who they are, what they act for; ending and restoring their access."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from accounts.languages import grant, languages_of
from accounts.models import Profile
from accounts.roles import ADMIN, TRANSLATOR, roles_of


def _roles(profile):
    return ", ".join(str(role.label) for role in roles_of(profile.user))


def _last_seen(profile):
    seen = profile.user.last_login
    return date_format(timezone.localtime(seen), "DATE_FORMAT") if seen else _("never")


def may_end_access_of(person, by) -> bool:
    """Whether `by` may end or restore a person's access: not one's own; of staff, administrators only."""
    works_in_admin = person.is_superuser or any(ADMIN in role.permissions for role in roles_of(person))
    return person.pk != by.pk and (by.is_superuser or not works_in_admin)


def is_translator(person) -> bool:
    return any(role.code == TRANSLATOR for role in roles_of(person))


class LanguagesForm(forms.Form):
    """What a translator translates into."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Translates into"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class PeopleView(IndexView):
    """Everyone with an account."""

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("user", "city").prefetch_related("city__names")


class PersonView(EditView):
    """One person; ending their access takes effect at once, and loses nothing of what they wrote. A translator's
    languages are granted here."""

    template_name = "accounts/admin/person.html"

    def get_context_data(self, **kwargs):
        person = self.object.user
        return super().get_context_data(
            person=person,
            roles=_roles(self.object),
            may_end=may_end_access_of(person, self.request.user),
            languages_form=LanguagesForm(initial={"languages": languages_of(person)})
            if is_translator(person)
            else None,
            index_url=self.get_success_url(),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        person = self.object.user
        if request.POST.get("action") == "languages":
            return self._grant_languages(person)
        if not may_end_access_of(person, request.user):
            raise PermissionDenied
        wanted = {"end": False, "restore": True}.get(request.POST.get("action", ""), person.is_active)
        get_user_model().objects.filter(pk=person.pk).update(is_active=wanted)
        log(instance=self.object, action="wagtail.edit", user=request.user)
        words = _("Their access has been restored.") if wanted else _("Their access has ended. What they wrote stays.")
        messages.success(request, words)
        return redirect(request.path)

    def _grant_languages(self, person):
        form = LanguagesForm(self.request.POST)
        if not is_translator(person) or not form.is_valid():
            raise PermissionDenied
        grant(person, form.cleaned_data["languages"])
        log(instance=self.object, action="wagtail.edit", user=self.request.user)
        messages.success(self.request, _("Their languages have been saved."))
        return redirect(self.request.path)


class PeopleViewSet(ModelViewSet):
    """For the secretariat."""

    model = Profile
    icon = "group"
    menu_label = gettext_lazy("People")
    menu_order = 260
    add_to_admin_menu = True
    index_view_class = PeopleView
    edit_view_class = PersonView
    inspect_view_enabled = False
    copy_view_enabled = False
    edit_handler = ObjectList([FieldPanel("language", read_only=True)])
    list_filter = ["city"]
    list_display = [
        TitleColumn("name", label=gettext_lazy("Name"), accessor=str, url_name="people:edit"),
        Column("email", label=gettext_lazy("Mail address"), accessor="user.email", sort_key="user__email"),
        Column("roles", label=gettext_lazy("Role"), accessor=_roles),
        Column("city", label=gettext_lazy("City"), sort_key="city"),
        Column("seen", label=gettext_lazy("Last here"), accessor=_last_seen, sort_key="user__last_login"),
    ]
    search_fields = ["user__first_name", "user__last_name", "user__email", "user__username"]
