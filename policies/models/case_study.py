"""The case study: one city policy, told in one language by the library’s template."""

import uuid
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy as _
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from core.fields import CodeField, PartialDateField, ProseField
from core.languages import language_choices
from core.models import BasePage
from policies import panels, rules
from policies.forms import CaseStudyForm
from policies.querysets import CaseStudyPageManager
from policies.tombstones import tombstone_of
from taxonomy.links import terms_of

GONE = 410
LONG_UNCONFIRMED = timedelta(days=2 * 365)


class Licence(models.TextChoices):
    """The licences a city may choose for its text."""

    CC_BY = "CC-BY-4.0", "CC BY 4.0"
    CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    CC0 = "CC0-1.0", "CC0 1.0"


def new_record_id():
    """A record id for a case that was not given one."""
    return f"case-{uuid.uuid4().hex[:12]}"


def term_field(scheme_code, name, **kwargs):
    """A single, language-neutral term of one vocabulary, required to publish unless said otherwise."""
    options = {"null": True, "on_delete": models.PROTECT, "related_name": "+", "verbose_name": name}
    return models.ForeignKey("taxonomy.Term", limit_choices_to=terms_of(scheme_code), **(options | kwargs))


class CaseStudyPage(BasePage):
    """A policy of a city: what was done, with whom, what came of it, and what another city needs to know."""

    parent_page_types = ["policies.PolicyIndexPage"]
    subpage_types: list[str] = []
    page_description = _("A policy of a city, told by the library's template.")
    template = "policies/case_study_page.html"
    base_form_class = CaseStudyForm

    record_id = CodeField(
        _("record id"),
        default=new_record_id,
        help_text=_("The case's name in files and citations, the same in every language; never changes."),
    )
    summary = ProseField(
        _("summary"), max_length=280, help_text=_("One or two sentences: who did what, for whom. Shown in every list.")
    )
    city = models.ForeignKey(
        "cities.City", on_delete=models.PROTECT, null=True, related_name="case_studies", verbose_name=_("city")
    )
    lead_body = models.CharField(
        _("lead body"), max_length=160, help_text=_("The office or organisation that runs the policy.")
    )
    lead_body_type = term_field("lead-body", _("type of lead body"))
    original_language = models.CharField(_("original language"), max_length=10, choices=language_choices, blank=True)
    status = term_field("status", _("status"), help_text=_("Planned policies are not accepted."))
    start = PartialDateField(_("start"), help_text=_("A year, month or day: 2019, 2019-12 or 2019-12-03."))
    end = PartialDateField(_("end"), blank=True, help_text=_("Only when it has ended."))

    problem = ProseField(
        _("problem and context"), max_length=2000, help_text=_("What was wrong, for whom, and why the city had to act.")
    )
    legal_basis = ProseField(
        _("legal basis"), max_length=1000, help_text=_("The law or ordinance, and what the city is competent to do.")
    )
    objectives = ProseField(
        _("objectives"),
        max_length=1000,
        help_text=_("What the policy set out to change, as precisely as it was stated."),
    )
    actions = ProseField(
        _("what was done"), max_length=4000, help_text=_("Step by step, in the order things happened.")
    )
    social_dialogue = ProseField(
        _("social dialogue"), max_length=1500, help_text=_("How workers' and employers' organisations took part.")
    )
    results = ProseField(
        _("results"),
        max_length=2000,
        help_text=_("What changed, and how one knows. Figures go into the indicators below."),
    )
    not_measured = ProseField(
        _("not yet measured, because"),
        max_length=500,
        blank=True,
        help_text=_("Only when there is no indicator: why not."),
    )
    success_factors = ProseField(
        _("success factors"), max_length=1500, help_text=_("What made it work that another city should know.")
    )
    limits = ProseField(
        _("what did not work, and limits"),
        max_length=1500,
        help_text=_("As valued here as success: what failed, whom it did not reach."),
    )
    transfer = ProseField(
        _("preconditions for transfer"),
        max_length=1500,
        help_text=_("What another city needs before it can do the same."),
    )
    inclusion = ProseField(
        _("inclusion and gender"),
        max_length=1500,
        blank=True,
        help_text=_("Effects on women and on groups that are easily left out."),
    )

    evidence = term_field("evidence", _("evidence level"))
    evaluation_url = models.URLField(_("link to the evaluation"), blank=True)
    budget_amount = models.DecimalField(_("budget"), max_digits=18, decimal_places=2, null=True, blank=True)
    budget_currency = models.CharField(
        _("currency"), max_length=3, blank=True, help_text=_("ISO 4217, for example KRW.")
    )
    budget_year = models.PositiveSmallIntegerField(_("year of the budget"), null=True, blank=True)
    budget_source = models.CharField(_("source of the budget"), max_length=200, blank=True)
    budget_band = term_field("budget-band", _("budget band"), blank=True)
    staff = models.DecimalField(_("staff (full-time posts)"), max_digits=8, decimal_places=1, null=True, blank=True)

    contact = models.EmailField(_("contact"), help_text=_("A role mailbox, relayed by the library and never shown."))
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, default=Licence.CC_BY)
    consent = models.BooleanField(_("the city agrees to publication"), default=False)
    is_sample = models.BooleanField(
        _("sample"),
        default=False,
        help_text=_("Compiled from public sources and not confirmed by the city; shown as such."),
    )
    updating_note = ProseField(
        _("updating note"), max_length=500, blank=True, help_text=_("What changed in this version, and why. Public.")
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    last_confirmed_on = models.DateField(_("last confirmed by the city"), null=True, blank=True)

    objects = CaseStudyPageManager()

    content_panels = panels.story_panels
    edit_handler = panels.case_study_tabs
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.FilterField("city")]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in rules.SAME_IN_EVERY_LANGUAGE),
    ]

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")
        indexes = [models.Index(fields=["record_id"])]

    def clean(self):
        super().clean()
        if not self.original_language and self.locale_id:
            self.original_language = self.locale.language_code
        if errors := rules.contradictions(self):
            raise ValidationError(errors)

    def route(self, request, path_components):
        """A case that was taken off keeps its address, with a notice."""
        if not path_components and not self.live and (found := tombstone_of(self)):
            return RouteResult(self, kwargs={"tombstone": found})
        return super().route(request, path_components)

    def serve(self, request, *args, tombstone=None, **kwargs):
        if tombstone is None:
            return super().serve(request, *args, **kwargs)
        library_url = f"/{get_language()}/policies/{f'?city={self.city.code}' if self.city else ''}"
        context = {"page": self, "tombstone": tombstone, "library_url": library_url}
        return TemplateResponse(request, "policies/case_archived.html", context, status=GONE)

    def publication_errors(self):
        errors = rules.missing_to_publish(self)
        for relation, messages in rules.rows_of_nothing(self).items():
            errors.setdefault(relation, []).extend(messages)
        return errors

    def original_version(self):
        """The version in the original language where it is published, else this one."""
        return self.published_versions.get(self.original_language, self).specific

    @cached_property
    def ranked_themes(self):
        """The case's themes and topics in the order of their weight."""
        return [link.term for link in self.themes.all()]

    @property
    def theme_codes(self):
        """Codes of the themes, those implied by topics included, without repetition."""
        implied = [term.parent.code if term.parent else term.code for term in self.ranked_themes]
        return list(dict.fromkeys(implied))

    @property
    def is_long_unconfirmed(self):
        """Whether its city last said more than two years ago that it is true; of a sample it never said so."""
        return bool(self.last_confirmed_on) and timezone.localdate() - self.last_confirmed_on > LONG_UNCONFIRMED

    @property
    def years(self):
        """The years the policy ran, as people write them: 2015–, 2015–2019 or 2016."""
        start, end = self.start[:4], self.end[:4]
        if not end:
            return f"{start}–"
        return start if start == end else f"{start}–{end}"
