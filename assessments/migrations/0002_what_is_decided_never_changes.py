from django.db import migrations

from cia.audit.append_only import append_only

DECISION_NOT_BY_A_CONTRIBUTOR = """
CREATE FUNCTION decision_not_by_a_contributor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM assessments_contribution contribution
        JOIN assessments_submission submission ON submission.version_id = contribution.version_id
        WHERE submission.id = NEW.submission_id AND contribution.user_id = NEW.decided_by_id
    ) THEN
        RAISE EXCEPTION 'Nobody decides on an assessment that they wrote part of.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decision_not_by_a_contributor BEFORE INSERT ON assessments_decision
    FOR EACH ROW EXECUTE FUNCTION decision_not_by_a_contributor();
"""

CONTRIBUTOR_HAS_NOT_DECIDED = """
CREATE FUNCTION contributor_has_not_signed_off() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM assessments_decision decision
        JOIN assessments_submission submission ON submission.id = decision.submission_id
        WHERE submission.version_id = NEW.version_id AND decision.decided_by_id = NEW.user_id
          AND decision.kind = 'signed_off'
    ) THEN
        RAISE EXCEPTION 'Who signed a version off does not write it.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER contributor_has_not_signed_off BEFORE INSERT ON assessments_contribution
    FOR EACH ROW EXECUTE FUNCTION contributor_has_not_signed_off();
"""

WRITTEN_ONLY_WHILE_EDITABLE = """
CREATE FUNCTION written_only_while_editable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT state FROM assessments_version WHERE id = OLD.version_id) NOT IN ('draft', 'returned') THEN
        RAISE EXCEPTION 'The text of a version changes only while it is a draft or returned.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'No part of a version is ever removed.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""
WRITTEN = ("assessments_cover", "assessments_section", "assessments_rating")


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial"), ("audit", "0002_events_never_change")]

    operations = [
        migrations.RunSQL(
            sql=DECISION_NOT_BY_A_CONTRIBUTOR,
            reverse_sql="DROP FUNCTION decision_not_by_a_contributor() CASCADE;",
        ),
        migrations.RunSQL(
            sql=CONTRIBUTOR_HAS_NOT_DECIDED,
            reverse_sql="DROP FUNCTION contributor_has_not_signed_off() CASCADE;",
        ),
        migrations.RunSQL(
            sql=WRITTEN_ONLY_WHILE_EDITABLE, reverse_sql="DROP FUNCTION written_only_while_editable() CASCADE;"
        ),
        *(
            migrations.RunSQL(
                sql=f"""
                CREATE TRIGGER written_only_while_editable BEFORE UPDATE OR DELETE ON {table}
                    FOR EACH ROW EXECUTE FUNCTION written_only_while_editable();
                """,
                reverse_sql=f"DROP TRIGGER written_only_while_editable ON {table};",
            )
            for table in WRITTEN
        ),
        append_only("assessments_leveldefinition"),
        append_only("assessments_revision"),
        append_only("assessments_contribution"),
        append_only("assessments_snapshot"),
        append_only("assessments_submission"),
        append_only("assessments_decision"),
    ]
