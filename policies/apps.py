from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PoliciesConfig(AppConfig):
    name = "policies"
    verbose_name = _("Policies")

    def ready(self):
        from cities.models import CityIndexPage, CityPage
        from core.contributions import contribute_to
        from forums.models import ForumSessionPage
        from policies import contributions
        from policies.case_context import case_context
        from policies.models import CaseStudyPage

        contribute_to(CaseStudyPage, case_context)
        contribute_to(CityIndexPage, contributions.city_index)
        contribute_to(CityPage, contributions.city)
        contribute_to(ForumSessionPage, contributions.session)
