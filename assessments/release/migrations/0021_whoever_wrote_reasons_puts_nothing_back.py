from django.db import migrations

IN_WHATEVER_COPY = """
CREATE OR REPLACE FUNCTION check_wrote_no_reasons(person bigint, file bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM release_reasoning reasoning, release_candidate candidate
        WHERE candidate.id = file AND reasoning.written_by_id = person
            AND (reasoning.release_id = candidate.release_id
                 OR reasoning.release_id IN (SELECT copies_behind(candidate.release_id)))
    ) THEN
        RAISE EXCEPTION 'Nobody approves or publishes a release whose reasons they wrote.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION approver_wrote_no_reasons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_wrote_no_reasons(NEW.approved_by_id, NEW.candidate_id);
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION publisher_wrote_no_reasons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_wrote_no_reasons(
        NEW.published_by_id, (SELECT candidate_id FROM release_approval WHERE id = NEW.approval_id)
    );
    RETURN NEW;
END $$;

CREATE FUNCTION put_back_by_who_wrote_no_reasons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_wrote_no_reasons(
        NEW.confirmed_by_id,
        (SELECT approval.candidate_id FROM release_withdrawal withdrawal
         JOIN release_publication publication ON publication.id = withdrawal.publication_id
         JOIN release_approval approval ON approval.id = publication.approval_id WHERE withdrawal.id = NEW.withdrawal_id)
    );
    RETURN NEW;
END $$;
CREATE TRIGGER put_back_by_who_wrote_no_reasons BEFORE INSERT ON release_reinstatement
    FOR EACH ROW EXECUTE FUNCTION put_back_by_who_wrote_no_reasons();
"""
IN_THIS_COPY = """
DROP FUNCTION put_back_by_who_wrote_no_reasons() CASCADE;
CREATE OR REPLACE FUNCTION check_wrote_no_reasons(person bigint, file bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM release_reasoning reasoning JOIN release_candidate candidate
            ON candidate.release_id = reasoning.release_id
        WHERE candidate.id = file AND reasoning.written_by_id = person
    ) THEN
        RAISE EXCEPTION 'Nobody approves or publishes a release whose reasons they wrote.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('release', '0020_whoever_decided_puts_nothing_back'),
    ]

    operations = [
        migrations.RunSQL(sql=IN_WHATEVER_COPY, reverse_sql=IN_THIS_COPY),
    ]
