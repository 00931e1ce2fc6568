from django.db import migrations, models

KEEPS_ITS_ROLE = """
CREATE OR REPLACE FUNCTION mark_is_only_taken_off() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.removed_at IS NOT NULL
       OR (NEW.release_id, NEW.path, NEW.whole, NEW.reason, NEW.role, NEW.made_by_id, NEW.made_at)
          IS DISTINCT FROM (OLD.release_id, OLD.path, OLD.whole, OLD.reason, OLD.role, OLD.made_by_id, OLD.made_at)
       OR NEW.start IS DISTINCT FROM OLD.start OR NEW."end" IS DISTINCT FROM OLD."end" THEN
        RAISE EXCEPTION 'A mark is never changed, only taken off.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""
HAS_NO_ROLE = KEEPS_ITS_ROLE.replace(" NEW.role,", "").replace(" OLD.role,", "")


class Migration(migrations.Migration):
    dependencies = [("release", "0022_whole_or_not_at_all")]

    operations = [
        migrations.AddField(
            model_name="mark", name="role", field=models.CharField(blank=True, default="", max_length=60)
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                name="label_of_a_mark_names_no_one",
                condition=models.Q(role="") | models.Q(role__regex="^[a-z][a-z -]*$"),
            ),
        ),
        migrations.RunSQL(sql=KEEPS_ITS_ROLE, reverse_sql=HAS_NO_ROLE),
        migrations.AddField(
            model_name="checkproposal", name="role", field=models.CharField(blank=True, default="", max_length=60)
        ),
        migrations.AlterField(
            model_name="checkproposal",
            name="kind",
            field=models.CharField(
                choices=[
                    ("add", "Add a mark"),
                    ("take_off", "Take this mark off"),
                    ("change", "Change its exemptions or its label"),
                    ("question", "A question"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="checkproposal",
            constraint=models.CheckConstraint(
                name="proposal_gives_a_label_only_to_a_mark_that_is_made",
                condition=models.Q(kind__in=["add", "change"]) | models.Q(role=""),
            ),
        ),
    ]
