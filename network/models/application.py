"""A city's application to join, and everything that happened to it."""

from django.conf import settings
from django.core import signing
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import ProseField
from core.languages import language_choices
from network.countries import country_name
from network.models.membership import Kind

SALT = "network.application"


class State(models.TextChoices):
    """Where an application stands."""

    RECEIVED = "received", _("Received")
    ASKED = "asked", _("Waiting for the city’s answer")
    ANSWERED = "answered", _("Answered")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OPEN = (State.RECEIVED, State.ASKED, State.ANSWERED)
WITH_THE_SECRETARIAT = (State.RECEIVED, State.ANSWERED)


class ApplicationQuerySet(models.QuerySet):
    def open(self):
        """Those that wait for somebody."""
        return self.filter(state__in=OPEN)


class Application(models.Model):
    """What a city wrote when it asked to join. Its link, sent to the contact, is the only key outside the admin."""

    city_name = models.CharField(_("city"), max_length=80)
    country = models.CharField(_("country"), max_length=2)
    kind = models.CharField(_("kind of membership"), max_length=20, choices=Kind, default=Kind.REGULAR)
    signer_name = models.CharField(_("who signs"), max_length=150, help_text=_("For example the mayor: the full name."))
    signer_office = models.CharField(_("their office"), max_length=150)
    contact_name = models.CharField(_("contact person"), max_length=150)
    contact_email = models.EmailField(_("mail address"), help_text=_("Our letters go there."))
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    language = models.CharField(_("language of our letters"), max_length=10, choices=language_choices, default="en")
    brings = ProseField(
        _("what the city brings"),
        max_length=2000,
        help_text=_("Its policies for decent work, experience it would share, events it could host."),
    )
    hopes = ProseField(_("what the city hopes for"), max_length=2000, blank=True)

    state = models.CharField(_("state"), max_length=20, choices=State, default=State.RECEIVED)
    city = models.ForeignKey(
        "cities.City", on_delete=models.PROTECT, null=True, related_name="applications", verbose_name=_("city record")
    )
    prospect = models.ForeignKey("network.Prospect", on_delete=models.SET_NULL, null=True, related_name="applications")
    key = models.CharField(max_length=40, unique=True, help_text="One press of Send, one application.")
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    changed_at = models.DateTimeField(_("last changed"), default=timezone.now)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]
        verbose_name = _("application")
        verbose_name_plural = _("applications")

    def __str__(self):
        return f"{self.city_name}, {country_name(self.country)}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def token(self) -> str:
        """What its link carries: the number, signed."""
        return signing.dumps(self.pk, salt=SALT)

    @classmethod
    def for_token(cls, token: str) -> "Application":
        """The application a link belongs to. Raises DoesNotExist."""
        try:
            return cls.objects.get(pk=signing.loads(token, salt=SALT))
        except signing.BadSignature as error:
            raise cls.DoesNotExist from error


class ApplicationStep(models.Model):
    """Something that happened to an application. `letter_sent` is None where no letter belongs to it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20, choices=[*State.choices, ("note", _("Note")), ("reminded", _("Reminded"))])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField(blank=True)
    letter_sent = models.BooleanField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
