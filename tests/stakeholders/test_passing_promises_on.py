"""Who keeps a promise: somebody else than its writer from the start, or since it was passed on."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import DatabaseError, transaction

from cia import clock
from cia.accounts.roles import Role
from cia.audit.trail import history_of
from cia.authorisation import Denied
from cia.notices.models import Notice
from stakeholders.actions.contacts import Promise, end_commitment, make_commitment
from stakeholders.actions.passing_on import pass_promise_on
from stakeholders.models import Commitment, KeeperChange
from tests.factories import UnitFactory, posted
from tests.stakeholders.conftest import NOON
from tests.ui.forms import fields_of

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def nia():
    """An officer of another unit."""
    return posted("nia", "Nia Price", rank="PC", role=Role.OFFICER, unit=UnitFactory(name="Eastmoor BCU"))


@pytest.fixture
def chris(harrowmere):
    return posted("chris", "Chris Vale", rank="PC", role=Role.OFFICER, unit=harrowmere)


@pytest.fixture
def promise(said, of_dana_s_file):
    """Made by Dana in a contact that bears on a file which Lee may not read."""
    of_dana_s_file(said(promises=[Promise("Ring back", due_at=NOON + timedelta(days=1))]))
    return Commitment.objects.get()


def test_the_form_gives_a_promise_to_another_officer_who_is_told(signed_in, dana, lee, councillor):
    client = signed_in(dana)
    answers = fields_of(client.get(f"/contacts/log/?with={councillor.pk}").text)
    answers |= {"method": "telephone", "outcome": "no_concerns", "promise_1_what": "Ring back"}

    client.post("/contacts/log/", answers | {"promise_1_keeper": "lee"})

    promise = Commitment.objects.get()
    assert (promise.recorded_by, promise.keeper) == (dana, lee)
    assert Notice.objects.get(recipient=lee).link == promise.get_absolute_url()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"promise_1_what": "Ring back", "promise_1_keeper": "nobody at all"}, "Nobody with an account has this"),
        ({"promise_1_what": "Ring back", "promise_1_keeper": "nia"}, "does not log contacts in Harrowmere"),
        ({"promise_1_keeper": "lee"}, "Say what you promised, or clear who keeps promise 1"),
    ],
)
def test_the_form_says_what_is_wrong_with_a_keeper(signed_in, dana, nia, lee, councillor, typed, said):
    client = signed_in(dana)
    answers = fields_of(client.get(f"/contacts/log/?with={councillor.pk}").text)

    page = client.post("/contacts/log/", answers | {"method": "telephone", "outcome": "no_concerns"} | typed)

    assert said in page.text
    assert not Commitment.objects.exists()


def test_what_was_passed_on_is_on_the_new_keeper_s_lists_and_off_the_old_one_s(signed_in, dana, lee, promise):
    pass_promise_on(commitment=promise, to=lee, by=dana)

    for address in ("/", "/promises/"):
        assert "Ring back" not in signed_in(dana).get(address).text
        assert "Ring back" in signed_in(lee).get(address).text
    assert "To be kept by PC Lee Marsh" in signed_in(dana).get(promise.contact.get_absolute_url()).text


def test_the_new_keeper_reads_the_promise_alone_and_ends_it(signed_in, dana, lee, promise):
    pass_promise_on(commitment=promise, to=lee, by=dana)

    page = signed_in(lee).get(promise.get_absolute_url()).text
    assert "PS Dana Okafor kept it until" in page
    assert promise.contact.get_absolute_url() not in page
    end_commitment(commitment=promise, kind="kept", note="Rang.", happened_at=NOON, by=lee)
    with pytest.raises(Denied, match="it stays with whoever kept it"):
        pass_promise_on(commitment=promise, to=dana, by=lee)


def test_who_gave_a_promise_away_reads_it_no_longer_unless_they_wrote_it_down(signed_in, dana, lee, chris, promise):
    pass_promise_on(commitment=promise, to=lee, by=dana)
    pass_promise_on(commitment=promise, to=chris, by=lee)

    assert signed_in(lee).get(promise.get_absolute_url()).status_code == 404
    assert signed_in(dana).get(promise.get_absolute_url()).status_code == 200
    assert signed_in(chris).get(promise.get_absolute_url()).status_code == 200


def test_who_kept_it_when_is_kept_recorded_and_told_without_its_words(dana, lee, promise):
    with clock.stopped_at(NOON + timedelta(hours=1)):
        pass_promise_on(commitment=promise, to=lee, by=dana)

    assert promise.keeper_at(NOON) == dana
    assert promise.keeper_at(NOON + timedelta(hours=1)) == lee
    event = history_of(promise).get(action="commitment.passed_on")
    told = Notice.objects.get(recipient=lee)
    assert "Ring back" not in f"{event.sentence} {told.sentence}"
    with pytest.raises(DatabaseError), transaction.atomic():
        KeeperChange.objects.update(passed_to=dana)


def test_only_its_keeper_or_who_may_end_it_passes_it_on_and_only_within_the_unit(dana, lee, nia, promise):
    with pytest.raises(Denied):
        pass_promise_on(commitment=promise, to=lee, by=lee)
    with pytest.raises(Denied, match="does not log contacts in Harrowmere"):
        pass_promise_on(commitment=promise, to=nia, by=dana)
    with pytest.raises(Denied, match="keeps this promise already"):
        pass_promise_on(commitment=promise, to=dana, by=dana)


def test_the_page_passes_it_on(signed_in, dana, lee, promise):
    client = signed_in(dana)
    address = f"{promise.get_absolute_url()}pass-on/"
    assert address in client.get(promise.get_absolute_url()).text

    page = client.post(address, {"person": "Lee Marsh"}, follow=True)

    assert "PC Lee Marsh keeps this promise now" in page.text
    assert KeeperChange.objects.get().passed_to == lee


def test_a_promise_is_given_to_nobody_outside_the_unit(dana, nia, harrowmere):
    with pytest.raises(Denied, match="so they cannot keep its promises"):
        make_commitment(unit=harrowmere, promise=Promise("Ring back", owner=nia), by=dana)


def test_whoever_was_given_a_promise_reads_which_on_their_start_page(signed_in, dana, lee, promise):
    pass_promise_on(commitment=promise, to=lee, by=dana)

    page = BeautifulSoup(signed_in(lee).get("/").text, "html.parser")

    (line,) = [each for each in page.select("li") if "You were given a promise to keep" in each.get_text()]
    assert "Ring back" in line.get_text()
