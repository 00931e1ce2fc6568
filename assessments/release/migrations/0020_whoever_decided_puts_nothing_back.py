from django.db import migrations

IN_WHATEVER_COPY = """
CREATE OR REPLACE FUNCTION check_decided_no_suggestion(person bigint, file bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM release_suggestiondecision decision, release_candidate candidate
        WHERE candidate.id = file AND decision.decided_by_id = person
            AND (decision.release_id = candidate.release_id
                 OR decision.release_id IN (SELECT copies_behind(candidate.release_id)))
    ) THEN
        RAISE EXCEPTION 'Nobody approves or publishes a release in which they decided on suggestions.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;
"""
IN_THIS_COPY = """
CREATE OR REPLACE FUNCTION check_decided_no_suggestion(person bigint, file bigint) RETURNS void LANGUAGE plpgsql AS $$
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
"""
# To put back is to publish again, so it asks all that publishing asks.
DECIDED_NOTHING = """
CREATE FUNCTION put_back_by_who_decided_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    candidate release_candidate%ROWTYPE;
BEGIN
    SELECT file.* INTO candidate FROM release_withdrawal withdrawal
        JOIN release_publication publication ON publication.id = withdrawal.publication_id
        JOIN release_approval approval ON approval.id = publication.approval_id
        JOIN release_candidate file ON file.id = approval.candidate_id
        WHERE withdrawal.id = NEW.withdrawal_id;
    PERFORM check_decided_no_prompt(NEW.confirmed_by_id, candidate.release_id);
    PERFORM check_decided_no_suggestion(NEW.confirmed_by_id, candidate.id);
    IF candidate.made_by_id = NEW.confirmed_by_id AND NOT EXISTS (
        SELECT FROM release_mark mark WHERE mark.release_id = candidate.release_id AND mark.removed_at IS NULL
    ) THEN
        RAISE EXCEPTION 'Nobody decides alone that nothing is withheld.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER put_back_by_who_decided_nothing BEFORE INSERT ON release_reinstatement
    FOR EACH ROW EXECUTE FUNCTION put_back_by_who_decided_nothing();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('release', '0019_reasons_are_written_once'),
    ]

    operations = [
        migrations.RunSQL(sql=IN_WHATEVER_COPY, reverse_sql=IN_THIS_COPY),
        migrations.RunSQL(
            sql=DECIDED_NOTHING, reverse_sql="DROP FUNCTION put_back_by_who_decided_nothing() CASCADE;"
        ),
    ]
