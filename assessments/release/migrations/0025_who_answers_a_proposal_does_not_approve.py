from django.db import migrations

# To leave a passage as it is, against what a checker proposed, is as much a decision as to withhold it.
SECOND_PERSON = """
CREATE FUNCTION check_answered_no_proposal(person bigint, file bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM release_proposalanswer answer
            JOIN release_checkproposal proposal ON proposal.id = answer.proposal_id
            JOIN release_candidate read ON read.id = proposal.candidate_id
            JOIN release_candidate candidate ON candidate.release_id = read.release_id
        WHERE candidate.id = file AND answer.answered_by_id = person AND answer.kind <> 'taken_back'
    ) THEN
        RAISE EXCEPTION 'Nobody approves or publishes a release in which they answered what a checker proposed.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;

CREATE FUNCTION approver_answered_no_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_answered_no_proposal(NEW.approved_by_id, NEW.candidate_id);
    RETURN NEW;
END $$;
CREATE TRIGGER approver_answered_no_proposal BEFORE INSERT ON release_approval
    FOR EACH ROW EXECUTE FUNCTION approver_answered_no_proposal();

CREATE FUNCTION publisher_answered_no_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_answered_no_proposal(
        NEW.published_by_id, (SELECT candidate_id FROM release_approval WHERE id = NEW.approval_id)
    );
    RETURN NEW;
END $$;
CREATE TRIGGER publisher_answered_no_proposal BEFORE INSERT ON release_publication
    FOR EACH ROW EXECUTE FUNCTION publisher_answered_no_proposal();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("release", "0024_everything_is_withheld"),
    ]

    operations = [
        migrations.RunSQL(
            sql=SECOND_PERSON,
            reverse_sql="""
            DROP FUNCTION approver_answered_no_proposal() CASCADE;
            DROP FUNCTION publisher_answered_no_proposal() CASCADE;
            DROP FUNCTION check_answered_no_proposal(bigint, bigint);
            """,
        ),
    ]
