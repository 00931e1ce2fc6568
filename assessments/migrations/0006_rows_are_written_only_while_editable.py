from django.db import migrations

ROWS = (
    "subject",
    "deployment",
    "session",
    "place",
    "authority",
    "facialrecognition",
    "evidencesource",
    "finding",
    "documentreference",
    "check",
    "risk",
    "intervention",
)
# Whose number a column holds, in the same version.
BELONGS_TO = (
    ("session", "deployment", "deployment"),
    ("place", "deployment", "deployment"),
    ("authority", "deployment", "deployment"),
    ("finding", "source", "evidencesource"),
    ("intervention", "risk", "risk"),
)
ROW_KEEPS_ITS_PLACE = """
CREATE FUNCTION row_keeps_its_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT state FROM assessments_version WHERE id = NEW.version_id) NOT IN ('draft', 'returned') THEN
        RAISE EXCEPTION 'Rows are added to a version only while it is a draft or returned.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.version_id <> OLD.version_id OR NEW.number <> OLD.number OR OLD.is_removed) THEN
        RAISE EXCEPTION 'A row keeps its version and its number, and a removed row is never changed.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("assessments", "0005_version_rows")]

    operations = [
        migrations.RunSQL(sql=ROW_KEEPS_ITS_PLACE, reverse_sql="DROP FUNCTION row_keeps_its_place() CASCADE;"),
        *(
            migrations.RunSQL(
                sql=f"""
                CREATE TRIGGER written_only_while_editable BEFORE UPDATE OR DELETE ON assessments_{row}
                    FOR EACH ROW EXECUTE FUNCTION written_only_while_editable();
                CREATE TRIGGER row_keeps_its_place BEFORE INSERT OR UPDATE ON assessments_{row}
                    FOR EACH ROW EXECUTE FUNCTION row_keeps_its_place();
                """,
                reverse_sql=f"""
                DROP TRIGGER written_only_while_editable ON assessments_{row};
                DROP TRIGGER row_keeps_its_place ON assessments_{row};
                """,
            )
            for row in ROWS
        ),
        *(
            migrations.RunSQL(
                sql=f"""
                ALTER TABLE assessments_{row} ADD CONSTRAINT {row}_belongs_to_a_{column}_of_its_version
                    FOREIGN KEY (version_id, {column}) REFERENCES assessments_{owner} (version_id, number)
                    DEFERRABLE INITIALLY DEFERRED;
                """,
                reverse_sql=f"ALTER TABLE assessments_{row} DROP CONSTRAINT {row}_belongs_to_a_{column}_of_its_version;",
            )
            for row, column, owner in BELONGS_TO
        ),
    ]
