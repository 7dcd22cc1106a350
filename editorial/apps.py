from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Editing")

    def ready(self):
        from editorial import files, signals
        from editorial.reviewing.reminders import remind
        from notices.reminders import register_reminder

        signals.connect()
        files.register()
        register_reminder(remind)
