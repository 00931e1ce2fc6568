import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cia.audit.append_only import append_only

PUT_BACK_BY_TWO = """
CREATE OR REPLACE FUNCTION release_may_follow(now text, next text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT (now, next) IN (
        ('marking', 'checking'), ('marking', 'abandoned'), ('checking', 'marking'), ('checking', 'approved'),
        ('approved', 'marking'), ('approved', 'published'), ('published', 'taken_down'), ('taken_down', 'published')
    )
$$;

CREATE FUNCTION taken_down_or_put_back_in_turn() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_down boolean;
BEGIN
    SELECT EXISTS (
        SELECT FROM release_withdrawal withdrawal
        JOIN release_publication publication ON publication.id = withdrawal.publication_id
        WHERE publication.number = NEW.number AND NOT EXISTS (
            SELECT FROM release_reinstatement reinstatement WHERE reinstatement.withdrawal_id = withdrawal.id)
    ) INTO is_down;
    IF (NEW.state = 'taken_down' AND OLD.state = 'published' AND NOT is_down)
       OR (NEW.state = 'published' AND OLD.state = 'taken_down' AND is_down) THEN
        RAISE EXCEPTION 'This release is at %, which nothing that was done leads to %.', OLD.state, NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER taken_down_or_put_back_in_turn BEFORE UPDATE ON release_releasecopy
    FOR EACH ROW EXECUTE FUNCTION taken_down_or_put_back_in_turn();

CREATE FUNCTION taken_down_once_at_a_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM release_withdrawal withdrawal WHERE withdrawal.publication_id = NEW.publication_id AND NOT EXISTS (
            SELECT FROM release_reinstatement reinstatement WHERE reinstatement.withdrawal_id = withdrawal.id)
    ) THEN
        RAISE EXCEPTION 'This publication is taken down already.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER taken_down_once_at_a_time BEFORE INSERT ON release_withdrawal
    FOR EACH ROW EXECUTE FUNCTION taken_down_once_at_a_time();

CREATE FUNCTION put_back_by_a_second_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    copy bigint;
    author bigint;
BEGIN
    SELECT candidate.release_id, version.author_id INTO copy, author
        FROM release_withdrawal withdrawal
        JOIN release_publication publication ON publication.id = withdrawal.publication_id
        JOIN release_approval approval ON approval.id = publication.approval_id
        JOIN release_candidate candidate ON candidate.id = approval.candidate_id
        JOIN release_releasecopy release ON release.id = candidate.release_id
        JOIN assessments_snapshot snapshot ON snapshot.id = release.snapshot_id
        JOIN assessments_version version ON version.id = snapshot.version_id
        WHERE withdrawal.id = NEW.withdrawal_id;
    PERFORM check_no_hand_behind(NEW.confirmed_by_id, copy);
    IF has_a_hand_in_release(NEW.confirmed_by_id, copy) OR NEW.confirmed_by_id = author OR NOT EXISTS (
        SELECT FROM release_reinstatementasked asked
        WHERE asked.withdrawal_id = NEW.withdrawal_id AND asked.asked_by_id = NEW.by_id
    ) THEN
        RAISE EXCEPTION 'A publication is put back by who asked and a second person, who marked and wrote nothing of it.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER put_back_by_a_second_person BEFORE INSERT ON release_reinstatement
    FOR EACH ROW EXECUTE FUNCTION put_back_by_a_second_person();
"""

NO_WAY_BACK = """
DROP FUNCTION taken_down_or_put_back_in_turn() CASCADE;
DROP FUNCTION taken_down_once_at_a_time() CASCADE;
DROP FUNCTION put_back_by_a_second_person() CASCADE;
CREATE OR REPLACE FUNCTION release_may_follow(now text, next text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT (now, next) IN (
        ('marking', 'checking'), ('marking', 'abandoned'), ('checking', 'marking'), ('checking', 'approved'),
        ('approved', 'marking'), ('approved', 'published'), ('published', 'taken_down')
    )
$$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('release', '0015_suggestions_are_decided'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='withdrawal',
            name='publication',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawals', to='release.publication'),
        ),
        migrations.CreateModel(
            name='Breach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('known_at', models.DateTimeField()),
                ('known_as_typed', models.CharField(max_length=60)),
                ('limit_hours', models.PositiveSmallIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='breach', to='release.withdrawal')),
            ],
        ),
        migrations.CreateModel(
            name='BreachEnd',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('reported', 'Reported to the Information Commissioner'), ('not_reported', 'Not reported')], max_length=20)),
                ('words', models.TextField()),
                ('ended_at', models.DateTimeField()),
                ('breach', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='release.breach')),
                ('ended_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Reinstatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('confirmed_at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reinstatement', to='release.withdrawal')),
            ],
        ),
        migrations.CreateModel(
            name='ReinstatementAsked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reinstatement_asked', to='release.withdrawal')),
            ],
        ),
        migrations.CreateModel(
            name='WithdrawalNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField()),
                ('written_at', models.DateTimeField()),
                ('withdrawal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='release.withdrawal')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='breach',
            constraint=models.CheckConstraint(condition=models.Q(('known_at__lte', models.F('recorded_at'))), name='breach_was_known_before_it_was_recorded'),
        ),
        migrations.AddConstraint(
            model_name='breachend',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='end_of_a_breach_says_why'),
        ),
        migrations.AddConstraint(
            model_name='reinstatement',
            constraint=models.CheckConstraint(condition=models.Q(('by', models.F('confirmed_by')), _negated=True), name='reinstatement_is_confirmed_by_another_person'),
        ),
        migrations.AddConstraint(
            model_name='reinstatementasked',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='putting_back_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='withdrawalnotice',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='withdrawal_notice_says_something'),
        ),
        migrations.RunSQL(sql=PUT_BACK_BY_TWO, reverse_sql=NO_WAY_BACK),
        append_only("release_reinstatementasked"),
        append_only("release_reinstatement"),
        append_only("release_withdrawalnotice"),
        append_only("release_breach"),
        append_only("release_breachend"),
    ]
