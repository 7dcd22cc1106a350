from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Editing")

    def ready(self):
        from editorial import files, signals

        signals.connect()
        files.register()
