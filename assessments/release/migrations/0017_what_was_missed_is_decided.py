import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cia.audit.append_only import append_only

DECIDED_WHILE_MARKING = """
CREATE FUNCTION prompt_is_decided_while_marking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT state FROM release_releasecopy WHERE id = NEW.release_id FOR UPDATE) <> 'marking' THEN
        RAISE EXCEPTION 'What the marks missed is decided only while a release is being marked.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER prompt_is_decided_while_marking BEFORE INSERT ON release_promptdecision
    FOR EACH ROW EXECUTE FUNCTION prompt_is_decided_while_marking();
"""

SECOND_PERSON = """
CREATE FUNCTION check_decided_no_prompt(person bigint, copy bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM release_promptdecision decision WHERE decision.decided_by_id = person
            AND (decision.release_id = copy OR decision.release_id IN (SELECT copies_behind(copy)))
    ) THEN
        RAISE EXCEPTION 'Nobody approves or publishes a release in which they decided what the marks missed.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;

CREATE FUNCTION approver_decided_no_prompt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_decided_no_prompt(
        NEW.approved_by_id, (SELECT release_id FROM release_candidate WHERE id = NEW.candidate_id)
    );
    RETURN NEW;
END $$;
CREATE TRIGGER approver_decided_no_prompt BEFORE INSERT ON release_approval
    FOR EACH ROW EXECUTE FUNCTION approver_decided_no_prompt();

CREATE FUNCTION publisher_decided_no_prompt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_decided_no_prompt(
        NEW.published_by_id,
        (SELECT candidate.release_id FROM release_approval approval
         JOIN release_candidate candidate ON candidate.id = approval.candidate_id WHERE approval.id = NEW.approval_id)
    );
    RETURN NEW;
END $$;
CREATE TRIGGER publisher_decided_no_prompt BEFORE INSERT ON release_publication
    FOR EACH ROW EXECUTE FUNCTION publisher_decided_no_prompt();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('release', '0016_put_back_by_two'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PromptDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('kept', 'Kept'), ('marked', 'Marked too'), ('row_read', 'Read, and left as it is')], max_length=10)),
                ('form', models.CharField(blank=True, max_length=20)),
                ('path', models.CharField(max_length=100)),
                ('start', models.PositiveIntegerField(null=True)),
                ('end', models.PositiveIntegerField(null=True)),
                ('echoes_path', models.CharField(blank=True, max_length=100)),
                ('echoes_start', models.PositiveIntegerField(null=True)),
                ('echoes_end', models.PositiveIntegerField(null=True)),
                ('reason', models.TextField()),
                ('decided_at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='prompt_decisions', to='release.releasecopy')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('echoes_path', ''), ('end', None), ('form', ''), ('kind', 'row_read'), ('start', None), ('echoes_end', None), ('echoes_start', None)), models.Q(models.Q(('kind', 'row_read'), _negated=True), models.Q(('form', ''), _negated=True), models.Q(('echoes_path', ''), _negated=True), ('echoes_end__gt', models.F('echoes_start')), ('end__gt', models.F('start'))), _connector='OR'), name='prompt_is_about_a_mention_or_a_row'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='prompt_is_decided_with_a_reason')],
            },
        ),
        migrations.RunSQL(
            sql=DECIDED_WHILE_MARKING, reverse_sql="DROP FUNCTION prompt_is_decided_while_marking() CASCADE;"
        ),
        migrations.RunSQL(
            sql=SECOND_PERSON,
            reverse_sql="""
            DROP FUNCTION approver_decided_no_prompt() CASCADE;
            DROP FUNCTION publisher_decided_no_prompt() CASCADE;
            DROP FUNCTION check_decided_no_prompt(bigint, bigint);
            """,
        ),
        append_only("release_promptdecision"),
    ]
