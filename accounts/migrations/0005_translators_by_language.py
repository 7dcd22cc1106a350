"""Translators change the pages of their languages only: whoever could translate goes on in every language there is."""

from django.db import migrations

TRANSLATORS = "Translators"


def by_language(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.filter(name=TRANSLATORS).first()
    if group is None:
        return
    apps.get_model("wagtailcore", "GroupPagePermission").objects.filter(
        group=group, page__depth=1, permission__codename="change_page"
    ).delete()
    group.permissions.remove(*group.permissions.filter(codename="submit_translation"))
    codes = apps.get_model("wagtailcore", "Locale").objects.values_list("language_code", flat=True)
    for code in codes:
        own, _created = apps.get_model("auth", "Group").objects.get_or_create(name=f"{TRANSLATORS} ({code})")
        own.user_set.add(*group.user_set.all())


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_invitation_translates_into"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [migrations.RunPython(by_language, migrations.RunPython.noop)]
