from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from search import builders, contributions, signals

        builders.register_kinds()
        signals.connect()
        contributions.register()
