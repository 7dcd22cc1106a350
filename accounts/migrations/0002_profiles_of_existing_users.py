from django.conf import settings
from django.db import migrations


def give_profiles(apps, schema_editor):
    User = apps.get_model(*settings.AUTH_USER_MODEL.split("."))
    Profile = apps.get_model("accounts", "Profile")
    Profile.objects.bulk_create(Profile(user=user) for user in User.objects.filter(profile=None))


class Migration(migrations.Migration):

    dependencies = [('accounts', '0001_people_and_invitations')]

    operations = [migrations.RunPython(give_profiles, migrations.RunPython.noop)]
