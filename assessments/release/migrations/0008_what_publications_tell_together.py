import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cia.audit.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('release', '0007_a_request_keeps_to_its_states'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CombinationAcceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('earlier', models.TextField()),
                ('reason', models.TextField()),
                ('accepted_at', models.DateTimeField()),
                ('accepted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('publication', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='combination_acceptance', to='release.publication')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('earlier', ''), _negated=True), models.Q(('reason', ''), _negated=True)), name='acceptance_names_publications_and_says_why')],
            },
        ),
        append_only("release_combinationacceptance"),
    ]
