"""What every test may ask for. The database is in ``tests/database.py``."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg2
import pytest
from hypothesis import HealthCheck, settings
from psycopg2.extensions import connection as Connection

from tests import database

pytest_plugins = ["tests.people"]

# A property holds or does not, however busy the machine is. Speed is measured in tests/bench/.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
)  # Playwright's loop runs in the thread that asks the database


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's own Chromium, which looks nothing up by itself."""
    quiet = ["no-first-run", "disable-background-networking", "disable-component-update", "disable-sync"]
    return browser_type_launch_args | {
        "executable_path": os.environ.get("CHROMIUM") or shutil.which("chromium"),
        "args": [f"--{name}" for name in ["no-sandbox", "disable-gpu", "disable-quic", *quiet]],
    }


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """In the place of pytest-django's: a copy of the template, and a teardown that copies anew."""
    from django.test import TransactionTestCase

    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        database.prepare()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: database.renew_database())
        yield


@pytest.fixture
def owner_connection(transactional_db: None) -> Iterator[Connection]:
    """A connection as the owner of the tables, each statement its own transaction; it sees what tests commit."""
    with closing(psycopg2.connect(os.environ["DATABASE_OWNER_URL"])) as connection:
        connection.autocommit = True
        yield connection


@pytest.fixture(autouse=True)
def whoever_is_signed_in_gave_their_password_just_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on the sign-in page: ``force_login`` alone leaves no record of it in the session."""
    from allauth.account.internal.flows.login import record_authentication
    from django.http import HttpRequest
    from django.test import Client

    really_sign_in = Client.force_login

    def force_login(client: Client, user: Any, backend: str | None = None) -> None:
        really_sign_in(client, user, backend)
        request = HttpRequest()
        request.session, request.user = client.session, user  # type: ignore[assignment]
        record_authentication(request, user, method="password")
        request.session.save()

    monkeypatch.setattr(Client, "force_login", force_login)


@pytest.fixture(autouse=True)
def nobody_tried_to_sign_in_yet() -> None:
    """The limits on signing in count from nothing in every test."""
    from django.core.cache import cache

    cache.clear()
