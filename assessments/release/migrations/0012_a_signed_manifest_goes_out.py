import django.db.models.deletion
from django.db import migrations, models

from cia.audit.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('release', '0011_exemptions_say_what_they_need'),
    ]

    operations = [
        migrations.AddField(
            model_name='candidate',
            name='tools',
            field=models.JSONField(default=dict),
        ),
        migrations.CreateModel(
            name='PublicationPack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('manifest', models.BinaryField()),
                ('signature', models.BinaryField()),
                ('key', models.CharField(max_length=16)),
                ('schedule', models.BinaryField()),
                ('publication', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='pack', to='release.publication')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='pack_names_its_key')],
            },
        ),
        append_only("release_publicationpack"),
    ]
