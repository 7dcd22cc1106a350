from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    name = "translation"
    verbose_name = _("Translation")

    def ready(self):
        from cities.models import CityPage
        from core.contributions import contribute_to
        from forums.models import ForumEditionPage, ForumSessionPage
        from policies.models import CaseStudyPage
        from translation import contributions, signals

        signals.connect()
        for page_class in (CaseStudyPage, CityPage, ForumEditionPage, ForumSessionPage):
            contribute_to(page_class, contributions.standings)
