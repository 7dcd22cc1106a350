"""What a case study points at: terms of the vocabularies, sessions of the forum, other cases and cities."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from policies.models.case_study import CaseStudyPage
from taxonomy.links import TermLink, terms_of


def case_key(related_name):
    """The ParentalKey of every row that belongs to a case study."""
    return ParentalKey(CaseStudyPage, on_delete=models.CASCADE, related_name=related_name)


class CaseStudyTheme(TermLink):
    """A theme or topic of the case; the order is the rank. A topic implies its theme."""

    scheme_code = "theme"
    page = case_key("themes")
    term = models.ForeignKey(
        "taxonomy.Term",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=terms_of("theme"),
        verbose_name=_("theme or topic"),
    )


class CaseStudyPillar(TermLink):
    """A pillar of the ILO's Decent Work Agenda that the case serves."""

    scheme_code = "pillar"
    page = case_key("pillars")


class CaseStudyInstrument(TermLink):
    """A policy instrument the case uses."""

    scheme_code = "instrument"
    page = case_key("instruments")


class CaseStudyWorkerGroup(TermLink):
    """A group of workers the case is for."""

    scheme_code = "worker-group"
    page = case_key("worker_groups")


class CaseStudySector(TermLink):
    """A sector of the economy the case is about."""

    scheme_code = "sector"
    page = case_key("sectors")


class CaseStudyConvention(TermLink):
    """An ILO convention or recommendation the case gives effect to."""

    scheme_code = "convention"
    page = case_key("conventions")


class CaseStudyTransferCondition(TermLink):
    """Something another city must have before it can do the same."""

    scheme_code = "transfer-condition"
    page = case_key("transfer_conditions")


class CaseStudyPresentation(Orderable):
    """The forum session in which the case was presented."""

    page = case_key("presentations")
    session = models.ForeignKey(
        "forums.ForumSessionPage",
        on_delete=models.PROTECT,
        related_name="presentations",
        verbose_name=_("session"),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("presentation")


class AdoptionDirection(models.TextChoices):
    """Which way a policy travelled."""

    FROM = "from", _("Adopted from")
    BY = "by", _("Adopted by")


class CaseStudyAdoption(Orderable):
    """Another city, and perhaps its case, that this policy was adopted from or by."""

    page = case_key("adoptions")
    direction = models.CharField(_("direction"), max_length=10, choices=AdoptionDirection)
    case_id = models.CharField(
        _("record id of the case"), max_length=80, blank=True, help_text=_("When that case is in the library.")
    )
    city = models.ForeignKey(
        "cities.City", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("city")
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("adoption")
