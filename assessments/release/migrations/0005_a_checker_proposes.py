import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cia.audit.append_only import append_only

PROPOSED_AND_ANSWERED = """
CREATE FUNCTION proposed_while_checking() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    copy release_releasecopy%ROWTYPE;
BEGIN
    SELECT release.* INTO copy FROM release_candidate candidate JOIN release_releasecopy release ON release.id = candidate.release_id
        WHERE candidate.id = NEW.candidate_id FOR UPDATE OF release;
    IF copy.state <> 'checking' OR (NEW.mark_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM release_mark mark WHERE mark.id = NEW.mark_id AND mark.release_id = copy.id)) THEN
        RAISE EXCEPTION 'Changes are proposed while a file is being checked, to its own marks.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER proposed_while_checking BEFORE INSERT ON release_checkproposal
    FOR EACH ROW EXECUTE FUNCTION proposed_while_checking();

CREATE FUNCTION answered_while_marking() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    copy_state text;
    proposer bigint;
    proposed text;
BEGIN
    SELECT release.state, proposal.made_by_id, proposal.kind INTO copy_state, proposer, proposed
        FROM release_checkproposal proposal JOIN release_candidate candidate ON candidate.id = proposal.candidate_id
        JOIN release_releasecopy release ON release.id = candidate.release_id
        WHERE proposal.id = NEW.proposal_id FOR UPDATE OF release;
    IF (NEW.kind = 'taken_back' AND (copy_state <> 'checking' OR NEW.answered_by_id <> proposer))
       OR (NEW.kind <> 'taken_back' AND copy_state <> 'marking')
       OR (NEW.kind = 'answered') <> (proposed = 'question' AND NEW.kind <> 'taken_back') THEN
        RAISE EXCEPTION 'Proposals are answered while a release is being marked, or taken back by who made them.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER answered_while_marking BEFORE INSERT ON release_proposalanswer
    FOR EACH ROW EXECUTE FUNCTION answered_while_marking();

CREATE FUNCTION nothing_approved_while_changes_are_proposed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM release_checkproposal proposal JOIN release_candidate candidate ON candidate.id = proposal.candidate_id
        WHERE candidate.release_id = (SELECT release_id FROM release_candidate WHERE id = NEW.candidate_id)
            AND NOT EXISTS (SELECT FROM release_proposalanswer answer WHERE answer.proposal_id = proposal.id)
    ) THEN
        RAISE EXCEPTION 'Changes to this file are proposed and not answered.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER nothing_approved_while_changes_are_proposed BEFORE INSERT ON release_approval
    FOR EACH ROW EXECUTE FUNCTION nothing_approved_while_changes_are_proposed();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('release', '0004_marks_are_carried_over'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CheckProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('add', 'Add a mark'), ('take_off', 'Take this mark off'), ('change', 'Change its exemptions'), ('question', 'A question')], max_length=20)),
                ('path', models.CharField(blank=True, max_length=100)),
                ('start', models.PositiveIntegerField(null=True)),
                ('end', models.PositiveIntegerField(null=True)),
                ('whole', models.CharField(blank=True, choices=[('', 'A passage'), ('field', 'The whole field'), ('row', 'The whole row')], default='', max_length=10)),
                ('words', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='release.candidate')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mark', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='release.mark')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ProposalAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('adopted', 'Adopted'), ('declined', 'Declined'), ('answered', 'Answered'), ('taken_back', 'Taken back')], max_length=20)),
                ('sentence', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField()),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='release.checkproposal')),
            ],
        ),
        migrations.CreateModel(
            name='ProposedExemption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('exemption', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='release.exemption')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exemptions', to='release.checkproposal')),
            ],
        ),
        migrations.AddConstraint(
            model_name='checkproposal',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='proposal_says_why'),
        ),
        migrations.AddConstraint(
            model_name='checkproposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'add'), ('mark', None), models.Q(('path', ''), _negated=True)), models.Q(models.Q(('kind', 'add'), _negated=True), ('end', None), ('mark__isnull', False), ('path', ''), ('start', None), ('whole', '')), _connector='OR'), name='proposal_is_of_a_place_or_of_a_mark'),
        ),
        migrations.AddConstraint(
            model_name='checkproposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'add'), _negated=True), models.Q(('end__gt', models.F('start')), ('start__isnull', False), ('whole', '')), models.Q(models.Q(('whole', ''), _negated=True), ('end', None), ('start', None)), _connector='OR'), name='proposed_mark_covers_a_passage_or_a_whole'),
        ),
        migrations.AddConstraint(
            model_name='proposalanswer',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'taken_back'), models.Q(('sentence', ''), _negated=True), _connector='OR'), name='proposal_is_answered_in_a_sentence'),
        ),
        migrations.AddConstraint(
            model_name='proposedexemption',
            constraint=models.UniqueConstraint(fields=('proposal', 'exemption'), name='exemption_is_proposed_once'),
        ),
        migrations.RunSQL(
            sql=PROPOSED_AND_ANSWERED,
            reverse_sql="""
            DROP FUNCTION proposed_while_checking() CASCADE;
            DROP FUNCTION answered_while_marking() CASCADE;
            DROP FUNCTION nothing_approved_while_changes_are_proposed() CASCADE;
            """,
        ),
        append_only("release_checkproposal"),
        append_only("release_proposedexemption"),
        append_only("release_proposalanswer"),
    ]
