from django.db import migrations

# A pack is written in the transaction that publishes, after the publication it belongs to: so this is asked at its end.
PUBLISHED_WITH_ITS_PACK = """
CREATE FUNCTION published_with_its_pack() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    file release_candidate%ROWTYPE;
    pack release_publicationpack%ROWTYPE;
    said jsonb;
BEGIN
    SELECT candidate.* INTO file FROM release_approval approval
        JOIN release_candidate candidate ON candidate.id = approval.candidate_id WHERE approval.id = NEW.approval_id;
    SELECT * INTO pack FROM release_publicationpack WHERE publication_id = NEW.id;
    IF NOT FOUND OR length(file.pdf) = 0 OR length(file.html) = 0 OR length(pack.schedule) = 0
       OR length(pack.signature) <> 64 THEN
        RAISE EXCEPTION 'Nothing is published without its PDF, its page, its schedule and a signed manifest.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    said := convert_from(pack.manifest, 'UTF8')::jsonb;
    IF (said ->> 'number', said #>> ARRAY['files', NEW.number || '.pdf', 'sha256'],
        said #>> ARRAY['files', NEW.number || '.html', 'sha256'],
        said #>> ARRAY['files', NEW.number || '.schedule.csv', 'sha256'])
       IS DISTINCT FROM
       (NEW.number::text, encode(sha256(file.pdf), 'hex'), encode(sha256(file.html), 'hex'),
        encode(sha256(pack.schedule), 'hex')) THEN
        RAISE EXCEPTION 'A manifest names the very files that are published.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER published_with_its_pack AFTER INSERT ON release_publication
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION published_with_its_pack();
"""

# The scope names its hold, so it is written second.
HELD_FOR_A_REQUEST = """
CREATE FUNCTION held_for_a_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM release_scope WHERE hold_id = NEW.id AND assessment_id = NEW.assessment_id
    ) THEN
        RAISE EXCEPTION 'A hold for a request is that of an assessment in the scope of one.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER held_for_a_request AFTER INSERT ON assessments_hold
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.ground = 'foi') EXECUTE FUNCTION held_for_a_request();

CREATE FUNCTION scope_has_a_hold_for_it() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM assessments_hold
        WHERE id = NEW.hold_id AND assessment_id = NEW.assessment_id AND ground = 'foi' AND ended_at IS NULL
    ) THEN
        RAISE EXCEPTION 'What a request asks for is held for it.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER scope_has_a_hold_for_it BEFORE INSERT ON release_scope
    FOR EACH ROW EXECUTE FUNCTION scope_has_a_hold_for_it();
"""

SENT_WHEN_PUBLISHED = """
CREATE FUNCTION sent_when_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM release_releasecopy WHERE id = NEW.release_id AND state = 'published') THEN
        RAISE EXCEPTION 'A reply sends only a release that is published.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sent_when_published BEFORE INSERT ON release_requestevent
    FOR EACH ROW WHEN (NEW.release_id IS NOT NULL) EXECUTE FUNCTION sent_when_published();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("release", "0021_whoever_wrote_reasons_puts_nothing_back"),
        ("assessments", "0017_an_assessment_stands_below_another"),
    ]

    operations = [
        migrations.RunSQL(
            sql=PUBLISHED_WITH_ITS_PACK, reverse_sql="DROP FUNCTION published_with_its_pack() CASCADE;"
        ),
        migrations.RunSQL(
            sql=HELD_FOR_A_REQUEST,
            reverse_sql="""
            DROP FUNCTION held_for_a_request() CASCADE;
            DROP FUNCTION scope_has_a_hold_for_it() CASCADE;
            """,
        ),
        migrations.RunSQL(sql=SENT_WHEN_PUBLISHED, reverse_sql="DROP FUNCTION sent_when_published() CASCADE;"),
    ]
