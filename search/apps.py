from django.apps import AppConfig
from django.core.checks import register
from django.core.signals import request_finished
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from search import builders, contributions, signals
        from search.querylog.ledger import ledger
        from search.semantic.checks import check_embedder

        builders.register_kinds()
        signals.connect()
        contributions.register()
        register(check_embedder)
        request_finished.connect(ledger.write_when_due, dispatch_uid="search-ledger")
