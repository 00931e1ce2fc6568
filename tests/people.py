"""The people of every test: an invented force, with one unit that works and one team that releases."""

import pytest

from cia.accounts.models import Unit, User
from cia.accounts.roles import Role
from tests.factories import UnitFactory, posted


@pytest.fixture
def harrowmere(db: None) -> Unit:
    return UnitFactory(name="Harrowmere BCU")


@pytest.fixture
def dana(harrowmere: Unit) -> User:
    """Writes assessments: a neighbourhood sergeant."""
    return posted("dana", "Dana Okafor", rank="PS", role=Role.OFFICER, unit=harrowmere)


@pytest.fixture
def lee(harrowmere: Unit) -> User:
    """A constable of Dana's unit."""
    return posted("lee", "Lee Marsh", rank="PC", role=Role.OFFICER, unit=harrowmere)


@pytest.fixture
def priya(harrowmere: Unit) -> User:
    """Signs off: the unit's authorising officer."""
    return posted("priya", "Priya Raman", rank="Supt", role=Role.AUTHORISING_OFFICER, unit=harrowmere)


@pytest.fixture
def tom(db: None) -> User:
    """Marks: an FOI officer, who serves the whole force."""
    return posted("tom", "Tom Ashdown", role=Role.FOI_OFFICER)


@pytest.fixture
def ruth(db: None) -> User:
    """Checks and publishes: another FOI officer."""
    return posted("ruth", "Ruth Bellamy", role=Role.FOI_OFFICER)


@pytest.fixture
def alex(db: None) -> User:
    return posted("alex", "Alex Winter", role=Role.AUDITOR)


@pytest.fixture
def jo(db: None) -> User:
    return posted("jo", "Jo Penhale", role=Role.ADMINISTRATOR)
