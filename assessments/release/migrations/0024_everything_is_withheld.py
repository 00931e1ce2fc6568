import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cia.audit.append_only import append_only

SENT_IS_OF_THE_REQUEST = """
CREATE OR REPLACE FUNCTION sent_is_of_the_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.release_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM release_releasecopy WHERE id = NEW.release_id AND request_id = NEW.request_id))
       OR (NEW.notice_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM release_noticetext WHERE id = NEW.notice_id
                AND (release_id = NEW.release_id OR (NEW.release_id IS NULL AND request_id = NEW.request_id)))) THEN
        RAISE EXCEPTION 'An answer sends a release of its request with the notice of that release, or the notice of the request.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""

SENT_WITH_A_RELEASE = """
CREATE OR REPLACE FUNCTION sent_is_of_the_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.release_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM release_releasecopy WHERE id = NEW.release_id AND request_id = NEW.request_id))
       OR (NEW.notice_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM release_noticetext WHERE id = NEW.notice_id AND release_id = NEW.release_id)) THEN
        RAISE EXCEPTION 'An answer sends a release of its request, and the notice of that release.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('release', '0023_a_role_stands_beside_a_mark'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RefusalGround',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('is_relied_on', models.BooleanField(default=True)),
                ('answers', models.JSONField(default=dict)),
                ('written_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='requestevent',
            name='only_an_answer_sends_a_release_and_its_notice',
        ),
        migrations.AddField(
            model_name='noticetext',
            name='request',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notice_texts', to='release.request'),
        ),
        migrations.AlterField(
            model_name='noticetext',
            name='release',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notice_texts', to='release.releasecopy'),
        ),
        migrations.AddConstraint(
            model_name='noticetext',
            constraint=models.UniqueConstraint(fields=('request', 'revision'), name='notice_of_a_request_numbered_once'),
        ),
        migrations.AddConstraint(
            model_name='noticetext',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('release', None), ('request__isnull', False)), models.Q(('release__isnull', False), ('request', None)), _connector='OR'), name='notice_is_of_a_release_or_of_a_request'),
        ),
        migrations.AddConstraint(
            model_name='requestevent',
            constraint=models.CheckConstraint(condition=models.Q(('step', 'replied'), ('release', None), _connector='OR'), name='only_a_reply_sends_a_release'),
        ),
        migrations.AddConstraint(
            model_name='requestevent',
            constraint=models.CheckConstraint(condition=models.Q(('step__in', ['replied', 'refused']), ('notice', None), _connector='OR'), name='only_an_answer_sends_a_notice'),
        ),
        migrations.AddField(
            model_name='refusalground',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refusal_grounds', to='release.request'),
        ),
        migrations.AddField(
            model_name='refusalground',
            name='written_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunSQL(sql=SENT_IS_OF_THE_REQUEST, reverse_sql=SENT_WITH_A_RELEASE),
        append_only("release_refusalground"),
    ]
