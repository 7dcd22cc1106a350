"""Who takes part in an event: speakers, cities and organisations."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language, gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from cities.models.city import country_name
from core.fields import ProseField
from forums.models.edition import ForumEditionPage
from taxonomy.links import terms_of


class SpeakerRole(models.TextChoices):
    """What a person does at an event."""

    KEYNOTE = "keynote", _("Keynote speaker")
    SPEAKER = "speaker", _("Speaker")
    MODERATOR = "moderator", _("Moderator")


class ForumEditionSpeaker(TranslatableMixin, Orderable):
    """A person who speaks at an event."""

    page = ParentalKey(ForumEditionPage, on_delete=models.CASCADE, related_name="speakers")
    role = models.CharField(_("role"), max_length=20, choices=SpeakerRole, default=SpeakerRole.SPEAKER)
    name = models.CharField(_("name"), max_length=120)
    position = models.CharField(_("position"), max_length=200, blank=True)
    note = ProseField(_("note"), max_length=400, blank=True)

    override_translatable_fields = [SynchronizedField("role", overridable=False)]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("speaker")


class ForumEditionCity(Orderable):
    """A city that takes part in an event, in the group the programme lists it under."""

    page = ParentalKey(ForumEditionPage, on_delete=models.CASCADE, related_name="cities")
    city = models.ForeignKey(
        "cities.City", on_delete=models.PROTECT, related_name="forum_editions", verbose_name=_("city")
    )
    group = models.ForeignKey(
        "taxonomy.Term",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=terms_of("region"),
        verbose_name=_("group"),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("participating city")


class ForumEditionOrganisation(TranslatableMixin, Orderable):
    """An organisation that takes part in an event; one row may stand for several that the source names together."""

    page = ParentalKey(ForumEditionPage, on_delete=models.CASCADE, related_name="organisations")
    kind = models.ForeignKey(
        "taxonomy.Term",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=terms_of("participant-kind"),
        verbose_name=_("kind"),
    )
    name = models.CharField(_("name"), max_length=200)
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", _("Write the country as two capital letters (ISO 3166), e.g. KR."))],
    )
    count = models.PositiveSmallIntegerField(_("number of organisations"), default=1)

    override_translatable_fields = [
        SynchronizedField("kind", overridable=False),
        SynchronizedField("country", overridable=False),
        SynchronizedField("count", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("participating organisation")

    @property
    def country_name(self):
        return country_name(self.country, get_language()) if self.country else ""
