from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self):
        from wagtail.admin.views.account import AvatarSettingsPanel

        # Pictures of people are shown nowhere: without the panel there is no door for files that are not checked.
        AvatarSettingsPanel.is_active = lambda panel: False
