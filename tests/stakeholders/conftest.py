from datetime import UTC, datetime

import pytest

from assessments.actions.drafting import name_person
from assessments.actions.logging import link_contact
from cia import clock
from stakeholders.actions.contacts import Conversation, log_contact
from stakeholders.actions.directory import add_stakeholder
from stakeholders.models import Stakeholder
from tests.factories import draft

# A Monday at noon, in winter: a British clock shows the same.
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def at_noon():
    with clock.stopped_at(NOON):
        yield NOON


@pytest.fixture
def signed_in(client):
    """The browser of somebody signed in."""

    def as_user(user):
        client.force_login(user)
        return client

    return as_user


@pytest.fixture
def councillor(dana, harrowmere):
    return add_stakeholder(
        unit=harrowmere,
        kind=Stakeholder.Kind.PUBLIC_OFFICE,
        name="Imogen Tarrant",
        role="Cabinet member for safety",
        body="Harrowmere Council",
        telephone="01632 960001",
        email="imogen.tarrant@example.org",
        by=dana,
    )


@pytest.fixture
def traders(dana, harrowmere):
    return add_stakeholder(
        unit=harrowmere, kind=Stakeholder.Kind.FOR_A_BODY, body="High Street Traders' Association", by=dana
    )


@pytest.fixture
def said(dana, harrowmere, councillor):
    """Write down a contact with the councillor."""

    def written(*, by=dana, **answers):
        conversation = {
            "parties": [councillor],
            "method": "telephone",
            "outcome": "no_concerns",
            "occurred_at": NOON,
            "made_by": by,
            "started_by": "us",
        }
        with clock.stopped_at(answers.pop("at", NOON)):
            return log_contact(unit=harrowmere, conversation=Conversation(**conversation | answers), by=by)

    return written


@pytest.fixture
def of_dana_s_file(dana, harrowmere):
    """Make a contact bear on an assessment of Dana's, which only she and those she lets in read."""

    def linked(contact, *, reader=None):
        assessment = draft(by=dana, unit=harrowmere).assessment
        link_contact(assessment=assessment, contact=contact, by=dana)
        if reader:
            name_person(assessment=assessment, person=reader, part="reader", by=dana)
        return assessment

    return linked
