from django.apps import AppConfig
from django.core.signals import request_finished
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    name = "translation"
    verbose_name = _("Translation")

    def ready(self):
        from cities.models import CityPage
        from core.contributions import contribute_to
        from forums.models import ForumEditionPage, ForumSessionPage
        from notices.reminders import register_reminder
        from policies.models import CaseStudyPage
        from translation import contributions, signals, telling
        from translation.readers import ledger

        signals.connect()
        register_reminder(telling.remind)
        for page_class in (CaseStudyPage, CityPage, ForumEditionPage, ForumSessionPage):
            contribute_to(page_class, contributions.standings)
        contribute_to(CaseStudyPage, contributions.wanted)
        request_finished.connect(ledger.write_when_due, dispatch_uid="translation-reads")
