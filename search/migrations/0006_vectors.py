import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('search', '0005_query_log')]

    operations = [
        migrations.CreateModel(
            name='SearchVector',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=10)),
                ('model', models.CharField(max_length=120)),
                ('content_hash', models.CharField(max_length=32)),
                ('vector', models.BinaryField()),
                ('generation', models.BigIntegerField(db_index=True)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='vectors', to='search.searchrecord')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('record', 'language', 'model'), name='one_search_vector_per_text_and_model')],
            },
        ),
    ]
