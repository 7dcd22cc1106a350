from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = _("Network")

    def ready(self):
        from cities.models import CityPage
        from core.contributions import contribute_to
        from network.members import city_membership
        from network.reminders import remind
        from notices.reminders import register_reminder

        contribute_to(CityPage, city_membership)
        register_reminder(remind)
