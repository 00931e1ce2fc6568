from django.db import migrations

HOLD_IS_ONLY_ENDED = """
CREATE FUNCTION hold_is_only_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL
       OR (NEW.assessment_id, NEW.ground, NEW.reason, NEW.placed_at, NEW.placed_by_id)
          IS DISTINCT FROM (OLD.assessment_id, OLD.ground, OLD.reason, OLD.placed_at, OLD.placed_by_id) THEN
        RAISE EXCEPTION 'A hold is never changed, only ended.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hold_is_only_ended BEFORE UPDATE OR DELETE ON assessments_hold
    FOR EACH ROW EXECUTE FUNCTION hold_is_only_ended();
"""


class Migration(migrations.Migration):
    dependencies = [("assessments", "0011_holds")]

    operations = [
        migrations.RunSQL(sql=HOLD_IS_ONLY_ENDED, reverse_sql="DROP FUNCTION hold_is_only_ended() CASCADE;"),
    ]
