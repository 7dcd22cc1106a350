from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Editing")

    def ready(self):
        from core.contributions import contribute_to
        from editorial import files, signals
        from editorial.publication import archiving, confirming, contributions, reminders as of_publication
        from editorial.reviewing import reminders as of_reviews
        from notices.reminders import register_reminder
        from notices.sending import register_key
        from policies.models import CaseStudyPage
        from policies.tombstones import register_tombstones

        signals.connect()
        files.register()
        register_reminder(of_reviews.remind)
        register_reminder(of_publication.remind)
        register_key("confirm", confirming.token_of)
        register_tombstones(archiving.tombstone)
        contribute_to(CaseStudyPage, contributions.case_record)
