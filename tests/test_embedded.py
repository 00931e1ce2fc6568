"""The server of the tests is a server like any other: these connect to it."""

import os
from contextlib import closing

import psycopg2
import pytest
from django.db import connection

from tests import database


@pytest.mark.django_db
def test_tests_run_as_the_application_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")

        assert cursor.fetchone() == (database.APPLICATION, database.DATABASE)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_what_a_test_commits_is_gone_for_the_next(time):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone() == (0,)
        cursor.execute("INSERT INTO django_session VALUES ('a', 'b', '2020-01-01')")


@pytest.mark.django_db
def test_a_wrong_password_is_refused():
    right = os.environ["DATABASE_URL"]
    wrong = right.replace(f":{database.RUN}@", ":wrong@")
    psycopg2.connect(right).close()

    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(wrong)


@pytest.mark.django_db(transaction=True)
def test_owner_sees_what_is_committed(owner_connection):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_session VALUES ('a', 'b', '2020-01-01')")

    with closing(owner_connection.cursor()) as cursor:
        cursor.execute("SELECT count(*), current_user FROM django_session")
        assert cursor.fetchone() == (1, database.OWNER)
