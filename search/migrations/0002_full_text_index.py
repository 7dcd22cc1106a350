from django.db import migrations

from search.engines import postgres, sqlite

DIALECTS = {"sqlite": sqlite, "postgresql": postgres}


def create(apps, schema_editor):
    for statement in DIALECTS[schema_editor.connection.vendor].CREATE:
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    for statement in DIALECTS[schema_editor.connection.vendor].DROP:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_search_tables")]
    operations = [migrations.RunPython(create, drop)]
