from django.db import migrations

from cia.audit.append_only import append_only

PUBLISHED_ON_ITS_DAY = """
CREATE FUNCTION published_not_before_its_day() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    first_day date;
BEGIN
    SELECT day."on" INTO first_day FROM release_approval approval
        JOIN release_candidate candidate ON candidate.id = approval.candidate_id
        JOIN release_notbefore day ON day.release_id = candidate.release_id
        WHERE approval.id = NEW.approval_id ORDER BY day.id DESC LIMIT 1;
    IF (NEW.published_at AT TIME ZONE 'Europe/London')::date < first_day THEN
        RAISE EXCEPTION 'Nothing is published before the day that was set for it.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER published_not_before_its_day BEFORE INSERT ON release_publication
    FOR EACH ROW EXECUTE FUNCTION published_not_before_its_day();
"""

SENT_IS_OF_THE_REQUEST = """
CREATE FUNCTION sent_is_of_the_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.release_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM release_releasecopy WHERE id = NEW.release_id AND request_id = NEW.request_id))
       OR (NEW.notice_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM release_noticetext WHERE id = NEW.notice_id AND release_id = NEW.release_id)) THEN
        RAISE EXCEPTION 'An answer sends a release of its request, and the notice of that release.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sent_is_of_the_request BEFORE INSERT ON release_requestevent
    FOR EACH ROW EXECUTE FUNCTION sent_is_of_the_request();
"""


class Migration(migrations.Migration):
    dependencies = [("release", "0013_consultations_notices_and_the_log")]

    operations = [
        migrations.RunSQL(
            sql=PUBLISHED_ON_ITS_DAY, reverse_sql="DROP FUNCTION published_not_before_its_day() CASCADE;"
        ),
        migrations.RunSQL(sql=SENT_IS_OF_THE_REQUEST, reverse_sql="DROP FUNCTION sent_is_of_the_request() CASCADE;"),
        append_only("release_consultation"),
        append_only("release_notbefore"),
        append_only("release_noticetext"),
        append_only("release_disclosure"),
        append_only("release_disclosuretakenout"),
    ]
