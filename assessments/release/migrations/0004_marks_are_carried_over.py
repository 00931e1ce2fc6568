import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cia.audit.append_only import append_only

OFFERED_AND_DECIDED = """
CREATE FUNCTION mark_is_offered_within_its_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM release_mark mark
        JOIN release_releasecopy earlier ON earlier.id = mark.release_id
        JOIN assessments_snapshot earlier_snapshot ON earlier_snapshot.id = earlier.snapshot_id
        JOIN assessments_version earlier_version ON earlier_version.id = earlier_snapshot.version_id
        JOIN assessments_version version ON version.assessment_id = earlier_version.assessment_id
        JOIN assessments_snapshot snapshot ON snapshot.version_id = version.id
        JOIN release_releasecopy release ON release.snapshot_id = snapshot.id
        WHERE mark.id = NEW.mark_id AND release.id = NEW.release_id AND earlier.id < release.id
    ) THEN
        RAISE EXCEPTION 'A mark is offered to a later copy of the same assessment.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mark_is_offered_within_its_assessment BEFORE INSERT ON release_markoffer
    FOR EACH ROW EXECUTE FUNCTION mark_is_offered_within_its_assessment();

CREATE FUNCTION offer_is_decided_while_marking() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    copy release_releasecopy%ROWTYPE;
BEGIN
    SELECT release.* INTO copy FROM release_markoffer offer JOIN release_releasecopy release ON release.id = offer.release_id
        WHERE offer.id = NEW.offer_id FOR UPDATE OF release;
    IF copy.state <> 'marking' OR (NEW.mark_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM release_mark mark WHERE mark.id = NEW.mark_id AND mark.release_id = copy.id
            AND mark.made_by_id = NEW.decided_by_id)) THEN
        RAISE EXCEPTION 'Marks are carried over while a release is being marked, by who makes them there.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER offer_is_decided_while_marking BEFORE INSERT ON release_offerdecision
    FOR EACH ROW EXECUTE FUNCTION offer_is_decided_while_marking();

CREATE FUNCTION no_file_while_an_offer_is_undecided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM release_markoffer offer WHERE offer.release_id = NEW.release_id
            AND NOT EXISTS (SELECT FROM release_offerdecision decision WHERE decision.offer_id = offer.id)
    ) THEN
        RAISE EXCEPTION 'Marks of an earlier copy are neither carried over nor left off.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER no_file_while_an_offer_is_undecided BEFORE INSERT ON release_candidate
    FOR EACH ROW EXECUTE FUNCTION no_file_while_an_offer_is_undecided();
"""

# Whoever had a hand in the copy that marks came from had one in the marks.
SECOND_PERSON_BEHIND = """
CREATE FUNCTION copies_behind(copy bigint) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    WITH RECURSIVE behind(id) AS (
        SELECT mark.release_id FROM release_markoffer offer JOIN release_mark mark ON mark.id = offer.mark_id
        WHERE offer.release_id = copy
        UNION
        SELECT mark.release_id FROM behind
        JOIN release_markoffer offer ON offer.release_id = behind.id JOIN release_mark mark ON mark.id = offer.mark_id
    )
    SELECT id FROM behind
$$;

CREATE FUNCTION check_no_hand_behind(person bigint, copy bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM copies_behind(copy) AS earlier(id) WHERE has_a_hand_in_release(person, earlier.id))
       OR EXISTS (
           SELECT FROM release_offerdecision decision JOIN release_markoffer offer ON offer.id = decision.offer_id
           WHERE decision.decided_by_id = person
               AND (offer.release_id = copy OR offer.release_id IN (SELECT copies_behind(copy)))
       ) THEN
        RAISE EXCEPTION 'Nobody approves or publishes marks that they made or carried over, in whatever copy.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;

CREATE FUNCTION approver_had_no_hand_behind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_no_hand_behind(
        NEW.approved_by_id, (SELECT release_id FROM release_candidate WHERE id = NEW.candidate_id)
    );
    RETURN NEW;
END $$;
CREATE TRIGGER approver_had_no_hand_behind BEFORE INSERT ON release_approval
    FOR EACH ROW EXECUTE FUNCTION approver_had_no_hand_behind();

CREATE FUNCTION publisher_had_no_hand_behind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_no_hand_behind(
        NEW.published_by_id,
        (SELECT candidate.release_id FROM release_approval approval
         JOIN release_candidate candidate ON candidate.id = approval.candidate_id WHERE approval.id = NEW.approval_id)
    );
    RETURN NEW;
END $$;
CREATE TRIGGER publisher_had_no_hand_behind BEFORE INSERT ON release_publication
    FOR EACH ROW EXECUTE FUNCTION publisher_had_no_hand_behind();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('release', '0003_a_release_keeps_to_its_life'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MarkOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='release.mark')),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='release.releasecopy')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='OfferDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('unchanged', 'Carried over, the words being the same'), ('found_again', 'Carried over to where the words stand now'), ('left_off', 'Left off')], max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('decided_at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mark', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_from', to='release.mark')),
                ('offer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='release.markoffer')),
            ],
        ),
        migrations.AddConstraint(
            model_name='markoffer',
            constraint=models.UniqueConstraint(fields=('release', 'mark'), name='mark_is_offered_once_to_a_copy'),
        ),
        migrations.AddConstraint(
            model_name='offerdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'left_off'), ('mark', None), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('kind', 'left_off'), _negated=True), ('mark__isnull', False)), _connector='OR'), name='offered_mark_is_carried_over_or_left_off_with_a_reason'),
        ),
        migrations.RunSQL(
            sql=OFFERED_AND_DECIDED,
            reverse_sql="""
            DROP FUNCTION mark_is_offered_within_its_assessment() CASCADE;
            DROP FUNCTION offer_is_decided_while_marking() CASCADE;
            DROP FUNCTION no_file_while_an_offer_is_undecided() CASCADE;
            """,
        ),
        migrations.RunSQL(
            sql=SECOND_PERSON_BEHIND,
            reverse_sql="""
            DROP FUNCTION approver_had_no_hand_behind() CASCADE;
            DROP FUNCTION publisher_had_no_hand_behind() CASCADE;
            DROP FUNCTION check_no_hand_behind(bigint, bigint);
            DROP FUNCTION copies_behind(bigint);
            """,
        ),
        append_only("release_markoffer"),
        append_only("release_offerdecision"),
    ]
