"""What the application's role cannot get round, wherever the database is."""

import pytest
from django.db import connection
from psycopg2 import errors

from tests import database
from tests.factories import submitted

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_temporary_table_does_not_stand_in_for_one_that_a_trigger_asks(owner_connection, dana, harrowmere):
    submission = submitted(by=dana, unit=harrowmere)
    with owner_connection.cursor() as cursor:
        cursor.execute(f"GRANT TEMPORARY ON DATABASE {database.DATABASE} TO {database.APPLICATION}")

    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE assessments_contribution (version_id bigint, user_id bigint)")
        with pytest.raises(Exception, match="Nobody decides") as refused:
            cursor.execute(
                "INSERT INTO public.assessments_decision (submission_id, kind, reasons, decided_at, decided_by_id,"
                " rank_then, name_then, role_then) VALUES (%s, 'signed_off', 'x', now(), %s, '', 'x', '')",
                [submission.pk, dana.pk],
            )
    assert isinstance(refused.value.__cause__, errors.IntegrityConstraintViolation)


def test_every_function_of_ours_looks_in_our_tables_first():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
            " AND NOT coalesce(proconfig, '{}') @> ARRAY['search_path=public, pg_temp']"
        )
        assert cursor.fetchall() == []
