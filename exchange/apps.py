from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "exchange"

    def ready(self):
        from core.contributions import contribute_to
        from exchange.citations import case_contribution
        from policies.models import CaseStudyPage

        contribute_to(CaseStudyPage, case_contribution)
