from django.db import migrations

VERSION_KEEPS_TO_ITS_STATES = """
CREATE FUNCTION version_may_follow(now text, next text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT (now, next) IN (
        ('draft', 'submitted'), ('draft', 'withdrawn'), ('returned', 'submitted'), ('returned', 'withdrawn'),
        ('submitted', 'signed_off'), ('submitted', 'returned'), ('submitted', 'refused'),
        ('signed_off', 'superseded'), ('signed_off', 'cancelled'), ('signed_off', 'closed')
    )
$$;

CREATE FUNCTION version_keeps_to_its_states() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'No version is ever removed.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'A version begins as a draft.' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.assessment_id, NEW.number, NEW.started_at, NEW.started_by_id)
       IS DISTINCT FROM (OLD.assessment_id, OLD.number, OLD.started_at, OLD.started_by_id) THEN
        RAISE EXCEPTION 'A version keeps its file and its number.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state NOT IN ('draft', 'returned') AND (NEW.author_id, NEW.kind, NEW.scale_edition_id)
       IS DISTINCT FROM (OLD.author_id, OLD.kind, OLD.scale_edition_id) THEN
        RAISE EXCEPTION 'Who wrote a version, and on which scale, changes only while it is a draft or returned.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state = OLD.state THEN
        RETURN NEW;
    END IF;
    IF NOT version_may_follow(OLD.state, NEW.state) OR (OLD.state = 'submitted' AND NOT EXISTS (
        SELECT FROM assessments_decision decision
        WHERE decision.kind = NEW.state AND decision.submission_id = (
            SELECT max(submission.id) FROM assessments_submission submission WHERE submission.version_id = NEW.id
        )
    )) THEN
        RAISE EXCEPTION 'This version is at %, which nothing that was done leads to %.', OLD.state, NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER version_keeps_to_its_states BEFORE INSERT OR UPDATE OR DELETE ON assessments_version
    FOR EACH ROW EXECUTE FUNCTION version_keeps_to_its_states();
"""

DECIDED_IS_WHAT_WAITS = """
CREATE FUNCTION submitted_is_what_was_cut() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT state FROM assessments_version WHERE id = NEW.version_id FOR UPDATE) <> 'submitted'
       OR (SELECT version_id FROM assessments_snapshot WHERE id = NEW.snapshot_id) <> NEW.version_id THEN
        RAISE EXCEPTION 'A submission is of a snapshot of its own version.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER submitted_is_what_was_cut BEFORE INSERT ON assessments_submission
    FOR EACH ROW EXECUTE FUNCTION submitted_is_what_was_cut();

CREATE FUNCTION decided_is_what_waits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    version assessments_version%ROWTYPE;
BEGIN
    SELECT waiting.* INTO version FROM assessments_version waiting
        JOIN assessments_submission submission ON submission.version_id = waiting.id
        WHERE submission.id = NEW.submission_id FOR UPDATE OF waiting;
    IF version.state <> 'submitted' OR EXISTS (
        SELECT FROM assessments_submission later WHERE later.version_id = version.id AND later.id > NEW.submission_id
    ) THEN
        RAISE EXCEPTION 'This is not the submission that waits.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF version.author_id = NEW.decided_by_id THEN
        RAISE EXCEPTION 'Nobody decides on an assessment that they wrote part of.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decided_is_what_waits BEFORE INSERT ON assessments_decision
    FOR EACH ROW EXECUTE FUNCTION decided_is_what_waits();
"""

PART_KEEPS_ITS_VERSION = """
CREATE FUNCTION part_keeps_its_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT state FROM assessments_version WHERE id = NEW.version_id) NOT IN ('draft', 'returned')
       OR (TG_OP = 'UPDATE' AND NEW.version_id <> OLD.version_id) THEN
        RAISE EXCEPTION 'A part keeps its version, and is added only while that is a draft or returned.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""
PARTS = ("assessments_cover", "assessments_section", "assessments_rating", "assessments_reassessmentplan")


class Migration(migrations.Migration):
    dependencies = [("assessments", "0008_distribution_lists_and_decisions_on_risks")]

    operations = [
        migrations.RunSQL(
            sql=VERSION_KEEPS_TO_ITS_STATES,
            reverse_sql="""
            DROP FUNCTION version_keeps_to_its_states() CASCADE;
            DROP FUNCTION version_may_follow(text, text);
            """,
        ),
        migrations.RunSQL(
            sql=DECIDED_IS_WHAT_WAITS,
            reverse_sql="""
            DROP FUNCTION submitted_is_what_was_cut() CASCADE;
            DROP FUNCTION decided_is_what_waits() CASCADE;
            """,
        ),
        migrations.RunSQL(sql=PART_KEEPS_ITS_VERSION, reverse_sql="DROP FUNCTION part_keeps_its_version() CASCADE;"),
        *(
            migrations.RunSQL(
                sql=f"""
                CREATE TRIGGER part_keeps_its_version BEFORE INSERT OR UPDATE ON {table}
                    FOR EACH ROW EXECUTE FUNCTION part_keeps_its_version();
                """,
                reverse_sql=f"DROP TRIGGER part_keeps_its_version ON {table};",
            )
            for table in PARTS
        ),
        migrations.RunSQL(
            sql="""
            CREATE TRIGGER written_only_while_editable BEFORE UPDATE OR DELETE ON assessments_reassessmentplan
                FOR EACH ROW EXECUTE FUNCTION written_only_while_editable();
            """,
            reverse_sql="DROP TRIGGER written_only_while_editable ON assessments_reassessmentplan;",
        ),
    ]
