"""What somebody may do comes from where they are posted, and when."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError

from assessments.roles import Permission
from cia.accounts.models import ForceSetting, Unit, force_setting
from cia.accounts.roles import Role
from tests.factories import PostingFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_posting_to_a_unit_counts_there_and_nowhere_else(harrowmere):
    elsewhere = UnitFactory()
    kim = PostingFactory(role=Role.OFFICER, unit=harrowmere).user

    assert kim.may(Permission.ASSESSMENT_START, at_unit=harrowmere, at=NOON)
    assert not kim.may(Permission.ASSESSMENT_START, at_unit=elsewhere, at=NOON)
    assert not kim.may(Permission.ASSESSMENT_START, at_unit=None, at=NOON)


def test_a_force_wide_posting_counts_everywhere(harrowmere):
    kim = PostingFactory(role=Role.FOI_OFFICER, unit=None).user

    assert kim.may(Permission.RELEASE, at_unit=harrowmere, at=NOON)
    assert kim.may(Permission.RELEASE, at_unit=None, at=NOON)


def test_a_posting_counts_from_its_first_moment_until_just_before_its_last(harrowmere):
    begins, ends = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
    kim = PostingFactory(role=Role.OFFICER, unit=harrowmere, from_at=begins, until_at=ends).user

    may = [
        kim.may(Permission.ASSESSMENT_START, at_unit=harrowmere, at=at)
        for at in (datetime(2026, 2, 28, 23, 59, tzinfo=UTC), begins, NOON, ends)
    ]

    assert may == [False, True, True, False]


def test_a_role_carries_only_its_own_permissions(harrowmere):
    kim = PostingFactory(role=Role.OFFICER, unit=harrowmere).user

    assert not kim.may(Permission.ASSESSMENT_SIGN_OFF, at_unit=harrowmere, at=NOON)
    assert not kim.may("a permission that nobody registered", at_unit=harrowmere, at=NOON)


def test_nobody_may_anything_once_their_account_is_closed(harrowmere):
    kim = PostingFactory(role=Role.OFFICER, unit=harrowmere).user
    kim.is_active = False
    kim.save()

    assert not kim.may(Permission.ASSESSMENT_START, at_unit=harrowmere, at=NOON)
    assert not kim.units_where_may(Permission.ASSESSMENT_START, at=NOON).exists()


def test_the_units_at_which_somebody_may_are_those_of_their_postings(harrowmere):
    elsewhere = UnitFactory(name="Westbank BCU")
    kim = PostingFactory(role=Role.OFFICER, unit=harrowmere).user
    everywhere = PostingFactory(role=Role.OFFICER, unit=None).user

    assert list(kim.units_where_may(Permission.ASSESSMENT_START, at=NOON)) == [harrowmere]
    assert set(everywhere.units_where_may(Permission.ASSESSMENT_START, at=NOON)) == {harrowmere, elsewhere}


def test_a_posting_cannot_end_before_it_starts(harrowmere):
    with pytest.raises(IntegrityError, match="posting_ends_after_it_starts"):
        PostingFactory(user=UserFactory(), unit=harrowmere, from_at=NOON, until_at=NOON)


def test_a_setting_is_what_the_force_last_decided_by_that_day():
    ForceSetting.objects.create(key="document_type", value="Community Tension Assessment", from_on="2026-03-02")

    assert force_setting("document_type", on=datetime(2026, 3, 1, tzinfo=UTC).date()) == "Community Impact Assessment"
    assert force_setting("document_type", on=NOON.date()) == "Community Tension Assessment"


def test_a_setting_that_nobody_decided_is_said_loudly():
    with pytest.raises(LookupError, match="'colour' has no value"):
        force_setting("colour", on=NOON.date())


def test_units_are_named_once(harrowmere):
    with pytest.raises(IntegrityError):
        Unit.objects.create(name=harrowmere.name)
