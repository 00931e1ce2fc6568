"""Promises: whose they are, which come first, and how they end."""

from datetime import timedelta

import pytest

from stakeholders.actions.contacts import Promise, end_commitment, make_commitment
from stakeholders.models import Commitment
from tests.stakeholders.conftest import NOON

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def promised(dana, harrowmere):
    def make(what, *, days=None, owner=None):
        due_at = None if days is None else NOON + timedelta(days=days)
        return make_commitment(unit=harrowmere, promise=Promise(what, due_at=due_at, owner=owner), by=dana)

    return make


def test_overdue_ones_come_first_then_those_due_then_those_without_a_date_then_the_ended(signed_in, dana, promised):
    promised("Without a date")
    promised("Due later", days=3)
    promised("Overdue", days=-1)
    promised("Due sooner", days=1)
    ended = promised("Ended", days=-2)
    end_commitment(commitment=ended, kind="kept", note="Rang.", happened_at=NOON, by=dana)

    page = signed_in(dana).get("/promises/").text

    places = [page.index(f">{what}</a>") for what in ("Overdue", "Due sooner", "Due later", "Without a date", "Ended")]
    assert places == sorted(places)


def test_one_s_own_are_shown_apart_from_the_unit_s(signed_in, dana, lee, promised):
    promised("For Dana")
    promised("For Lee", owner=lee)
    client = signed_in(lee)

    own, unit = client.get("/promises/").text, client.get("/promises/?of=units").text

    assert "For Lee" in own
    assert "For Dana" not in own
    assert "For Dana" in unit


def test_promises_of_a_file_stay_with_those_who_read_it_until_they_are_carried(
    signed_in, dana, lee, said, of_dana_s_file
):
    contact = said(promises=[Promise("Ring back")])
    of_dana_s_file(contact)
    promise = Commitment.objects.get()
    client = signed_in(lee)
    assert "Ring back" not in client.get("/promises/?of=units").text
    assert client.get(promise.get_absolute_url()).status_code == 404

    end_commitment(commitment=promise, kind="carried", note="The file closes.", happened_at=NOON, by=dana)

    assert "Ring back" in client.get("/promises/?of=units").text
    page = client.get(promise.get_absolute_url())
    assert page.status_code == 200
    assert contact.get_absolute_url() not in page.text


def test_a_promise_is_kept_with_words_and_a_moment(signed_in, dana, promised):
    promise = promised("Ring back")
    client = signed_in(dana)

    wordless = client.post(promise.get_absolute_url(), {"kind": "kept", "happened_at": "1100", "note": ""})
    client.post(promise.get_absolute_url(), {"kind": "kept", "happened_at": "1100", "note": "Rang her."})

    assert "Say how it was kept, or why it is waived or carried" in wordless.text
    end = Commitment.objects.get().end
    assert (end.kind, end.note, end.happened_at) == ("kept", "Rang her.", NOON - timedelta(hours=1))


def test_a_promise_is_not_kept_in_the_future_and_nothing_typed_is_lost(signed_in, dana, promised):
    promise = promised("Ring back")

    answer = signed_in(dana).post(
        promise.get_absolute_url(), {"kind": "kept", "happened_at": "1300", "note": "Rang her."}
    )

    assert "A promise cannot have been kept in the future." in answer.text
    assert "Rang her." in answer.text
    assert not promise.events.exists()


def test_a_carried_promise_is_still_to_be_kept(signed_in, dana, promised):
    promise = promised("Ring back", days=-1)
    end_commitment(commitment=promise, kind="carried", note="The file closes.", happened_at=NOON, by=dana)
    client = signed_in(dana)

    page = client.get(promise.get_absolute_url()).text
    client.post(promise.get_absolute_url(), {"kind": "kept", "happened_at": "1100", "note": "Rang her."})

    assert "Overdue" in page
    assert 'value="carried"' not in page
    assert Commitment.objects.get().is_settled


def test_what_is_due_waits_on_the_first_page_of_whoever_keeps_it(signed_in, dana, lee, promised):
    promised("Ring back", days=-1)

    assert "Ring back" in signed_in(dana).get("/").text
    assert "Overdue" in signed_in(dana).get("/").text
    assert "Ring back" not in signed_in(lee).get("/").text


def test_an_auditor_is_told_why_there_are_no_promises(signed_in, alex):
    answer = signed_in(alex).get("/promises/")

    assert answer.status_code == 403
    assert "Only officers and authorising officers log contacts." in answer.text
