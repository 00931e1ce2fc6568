import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cia.audit.append_only import append_only

DECIDED_WHILE_MARKING = """
CREATE FUNCTION suggestion_is_decided_while_marking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT state FROM release_releasecopy WHERE id = NEW.release_id FOR UPDATE) <> 'marking'
       OR (NEW.mark_id IS NOT NULL AND NOT EXISTS (
           SELECT FROM release_mark mark WHERE mark.id = NEW.mark_id AND mark.release_id = NEW.release_id
               AND mark.made_by_id = NEW.decided_by_id)) THEN
        RAISE EXCEPTION 'Suggestions are decided while a release is being marked, by who makes the marks.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER suggestion_is_decided_while_marking BEFORE INSERT ON release_suggestiondecision
    FOR EACH ROW EXECUTE FUNCTION suggestion_is_decided_while_marking();
"""

# To leave a name where it stands is as much a decision as to withhold it.
SECOND_PERSON = """
CREATE FUNCTION check_decided_no_suggestion(person bigint, file bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM release_suggestiondecision decision JOIN release_candidate candidate
            ON candidate.release_id = decision.release_id
        WHERE candidate.id = file AND decision.decided_by_id = person
    ) THEN
        RAISE EXCEPTION 'Nobody approves or publishes a release in which they decided on suggestions.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;

CREATE FUNCTION approver_decided_no_suggestion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_decided_no_suggestion(NEW.approved_by_id, NEW.candidate_id);
    RETURN NEW;
END $$;
CREATE TRIGGER approver_decided_no_suggestion BEFORE INSERT ON release_approval
    FOR EACH ROW EXECUTE FUNCTION approver_decided_no_suggestion();

CREATE FUNCTION publisher_decided_no_suggestion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_decided_no_suggestion(
        NEW.published_by_id, (SELECT candidate_id FROM release_approval WHERE id = NEW.approval_id)
    );
    RETURN NEW;
END $$;
CREATE TRIGGER publisher_decided_no_suggestion BEFORE INSERT ON release_publication
    FOR EACH ROW EXECUTE FUNCTION publisher_decided_no_suggestion();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('release', '0014_what_goes_out_is_kept'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SuggestionDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=100)),
                ('start', models.PositiveIntegerField(null=True)),
                ('end', models.PositiveIntegerField(null=True)),
                ('whole', models.CharField(blank=True, choices=[('', 'A passage'), ('field', 'The whole field'), ('row', 'The whole row')], default='', max_length=10)),
                ('suggested_as', models.CharField(max_length=40)),
                ('kind', models.CharField(choices=[('accepted', 'Withheld'), ('dismissed', 'Dismissed'), ('suggested_again', 'Suggested again')], max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('decided_at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mark', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='release.mark')),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suggestion_decisions', to='release.releasecopy')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('end__gt', models.F('start')), ('start__isnull', False), ('whole', '')), models.Q(models.Q(('whole', ''), _negated=True), ('end', None), ('start', None)), _connector='OR'), name='decided_suggestion_is_a_passage_or_a_whole'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'accepted'), ('mark__isnull', False)), models.Q(models.Q(('kind', 'accepted'), _negated=True), ('mark', None)), _connector='OR'), name='accepted_suggestion_has_its_mark')],
            },
        ),
        migrations.RunSQL(
            sql=DECIDED_WHILE_MARKING, reverse_sql="DROP FUNCTION suggestion_is_decided_while_marking() CASCADE;"
        ),
        migrations.RunSQL(
            sql=SECOND_PERSON,
            reverse_sql="""
            DROP FUNCTION approver_decided_no_suggestion() CASCADE;
            DROP FUNCTION publisher_decided_no_suggestion() CASCADE;
            DROP FUNCTION check_decided_no_suggestion(bigint, bigint);
            """,
        ),
        append_only("release_suggestiondecision"),
    ]
