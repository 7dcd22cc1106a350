"""The application form, and the small forms around it."""

import re
import time

from django import forms
from django.core import signing
from django.core.cache import cache
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from cities.models import City
from core.fields import ProseFormField, validate_code
from network.countries import country_choices
from network.models import Application
from taxonomy.models import Term

SALT = "network.opened"
SOON, OLD = 3, 24 * 60 * 60  # seconds: nobody fills the form faster, or keeps it open longer
MOST, PERIOD = 5, 60 * 60  # applications from one address in an hour


def country_field() -> forms.ChoiceField:
    """A country, chosen by its name in the reader's language."""
    return forms.ChoiceField(
        label=gettext_lazy("Country"), choices=lambda: [("", _("Not chosen yet")), *country_choices()]
    )


class ApplicationForm(forms.ModelForm):
    """What a city tells us. Machines are kept out by a field people do not see, by haste, and by number."""

    website = forms.CharField(
        required=False,
        label=gettext_lazy("Leave this empty"),
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )
    opened = forms.CharField(widget=forms.HiddenInput)
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    class Meta:
        model = Application
        fields = [
            "city_name",
            "country",
            "kind",
            "brings",
            "hopes",
            "signer_name",
            "signer_office",
            "contact_name",
            "contact_email",
            "contact_phone",
            "language",
        ]
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args, address: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self._address = address
        self.fields["country"] = country_field()
        self.fields["kind"].help_text = _("A regular member takes full part; a preliminary member prepares to.")
        for name in ("brings", "hopes"):
            self.fields[name].limit = Application._meta.get_field(name).max_length
        for name, value in (("contact_name", "name"), ("contact_email", "email"), ("contact_phone", "tel")):
            self.fields[name].widget.attrs["autocomplete"] = value
        self.order_fields([*self.Meta.fields, "website", "opened", "key"])

    def clean_key(self):
        if not re.fullmatch(r"[0-9a-f]{32}", self.cleaned_data["key"]):
            raise forms.ValidationError(_("This page is too old. Open it again, and press the button there."))
        return self.cleaned_data["key"]

    def clean(self):
        given = super().clean()
        if given.get("website"):
            raise forms.ValidationError(_("One field is meant to stay empty. Empty it, and send the form again."))
        if not self.errors:
            self._clean_haste(given.get("opened", ""))
            self._clean_number()
        return given

    def _clean_haste(self, opened: str) -> None:
        try:
            seconds = time.time() - float(signing.loads(opened, salt=SALT))
        except (signing.BadSignature, TypeError, ValueError):
            seconds = OLD
        if seconds < SOON:
            raise forms.ValidationError(_("That was quick. Please look the form over, and send it again."))
        if seconds >= OLD:
            raise forms.ValidationError(_("This page is too old. Open it again, and press the button there."))

    def _clean_number(self) -> None:
        if Application.objects.filter(key=self.cleaned_data["key"]).exists():
            return  # the same press again
        mail = self.cleaned_data["contact_email"]
        if Application.objects.open().filter(contact_email__iexact=mail).exists():
            text = _("An application from this mail address is open already. Its page is in the letter we sent there.")
            raise forms.ValidationError(text)
        name = f"applications-from-{self._address}"
        if cache.get_or_set(name, 0, PERIOD) >= MOST:
            raise forms.ValidationError(_("Many applications came from your network. Please try again in an hour."))
        cache.incr(name)


def opened_now() -> str:
    """What the form carries so that haste can be told."""
    return signing.dumps(time.time(), salt=SALT)


class AnswerForm(forms.Form):
    """The city's answer to what it was asked."""

    text = ProseFormField(label=gettext_lazy("Your answer"), max_length=4000, widget=forms.Textarea({"rows": 6}))


class ProspectForm(WagtailAdminModelForm):
    """A prospect, its country chosen by name."""

    country = country_field()


class LetterForm(forms.Form):
    """A letter of the secretariat."""

    text = ProseFormField(label=gettext_lazy("Letter"), max_length=4000, widget=forms.Textarea({"rows": 6}))


class AcceptForm(LetterForm):
    """The letter, and the city's record: one that is there, or what is needed to make it."""

    city = forms.ModelChoiceField(
        City.objects.none(),
        required=False,
        label=gettext_lazy("City record"),
        empty_label=gettext_lazy("A new city, as follows"),
    )
    code = forms.CharField(
        required=False,
        max_length=80,
        validators=[validate_code],
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("Used in addresses and files; never changes. For example: seoul."),
    )
    region = forms.ModelChoiceField(Term.objects.none(), required=False, label=gettext_lazy("Region"))
    latitude = forms.DecimalField(
        required=False, max_digits=7, decimal_places=4, min_value=-90, max_value=90, label=gettext_lazy("Latitude")
    )
    longitude = forms.DecimalField(
        required=False, max_digits=7, decimal_places=4, min_value=-180, max_value=180, label=gettext_lazy("Longitude")
    )
    name_en = forms.CharField(required=False, max_length=80, label=gettext_lazy("Name in English"))
    name_ko = forms.CharField(required=False, max_length=80, label=gettext_lazy("Name in Korean"))
    name_fr = forms.CharField(required=False, max_length=80, label=gettext_lazy("Name in French"))
    name_es = forms.CharField(required=False, max_length=80, label=gettext_lazy("Name in Spanish"))
    NEW = ("code", "region", "latitude", "longitude", "name_en", "name_ko", "name_fr", "name_es")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["city"].queryset = City.objects.prefetch_related("names")
        self.fields["region"].queryset = Term.objects.in_scheme("region").active()

    def clean(self):
        given = super().clean()
        if given.get("city"):
            return given
        for name in self.NEW:
            if given.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, _("Needed for a new city."))
        if City.objects.filter(code=given.get("code") or "").exists():
            self.add_error("code", _("A city has this code already. Choose it above, or take another code."))
        return given
