from django.db import migrations

from cia.audit.append_only import FUNCTION, append_only

HEAD_GROWS_BY_ONE = """
CREATE FUNCTION audit_head_grows_by_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.seq <> OLD.seq + 1 THEN
        RAISE EXCEPTION 'The head of the audit trail only ever grows by one.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER head_grows_by_one BEFORE UPDATE OR DELETE ON audit_head
    FOR EACH ROW EXECUTE FUNCTION audit_head_grows_by_one();
CREATE TRIGGER head_never_emptied BEFORE TRUNCATE ON audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(sql=FUNCTION, reverse_sql="DROP FUNCTION refuse_change();"),
        migrations.RunSQL(
            sql=f"INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '{'0' * 64}');",
            reverse_sql="DELETE FROM audit_head;",
        ),
        migrations.RunSQL(
            sql=HEAD_GROWS_BY_ONE,
            reverse_sql="""
            DROP TRIGGER head_grows_by_one ON audit_head;
            DROP TRIGGER head_never_emptied ON audit_head;
            DROP FUNCTION audit_head_grows_by_one();
            """,
        ),
        append_only("audit_event"),
    ]
