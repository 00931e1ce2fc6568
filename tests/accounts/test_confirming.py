"""Approving, publishing and putting back ask for the password where it was not given lately; so does signing off.

The last is tested in ``test_decide_page``.
"""

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY

from assessments.release.models import Approval, Publication
from tests.factories import PASSWORD
from tests.release.conftest import (  # noqa: F401
    NUMBER,
    as_ruth,
    candidate,
    crime,
    gate_once,
    marked,
    noon,
    personal,
    unmarked,
    version,
)

pytestmark = pytest.mark.django_db

CHECKING, PUBLISH = f"/release/{NUMBER}/checking/", f"/release/{NUMBER}/publish/"


@pytest.fixture
def long_ago(as_ruth, noon):
    """A browser whose person gave their password twenty minutes ago."""
    session = as_ruth.session
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] = noon.timestamp() - 20 * 60
    session.save()
    return as_ruth


def answers(candidate, **others):
    digests = {"pdf_sha256": candidate.pdf_sha256, "html_sha256": candidate.html_sha256}
    return digests | {"confirmed": "on"} | others


def test_who_signed_in_just_now_is_not_asked(candidate, as_ruth):
    assert "Your password" not in as_ruth.get(CHECKING).content.decode()

    as_ruth.post(CHECKING, answers(candidate))

    assert Approval.objects.exists()


def test_nothing_is_approved_without_the_password_or_with_a_wrong_one(candidate, long_ago):
    assert "Your password" in long_ago.get(CHECKING).content.decode()

    none = long_ago.post(CHECKING, answers(candidate)).content.decode()
    wrong = long_ago.post(CHECKING, answers(candidate, password="not hers at all")).content.decode()

    assert "Enter your password" in none
    assert "That is not your password" in wrong
    assert "not hers at all" not in wrong
    assert not Approval.objects.exists()


def test_the_password_given_once_counts_for_what_follows(candidate, long_ago):
    long_ago.post(CHECKING, answers(candidate, password=PASSWORD))
    assert Approval.objects.exists()

    long_ago.post(PUBLISH, {"confirmed": "on", "seen": ""})

    assert Publication.objects.exists()


def test_publishing_asks_as_well(candidate, as_ruth, noon):
    as_ruth.post(CHECKING, answers(candidate))
    session = as_ruth.session
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] = noon.timestamp() - 20 * 60
    session.save()

    response = as_ruth.post(PUBLISH, {"confirmed": "on", "seen": ""})

    assert "Enter your password" in response.content.decode()
    assert not Publication.objects.exists()


def test_guessing_is_limited(candidate, long_ago):
    pages = [long_ago.post(CHECKING, answers(candidate, password="wrong")).content.decode() for _time in range(12)]

    assert "too many attempts" in pages[-1]


def test_who_has_no_password_is_not_asked(candidate, long_ago, ruth):
    ruth.set_unusable_password()
    ruth.save()
    long_ago.force_login(ruth)
    session = long_ago.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = []
    session.save()

    assert "Your password" not in long_ago.get(CHECKING).content.decode()
