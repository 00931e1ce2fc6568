import pytest

from tests.factories import draft, write_whole


@pytest.fixture
def begun(dana, harrowmere):
    """Dana's draft, which holds a title and nothing else."""
    return draft(by=dana, unit=harrowmere)


@pytest.fixture
def whole(begun, dana):
    """Dana's draft, with nothing missing."""
    return write_whole(begun, by=dana)


@pytest.fixture
def signed_in(client):
    """The browser of somebody signed in."""

    def as_user(user):
        client.force_login(user)
        return client

    return as_user
