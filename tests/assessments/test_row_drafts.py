"""What is typed into the page that adds a row is on the server before the row is."""

import pytest

from assessments.actions.deciding import refuse, submit
from assessments.actions.drafting import name_person, withdraw
from assessments.actions.row_drafts import keep_row_draft
from assessments.documents.snapshot import reading_of
from assessments.models import Revision, RowDraft, rows_of
from cia import clock
from tests.factories import draft, signed_off, write_whole
from tests.rows import add
from tests.ui.forms import fields_of

pytestmark = pytest.mark.django_db
HALF = {"text": "", "mitigation": "Youth workers beside\r\nthe van", "owner": "PS Dana"}


@pytest.fixture
def address(begun):
    return f"{begun.get_absolute_url()}rows/risk/add/"


def type_half(client, address, **changes):
    return client.post(address, fields_of(client.get(address).text) | HALF | changes, headers={"X-Autosave": "1"})


def test_a_half_row_is_kept_and_offered_again(signed_in, dana, begun, address):
    client = signed_in(dana)

    answer = type_half(client, address)

    assert answer.json() == {"revision": "0"}
    page = client.get(address).text
    assert "What you typed here before, and did not save, stands below." in page
    assert fields_of(page)["owner"] == "PS Dana"
    assert fields_of(page)["mitigation"].split() == ["Youth", "workers", "beside", "the", "van"]


def test_a_half_row_is_no_row_and_in_no_document(signed_in, dana, begun, address):
    type_half(signed_in(dana), address)

    assert not rows_of(begun, "risk").exists()
    assert not Revision.objects.filter(part="risk.1").exists()
    assert "Youth workers" not in str(reading_of(begun, at=clock.now()))


def test_once_the_row_is_added_the_page_is_empty_again(signed_in, dana, begun, address):
    client = signed_in(dana)
    type_half(client, address)

    client.post(address, fields_of(client.get(address).text) | {"text": "Young people may feel watched."})

    assert rows_of(begun, "risk").get().owner == "PS Dana"
    assert not RowDraft.objects.exists()
    assert fields_of(client.get(address).text)["owner"] == ""


def test_nobody_is_offered_what_another_typed(signed_in, dana, lee, begun, address):
    name_person(assessment=begun.assessment, person=lee, part="contributor", by=dana)
    type_half(signed_in(dana), address)

    assert fields_of(signed_in(lee).get(address).text)["owner"] == ""


def test_a_reader_keeps_nothing(signed_in, dana, lee, begun, address):
    page = fields_of(signed_in(dana).get(address).text)
    name_person(assessment=begun.assessment, person=lee, part="reader", by=dana)

    answer = signed_in(lee).post(address, page | HALF, headers={"X-Autosave": "1"})

    assert answer.status_code == 403
    assert not RowDraft.objects.exists()


@pytest.mark.parametrize("end", ["withdrawn", "refused", "signed off"])
def test_what_was_half_typed_is_kept_no_longer_than_it_can_be_added(dana, priya, harrowmere, end):
    version = write_whole(draft(by=dana, unit=harrowmere), by=dana)
    keep_row_draft(version=version, kind="risk", typed=HALF, by=dana)
    if end == "withdrawn":
        withdraw(version=version, by=dana)
    else:
        submission = submit(version=version, by=dana)
        assert RowDraft.objects.exists()
        signed_off(submission, by=priya) if end == "signed off" else refuse(
            submission=submission, reasons="No need.", by=priya
        )

    assert not RowDraft.objects.exists()


def test_a_character_that_cannot_be_kept_is_refused(signed_in, dana, address):
    assert type_half(signed_in(dana), address, owner="PS\x00Dana").status_code == 403


def test_what_was_typed_before_gives_way_to_the_row_it_is_now_added_to(signed_in, dana, begun):
    for _ in range(2):
        add(begun, "source", by=dana)
    client, address = signed_in(dana), f"{begun.get_absolute_url()}rows/finding/add/"
    typed = fields_of(client.get(f"{address}?of=1").text) | {"text": "Half"}
    client.post(address, typed, headers={"X-Autosave": "1"})

    page = fields_of(client.get(f"{address}?of=2").text)

    assert (page["source"], page["text"].strip()) == ("2", "Half")
