from django.db import migrations, models

# Editions loaded before these columns were there say the same as those loaded now.
WHAT_THEY_NEED = """
UPDATE release_exemption SET
    cited = code,
    provision = substr(code, 3),
    own_test = CASE code
        WHEN 's.40(2)' THEN 'legitimate_interest' WHEN 's.41(1)' THEN 'confidence' WHEN 's.36(2)' THEN 'qualified_person'
        ELSE '' END,
    neither_confirm_nor_deny = CASE code
        WHEN 's.23(1)' THEN '23(5)' WHEN 's.24(1)' THEN '24(2)' WHEN 's.31(1)(a)' THEN '31(3)' WHEN 's.31(1)(b)' THEN '31(3)'
        WHEN 's.38(1)(a)' THEN '38(2)' WHEN 's.38(1)(b)' THEN '38(2)' WHEN 's.43(2)' THEN '43(3)' ELSE '' END;
"""

EDITION_IS_ONLY_ENDED = """
CREATE FUNCTION exemption_edition_is_only_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.until_on IS NOT NULL
       OR to_jsonb(NEW) - 'until_on' IS DISTINCT FROM to_jsonb(OLD) - 'until_on' THEN
        RAISE EXCEPTION 'An edition of an exemption is never changed, only ended.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER exemption_edition_is_only_ended BEFORE UPDATE OR DELETE ON release_exemption
    FOR EACH ROW EXECUTE FUNCTION exemption_edition_is_only_ended();
"""


class Migration(migrations.Migration):
    dependencies = [("release", "0010_a_copy_keeps_its_request")]

    operations = [
        migrations.AlterField(model_name="exemption", name="code", field=models.CharField(max_length=60)),
        migrations.AddField(
            model_name="exemption",
            name="cited",
            field=models.CharField(default="", max_length=30),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="exemption",
            name="provision",
            field=models.CharField(default="", max_length=30),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="exemption",
            name="own_test",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "None"),
                    ("legitimate_interest", "Legitimate interests"),
                    ("confidence", "Breach of confidence"),
                    ("qualified_person", "The qualified person's opinion"),
                ],
                default="",
                max_length=30,
            ),
        ),
        migrations.AddField(
            model_name="exemption",
            name="neither_confirm_nor_deny",
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.RunSQL(sql=WHAT_THEY_NEED, reverse_sql=migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.UniqueConstraint(
                condition=models.Q(until_on=None), fields=["code"], name="exemption_has_one_edition_that_goes_on"
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gt=models.F("from_on")),
                name="exemption_ends_after_it_begins",
            ),
        ),
        migrations.RunSQL(
            sql=EDITION_IS_ONLY_ENDED, reverse_sql="DROP FUNCTION exemption_edition_is_only_ended() CASCADE;"
        ),
    ]
