import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cia.audit.append_only import append_only

WRITTEN_WHILE_MARKING = """
CREATE FUNCTION reasons_are_written_while_marking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT state FROM release_releasecopy WHERE id = NEW.release_id FOR UPDATE) <> 'marking' THEN
        RAISE EXCEPTION 'Reasons are written only while a release is being marked.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reasons_are_written_while_marking BEFORE INSERT ON release_reasoning
    FOR EACH ROW EXECUTE FUNCTION reasons_are_written_while_marking();
"""

# What a mark rests on is part of the mark: who wrote it is no second person.
NOBODY_APPROVES_THEIR_REASONS = """
CREATE FUNCTION approver_wrote_no_reasons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM release_candidate candidate JOIN release_reasoning reasoning ON reasoning.release_id = candidate.release_id
        WHERE candidate.id = NEW.candidate_id AND reasoning.written_by_id = NEW.approved_by_id
    ) THEN
        RAISE EXCEPTION 'Nobody approves a release whose reasons they wrote.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approver_wrote_no_reasons BEFORE INSERT ON release_approval
    FOR EACH ROW EXECUTE FUNCTION approver_wrote_no_reasons();

CREATE FUNCTION publisher_wrote_no_reasons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM release_approval approval JOIN release_candidate candidate ON candidate.id = approval.candidate_id
        JOIN release_reasoning reasoning ON reasoning.release_id = candidate.release_id
        WHERE approval.id = NEW.approval_id AND reasoning.written_by_id = NEW.published_by_id
    ) THEN
        RAISE EXCEPTION 'Nobody publishes a release whose reasons they wrote.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publisher_wrote_no_reasons BEFORE INSERT ON release_publication
    FOR EACH ROW EXECUTE FUNCTION publisher_wrote_no_reasons();
"""

SAVED_REASON_IS_ONLY_RETIRED = """
CREATE FUNCTION saved_reason_is_only_retired() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.retired_at IS NOT NULL
       OR to_jsonb(NEW) - 'retired_at' - 'retired_by_id' IS DISTINCT FROM to_jsonb(OLD) - 'retired_at' - 'retired_by_id' THEN
        RAISE EXCEPTION 'A saved reason is never changed, only retired.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER saved_reason_is_only_retired BEFORE UPDATE OR DELETE ON release_savedreason
    FOR EACH ROW EXECUTE FUNCTION saved_reason_is_only_retired();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("release", "0018_harm_is_asked_of_the_owner"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="markground",
            name="reasoning",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.CreateModel(
            name="Reasoning",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60)),
                ("number", models.PositiveSmallIntegerField()),
                ("answers", models.JSONField()),
                ("written_at", models.DateTimeField()),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reasonings",
                        to="release.releasecopy",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(number__gte=1), name="reasons_are_numbered_from_one"),
                    models.CheckConstraint(condition=~models.Q(answers={}), name="reasons_say_something"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=100)),
                ("reason", models.TextField()),
                ("answers", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=~models.Q(name="") & ~models.Q(reason=""),
                        name="saved_reason_has_a_name_and_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(retired_at=None, retired_by=None)
                        | models.Q(retired_at__isnull=False, retired_by__isnull=False),
                        name="saved_reason_retired_at_with_retired_by",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            sql=WRITTEN_WHILE_MARKING, reverse_sql="DROP FUNCTION reasons_are_written_while_marking() CASCADE;"
        ),
        migrations.RunSQL(
            sql=NOBODY_APPROVES_THEIR_REASONS,
            reverse_sql="""
            DROP FUNCTION approver_wrote_no_reasons() CASCADE;
            DROP FUNCTION publisher_wrote_no_reasons() CASCADE;
            """,
        ),
        migrations.RunSQL(
            sql=SAVED_REASON_IS_ONLY_RETIRED, reverse_sql="DROP FUNCTION saved_reason_is_only_retired() CASCADE;"
        ),
        append_only("release_reasoning"),
    ]
