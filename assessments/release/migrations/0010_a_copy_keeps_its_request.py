from django.db import migrations

from cia.audit.append_only import append_only

A_COPY_KEEPS_ITS_REQUEST = """
CREATE FUNCTION copy_keeps_its_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.request_id IS DISTINCT FROM OLD.request_id THEN
            RAISE EXCEPTION 'A release copy keeps its request.' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.request_id IS NULL AND NOT EXISTS (
        SELECT FROM assessments_snapshot snapshot JOIN assessments_version version ON version.id = snapshot.version_id
        WHERE snapshot.id = NEW.snapshot_id AND version.state IN ('signed_off', 'superseded', 'cancelled', 'closed')
    ) THEN
        RAISE EXCEPTION 'Without a request only a version that was signed off is copied.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.request_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM assessments_snapshot snapshot
        JOIN assessments_version version ON version.id = snapshot.version_id
        JOIN release_scope scope ON scope.assessment_id = version.assessment_id AND scope.request_id = NEW.request_id
        WHERE snapshot.id = NEW.snapshot_id
    ) THEN
        RAISE EXCEPTION 'Only what a request asks for is copied for it.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER copy_keeps_its_request BEFORE INSERT OR UPDATE ON release_releasecopy
    FOR EACH ROW EXECUTE FUNCTION copy_keeps_its_request();
"""


class Migration(migrations.Migration):
    dependencies = [("release", "0009_what_a_request_asks_for"), ("assessments", "0012_a_hold_is_only_ended")]

    operations = [
        migrations.RunSQL(
            sql=A_COPY_KEEPS_ITS_REQUEST, reverse_sql="DROP FUNCTION copy_keeps_its_request() CASCADE;"
        ),
        append_only("release_scope"),
    ]
