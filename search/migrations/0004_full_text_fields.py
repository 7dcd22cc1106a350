from importlib import import_module

from django.db import migrations

create = import_module("search.migrations.0002_full_text_index").create


class Migration(migrations.Migration):
    """Brings tables made by an earlier 0002 up to what it creates now; `rebuild_search --clear` fills them."""

    dependencies = [("search", "0003_outbox")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
