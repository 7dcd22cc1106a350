"""What people tell the library about themselves."""

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.models import Profile


class SignInForm(LoginForm):
    """Asks for the mail address; the name of an account without one works, too."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Mail address")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class AcceptForm(forms.Form):
    """A name and a password, for someone who has no account yet."""

    name = forms.CharField(label=_("Your name"), max_length=150, widget=forms.TextInput({"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Several words in a row are easier to remember than signs."),
    )
    again = forms.CharField(
        label=_("Password, once more"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args, email: str, **kwargs):
        super().__init__(*args, **kwargs)
        self._email = email

    def clean_password(self):
        password = self.cleaned_data["password"]
        about = get_user_model()(email=self._email, first_name=self.cleaned_data.get("name", ""))
        validate_password(password, about)
        return password

    def clean(self):
        given = self.cleaned_data
        if "password" in given and "again" in given and given["password"] != given["again"]:
            self.add_error("again", _("The two passwords are not the same. Type the same one twice."))
        return given


class PersonForm(forms.ModelForm):
    """What a person may change about themselves: their name and the language of their letters."""

    name = forms.CharField(label=_("Your name"), max_length=150, widget=forms.TextInput({"autocomplete": "name"}))

    class Meta:
        model = Profile
        fields = ["language", "daily_letter"]
        labels = {"language": _("Language of your letters"), "daily_letter": _("One letter a day")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = self.instance.user.get_full_name()
        self.order_fields(["name", "language", "daily_letter"])

    def save(self, commit=True):
        profile = super().save(commit)
        profile.user.first_name, profile.user.last_name = self.cleaned_data["name"].strip(), ""
        profile.user.save(update_fields=["first_name", "last_name"])
        return profile
