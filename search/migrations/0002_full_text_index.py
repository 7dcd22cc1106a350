from django.db import migrations

from search.engines import postgres, sqlite

DIALECTS = {"sqlite": sqlite, "postgresql": postgres}


def create(apps, schema_editor):
    schema_editor.execute(DIALECTS[schema_editor.connection.vendor].CREATE, params=None)


def drop(apps, schema_editor):
    schema_editor.execute(DIALECTS[schema_editor.connection.vendor].DROP, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_search_tables")]
    operations = [migrations.RunPython(create, drop)]
