from django.db import migrations

from cia.audit.append_only import append_only

REQUEST_KEEPS_TO_ITS_STATES = """
CREATE FUNCTION request_may_follow(now text, step text, next text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT (now, step, next) IN (
        ('received', 'clarification_asked', 'clarifying'), ('clarifying', 'clarified', 'in_progress'),
        ('received', 'started', 'in_progress'),
        ('in_progress', 'searched', 'in_progress'), ('extended', 'searched', 'extended'),
        ('in_progress', 'extended', 'extended'),
        ('in_progress', 'replied', 'replied'), ('extended', 'replied', 'replied'),
        ('in_progress', 'refused', 'refused'), ('extended', 'refused', 'refused'),
        ('replied', 'review_asked', 'internal_review'), ('refused', 'review_asked', 'internal_review'),
        ('internal_review', 'review_answered', 'internal_review'),
        ('internal_review', 'complained', 'ico'), ('ico', 'ico_answered', 'ico')
    )
$$;

CREATE FUNCTION request_event_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asked release_request%ROWTYPE;
BEGIN
    SELECT * INTO asked FROM release_request WHERE id = NEW.request_id FOR UPDATE;
    IF NOT request_may_follow(asked.state, NEW.step, NEW.became) OR NEW."on" < asked.received_on THEN
        RAISE EXCEPTION 'This step does not follow from what was written down of the request.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.exemption_id IS NOT NULL AND (SELECT test FROM release_exemption WHERE id = NEW.exemption_id) <> 'qualified' THEN
        RAISE EXCEPTION 'Time is extended only where a qualified exemption is engaged.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER request_event_follows BEFORE INSERT ON release_requestevent
    FOR EACH ROW EXECUTE FUNCTION request_event_follows();

CREATE FUNCTION request_keeps_to_its_states() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'No request is ever removed.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'received' THEN
            RAISE EXCEPTION 'A request begins with its receipt.' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.reference, NEW.received_on, NEW.asked, NEW.requester_name, NEW.requester_contact, NEW.recorded_at, NEW.recorded_by_id)
       IS DISTINCT FROM
       (OLD.reference, OLD.received_on, OLD.asked, OLD.requester_name, OLD.requester_contact, OLD.recorded_at, OLD.recorded_by_id) THEN
        RAISE EXCEPTION 'A request keeps what was asked, by whom and when.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state <> OLD.state AND NOT EXISTS (
        SELECT FROM release_requestevent event
        WHERE event.id = (SELECT max(id) FROM release_requestevent WHERE request_id = NEW.id)
          AND event.became = NEW.state AND request_may_follow(OLD.state, event.step, NEW.state)
    ) THEN
        RAISE EXCEPTION 'This request is at %, which nothing that was done leads to %.', OLD.state, NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER request_keeps_to_its_states BEFORE INSERT OR UPDATE OR DELETE ON release_request
    FOR EACH ROW EXECUTE FUNCTION request_keeps_to_its_states();
"""


class Migration(migrations.Migration):
    dependencies = [("release", "0006_requests_and_their_clock"), ("audit", "0002_events_never_change")]

    operations = [
        migrations.RunSQL(
            sql=REQUEST_KEEPS_TO_ITS_STATES,
            reverse_sql="""
            DROP FUNCTION request_keeps_to_its_states() CASCADE;
            DROP FUNCTION request_event_follows() CASCADE;
            DROP FUNCTION request_may_follow(text, text, text);
            """,
        ),
        append_only("release_requestevent"),
    ]
