"""The library's index: where case studies live and are searched."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.fields import ProseField
from core.models import BasePage


class PolicyIndexPage(BasePage):
    """The library: the search page, and the parent of every case study. `search` contributes the results."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["policies.CaseStudyPage"]
    max_count_per_parent = 1
    page_description = _("The library: search and all case studies.")
    template = "policies/policy_index_page.html"

    introduction = ProseField(_("introduction"), max_length=500, blank=True, help_text=_("Shown above the search."))

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("policy index")
