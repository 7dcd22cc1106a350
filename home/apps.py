from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"

    def ready(self):
        from core.contributions import contribute_to
        from home.models import StandardPage
        from translation.contributions import standings

        contribute_to(StandardPage, standings)
