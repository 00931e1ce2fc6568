from django.db import migrations

from cia.audit.append_only import append_only

SECOND_PERSON = """
CREATE FUNCTION has_a_hand_in_release(person bigint, copy bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM release_mark mark
        WHERE mark.release_id = copy AND (mark.made_by_id = person OR mark.removed_by_id = person)
    ) OR EXISTS (
        SELECT 1 FROM release_releasecopy release
        JOIN assessments_snapshot snapshot ON snapshot.id = release.snapshot_id
        JOIN assessments_contribution contribution ON contribution.version_id = snapshot.version_id
        WHERE release.id = copy AND contribution.user_id = person
    )
$$;

CREATE FUNCTION approver_is_a_second_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    candidate release_candidate%ROWTYPE;
BEGIN
    SELECT * INTO candidate FROM release_candidate WHERE id = NEW.candidate_id;
    IF has_a_hand_in_release(NEW.approved_by_id, candidate.release_id) THEN
        RAISE EXCEPTION 'Nobody approves a release that they marked or wrote.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.pdf_sha256 <> candidate.pdf_sha256 OR NEW.html_sha256 <> candidate.html_sha256
       OR candidate.pdf_sha256 <> encode(sha256(candidate.pdf), 'hex')
       OR candidate.html_sha256 <> encode(sha256(candidate.html), 'hex') THEN
        RAISE EXCEPTION 'An approval names exactly the bytes of its candidate.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF candidate.marks_revision <> (SELECT marks_revision FROM release_releasecopy WHERE id = candidate.release_id) THEN
        RAISE EXCEPTION 'The marks have changed since this file was made.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approver_is_a_second_person BEFORE INSERT ON release_approval
    FOR EACH ROW EXECUTE FUNCTION approver_is_a_second_person();

CREATE FUNCTION publisher_is_a_second_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    copy release_releasecopy%ROWTYPE;
    made_from integer;
BEGIN
    SELECT release.* INTO copy FROM release_approval approval
        JOIN release_candidate candidate ON candidate.id = approval.candidate_id
        JOIN release_releasecopy release ON release.id = candidate.release_id
        WHERE approval.id = NEW.approval_id;
    SELECT candidate.marks_revision INTO made_from FROM release_approval approval
        JOIN release_candidate candidate ON candidate.id = approval.candidate_id WHERE approval.id = NEW.approval_id;
    IF has_a_hand_in_release(NEW.published_by_id, copy.id) THEN
        RAISE EXCEPTION 'Nobody publishes a release that they marked or wrote.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF made_from <> copy.marks_revision OR NEW.number <> copy.number THEN
        RAISE EXCEPTION 'What is published is what was approved.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publisher_is_a_second_person BEFORE INSERT ON release_publication
    FOR EACH ROW EXECUTE FUNCTION publisher_is_a_second_person();
"""

MARK_IS_ONLY_TAKEN_OFF = """
CREATE FUNCTION mark_is_only_taken_off() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.removed_at IS NOT NULL
       OR (NEW.release_id, NEW.path, NEW.whole, NEW.reason, NEW.made_by_id, NEW.made_at)
          IS DISTINCT FROM (OLD.release_id, OLD.path, OLD.whole, OLD.reason, OLD.made_by_id, OLD.made_at)
       OR NEW.start IS DISTINCT FROM OLD.start OR NEW."end" IS DISTINCT FROM OLD."end" THEN
        RAISE EXCEPTION 'A mark is never changed, only taken off.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mark_is_only_taken_off BEFORE UPDATE OR DELETE ON release_mark
    FOR EACH ROW EXECUTE FUNCTION mark_is_only_taken_off();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("release", "0001_initial"),
        ("assessments", "0002_what_is_decided_never_changes"),
        ("audit", "0002_events_never_change"),
    ]

    operations = [
        migrations.RunSQL(
            sql=SECOND_PERSON,
            reverse_sql="""
            DROP FUNCTION approver_is_a_second_person() CASCADE;
            DROP FUNCTION publisher_is_a_second_person() CASCADE;
            DROP FUNCTION has_a_hand_in_release(bigint, bigint);
            """,
        ),
        migrations.RunSQL(sql=MARK_IS_ONLY_TAKEN_OFF, reverse_sql="DROP FUNCTION mark_is_only_taken_off() CASCADE;"),
        append_only("release_markground"),
        append_only("release_candidate"),
        append_only("release_checkreturn"),
        append_only("release_approval"),
        append_only("release_publication"),
        append_only("release_withdrawal"),
    ]
