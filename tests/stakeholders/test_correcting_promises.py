"""A promise that was written down wrongly: corrected beside what was written first, never instead of it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from cia.accounts.roles import Role
from cia.audit.models import Event
from cia.authorisation import Denied
from stakeholders.actions.contacts import Promise, correct_commitment, end_commitment
from stakeholders.models import Commitment
from tests.factories import UnitFactory, posted
from tests.stakeholders.conftest import NOON
from tests.ui.forms import fields_of

pytestmark = pytest.mark.usefixtures("at_noon")
FRIDAY = NOON + timedelta(days=2)


@pytest.fixture
def nia(db):
    return posted("nia", "Nia Frost", role=Role.OFFICER, unit=UnitFactory())


@pytest.fixture
def promise(said) -> Commitment:
    said(promises=[Promise("Ring bakc", due_at=NOON + timedelta(days=1))])
    return Commitment.objects.get()


def corrected(promise, *, by, **changes):
    return correct_commitment(
        commitment=promise, promise=Promise("Ring back", due_at=FRIDAY), reason="It was Friday.", by=by, **changes
    )


def test_the_correction_names_what_it_corrects_and_the_first_text_stays(promise, dana):
    correction = corrected(promise, by=dana)

    promise.refresh_from_db()
    assert (promise.what, correction.what, correction.corrects) == ("Ring bakc", "Ring back", promise)
    assert (correction.contact, correction.made_to, correction.keeper) == (promise.contact, promise.made_to, dana)
    assert [(event.kind, event.note) for event in promise.events.all()] == [("corrected", "It was Friday.")]
    assert list(Commitment.objects.unsettled()) == [correction]
    assert Event.objects.filter(action="commitment.corrected").count() == 1


def test_what_was_corrected_or_has_ended_is_corrected_no_more(promise, dana):
    correction = corrected(promise, by=dana)
    with pytest.raises(Denied, match="has ended, so it is corrected no more"):
        corrected(promise, by=dana)

    end_commitment(commitment=correction, kind="kept", note="Rang.", happened_at=NOON, by=dana)
    with pytest.raises(Denied, match="has ended"):
        corrected(correction, by=dana)


def test_a_correction_says_what_was_wrong_and_is_no_way_to_end_a_promise(promise, dana):
    with pytest.raises(Denied, match="Say what was wrong"):
        correct_commitment(commitment=promise, promise=Promise("Ring back"), reason=" ", by=dana)
    with pytest.raises(Denied, match="write down how it really was"):
        end_commitment(commitment=promise, kind="corrected", note="Wrong.", happened_at=NOON, by=dana)


def test_somebody_of_another_unit_corrects_nothing(promise, nia):
    with pytest.raises(Denied):
        corrected(promise, by=nia)


def test_the_database_keeps_what_was_written_first(promise, dana):
    corrected(promise, by=dana)

    with pytest.raises(DatabaseError), transaction.atomic():
        Commitment.objects.filter(pk=promise.pk).update(what="Ring back")


def test_it_is_corrected_on_its_page_and_each_of_the_two_leads_to_the_other(signed_in, dana, promise):
    client, address = signed_in(dana), promise.get_absolute_url()
    assert f'href="{address}correct/"' in client.get(address).text
    untouched = fields_of(client.get(f"{address}correct/").text)
    assert (untouched["what"], untouched["due"]) == ("Ring bakc", "1200hrs 03/03/2026")

    assert "Say what was wrong" in client.post(f"{address}correct/", untouched).text
    client.post(f"{address}correct/", untouched | {"what": "Ring back", "due": "06/03/2026", "reason": "Friday."})

    correction = promise.correction
    assert (correction.what, correction.due) == ("Ring back", "06/03/2026")
    first, second = client.get(address).text, client.get(correction.get_absolute_url()).text
    assert f'href="{correction.get_absolute_url()}"' in first
    assert f'href="{address}"' in second
    assert "Friday." in first
