from django.db import migrations

RELEASE_KEEPS_TO_ITS_LIFE = """
CREATE FUNCTION release_may_follow(now text, next text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT (now, next) IN (
        ('marking', 'checking'), ('marking', 'abandoned'), ('checking', 'marking'), ('checking', 'approved'),
        ('approved', 'marking'), ('approved', 'published'), ('published', 'taken_down')
    )
$$;

CREATE FUNCTION release_keeps_to_its_life() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    latest bigint;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'No release copy is ever removed.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'marking' OR NEW.marks_revision <> 0 THEN
            RAISE EXCEPTION 'A release copy begins with marking.' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.snapshot_id, NEW.number, NEW.made_at, NEW.made_by_id)
       IS DISTINCT FROM (OLD.snapshot_id, OLD.number, OLD.made_at, OLD.made_by_id) THEN
        RAISE EXCEPTION 'A release copy keeps its snapshot and its number.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.marks_revision < OLD.marks_revision OR (NEW.marks_revision <> OLD.marks_revision AND OLD.state <> 'marking') THEN
        RAISE EXCEPTION 'Changes of marks are counted upwards, and only while marking.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state = OLD.state THEN
        RETURN NEW;
    END IF;
    SELECT max(id) INTO latest FROM release_candidate WHERE release_id = NEW.id;
    IF NOT release_may_follow(OLD.state, NEW.state)
       OR (NEW.state = 'checking' AND NOT EXISTS (
           SELECT FROM release_candidate WHERE id = latest AND marks_revision = NEW.marks_revision))
       OR (NEW.state = 'approved' AND NOT EXISTS (SELECT FROM release_approval WHERE candidate_id = latest))
       OR (NEW.state = 'published' AND NOT EXISTS (
           SELECT FROM release_publication publication JOIN release_approval approval ON approval.id = publication.approval_id
           WHERE approval.candidate_id = latest))
       OR (NEW.state = 'taken_down' AND NOT EXISTS (
           SELECT FROM release_withdrawal withdrawal
           JOIN release_publication publication ON publication.id = withdrawal.publication_id
           JOIN release_approval approval ON approval.id = publication.approval_id
           WHERE approval.candidate_id = latest)) THEN
        RAISE EXCEPTION 'This release is at %, which nothing that was done leads to %.', OLD.state, NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER release_keeps_to_its_life BEFORE INSERT OR UPDATE OR DELETE ON release_releasecopy
    FOR EACH ROW EXECUTE FUNCTION release_keeps_to_its_life();
"""

MARKED_ONLY_WHILE_MARKING = """
CREATE FUNCTION marked_only_while_marking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT state FROM release_releasecopy WHERE id = NEW.release_id FOR UPDATE) <> 'marking' THEN
        RAISE EXCEPTION 'Marks change only while a release is being marked.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER marked_only_while_marking BEFORE INSERT OR UPDATE ON release_mark
    FOR EACH ROW EXECUTE FUNCTION marked_only_while_marking();

CREATE FUNCTION grounded_only_while_marking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT release.state FROM release_mark mark JOIN release_releasecopy release ON release.id = mark.release_id
        WHERE mark.id = NEW.mark_id FOR UPDATE OF release) <> 'marking' THEN
        RAISE EXCEPTION 'Marks change only while a release is being marked.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER grounded_only_while_marking BEFORE INSERT ON release_markground
    FOR EACH ROW EXECUTE FUNCTION grounded_only_while_marking();
"""

THE_FILE_THAT_WAITS = """
CREATE FUNCTION check_second_person(person bigint, file bigint, state_needed text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    candidate release_candidate%ROWTYPE;
    release release_releasecopy%ROWTYPE;
BEGIN
    SELECT * INTO candidate FROM release_candidate WHERE id = file;
    SELECT * INTO release FROM release_releasecopy WHERE id = candidate.release_id FOR UPDATE;
    IF release.state <> state_needed
       OR EXISTS (SELECT FROM release_candidate later WHERE later.release_id = release.id AND later.id > file)
       OR EXISTS (SELECT FROM release_mark mark WHERE mark.release_id = release.id
                  AND (mark.made_at > candidate.made_at OR mark.removed_at > candidate.made_at)) THEN
        RAISE EXCEPTION 'This is not the file that waits.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        SELECT FROM assessments_snapshot snapshot JOIN assessments_version version ON version.id = snapshot.version_id
        WHERE snapshot.id = release.snapshot_id AND version.author_id = person
    ) THEN
        RAISE EXCEPTION 'Nobody approves or publishes what they wrote.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF candidate.made_by_id = person AND NOT EXISTS (
        SELECT FROM release_mark mark WHERE mark.release_id = release.id AND mark.removed_at IS NULL
    ) THEN
        RAISE EXCEPTION 'Nobody decides alone that nothing is withheld.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;

CREATE FUNCTION approved_is_the_file_that_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_second_person(NEW.approved_by_id, NEW.candidate_id, 'checking');
    RETURN NEW;
END $$;
CREATE TRIGGER approved_is_the_file_that_waits BEFORE INSERT ON release_approval
    FOR EACH ROW EXECUTE FUNCTION approved_is_the_file_that_waits();

CREATE FUNCTION published_is_the_file_that_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_second_person(
        NEW.published_by_id, (SELECT candidate_id FROM release_approval WHERE id = NEW.approval_id), 'approved'
    );
    RETURN NEW;
END $$;
CREATE TRIGGER published_is_the_file_that_waits BEFORE INSERT ON release_publication
    FOR EACH ROW EXECUTE FUNCTION published_is_the_file_that_waits();
"""


class Migration(migrations.Migration):
    dependencies = [("release", "0002_four_eyes_on_the_bytes")]

    operations = [
        migrations.RunSQL(
            sql=RELEASE_KEEPS_TO_ITS_LIFE,
            reverse_sql="""
            DROP FUNCTION release_keeps_to_its_life() CASCADE;
            DROP FUNCTION release_may_follow(text, text);
            """,
        ),
        migrations.RunSQL(
            sql=MARKED_ONLY_WHILE_MARKING,
            reverse_sql="""
            DROP FUNCTION marked_only_while_marking() CASCADE;
            DROP FUNCTION grounded_only_while_marking() CASCADE;
            """,
        ),
        migrations.RunSQL(
            sql=THE_FILE_THAT_WAITS,
            reverse_sql="""
            DROP FUNCTION approved_is_the_file_that_waits() CASCADE;
            DROP FUNCTION published_is_the_file_that_waits() CASCADE;
            DROP FUNCTION check_second_person(bigint, bigint, text);
            """,
        ),
    ]
