import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cia.audit.append_only import append_only

ANSWERED_BY_WHO_WAS_ASKED = """
CREATE FUNCTION harm_is_answered_by_who_was_asked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.answered_by_id <> (SELECT asked_of_id FROM release_harmrequest WHERE id = NEW.request_id) THEN
        RAISE EXCEPTION 'Nobody answers for somebody else who was asked.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER harm_is_answered_by_who_was_asked BEFORE INSERT ON release_harmanswer
    FOR EACH ROW EXECUTE FUNCTION harm_is_answered_by_who_was_asked();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('release', '0017_what_was_missed_is_decided'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HarmRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.TextField()),
                ('due_on', models.DateField()),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='harm_requests', to=settings.AUTH_USER_MODEL)),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='harm_requests', to='release.releasecopy')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='HarmPassage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=100)),
                ('start', models.PositiveIntegerField(null=True)),
                ('end', models.PositiveIntegerField(null=True)),
                ('whole', models.CharField(blank=True, choices=[('', 'A passage'), ('field', 'The whole field'), ('row', 'The whole row')], default='', max_length=10)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='release.harmrequest')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='HarmAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('harm', 'Publishing it would do harm'), ('none', 'I know of no harm'), ('cannot_say', 'I cannot say')], max_length=20)),
                ('text', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField()),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='release.harmrequest')),
            ],
        ),
        migrations.AddConstraint(
            model_name='harmrequest',
            constraint=models.CheckConstraint(condition=models.Q(('question', ''), _negated=True), name='harm_request_asks_something'),
        ),
        migrations.AddConstraint(
            model_name='harmpassage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end__gt', models.F('start')), ('start__isnull', False), ('whole', '')), models.Q(models.Q(('whole', ''), _negated=True), ('end', None), ('start', None)), _connector='OR'), name='harm_is_asked_of_a_passage_or_a_whole'),
        ),
        migrations.AddConstraint(
            model_name='harmanswer',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'harm'), ('text', ''), _negated=True), name='harm_is_said_in_words'),
        ),
        migrations.RunSQL(
            sql=ANSWERED_BY_WHO_WAS_ASKED,
            reverse_sql="DROP FUNCTION harm_is_answered_by_who_was_asked() CASCADE;",
        ),
        append_only("release_harmrequest"),
        append_only("release_harmpassage"),
        append_only("release_harmanswer"),
    ]
