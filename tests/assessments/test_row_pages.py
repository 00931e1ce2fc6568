"""The pages on which the rows of a version are listed, added, changed and removed."""

from datetime import UTC, datetime

import pytest

from assessments.actions.deciding import submit
from assessments.actions.rows import change_row, remove_row
from assessments.models import Revision, rows_of
from cia import clock
from cia.audit.trail import history_of
from tests.rows import ANSWERS, add, add_every
from tests.ui.forms import fields_of

pytestmark = pytest.mark.django_db
RISK = {"text": "Young people may feel watched.", "category": "trust", "owner": "PS Dana Okafor"}


@pytest.fixture
def address(begun):
    return f"{begun.get_absolute_url()}rows/risk/"


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_row_of_any_kind_is_written_and_changed_on_its_page(signed_in, dana, begun, kind):
    client = signed_in(dana)
    for owner in ("deployment", "source", "risk"):
        if owner != kind:
            add(begun, owner, by=dana)
    page = f"{begun.get_absolute_url()}rows/{kind}/"

    typed = {name: answer for name, answer in ANSWERS[kind].items() if not name.endswith(("_at", "_as_typed"))}
    times = {name: "1430 12 March 2026" for name in ANSWERS[kind] if name.endswith("begins_at")}
    times |= {name: "1530 12 March 2026" for name in ANSWERS[kind] if name.endswith(("ends_at", "checked_at"))}
    added = client.post(f"{page}add/", fields_of(client.get(f"{page}add/").text) | typed | times)
    assert added.status_code == 302, added.text

    row = rows_of(begun, kind).get()
    assert {name: row.answers[name] for name in typed} == typed
    unchanged = client.post(f"{page}{row.number}/", fields_of(client.get(f"{page}{row.number}/").text))
    assert unchanged.status_code == 302
    again = rows_of(begun, kind).get()
    assert again.answers == row.answers
    assert again.revision == 2


def test_the_list_shows_each_row_as_it_will_be_printed(signed_in, dana, begun, address):
    add(begun, "risk", by=dana)

    page = signed_in(dana).get(address).text

    assert "Risk 1" in page
    assert "low or insignificant" in page
    assert f"{address}1/remove/" in page


def test_what_belongs_to_a_row_is_added_from_its_row(signed_in, dana, begun):
    add(begun, "source", by=dana)
    add(begun, "source", by=dana)
    client, place = signed_in(dana), f"{begun.get_absolute_url()}rows"

    assert f"{place}/finding/add/?of=2" in client.get(f"{place}/source/").text
    assert fields_of(client.get(f"{place}/finding/add/?of=2").text)["source"] == "2"


def test_a_finding_waits_for_its_source(signed_in, dana, begun):
    page = signed_in(dana).get(f"{begun.get_absolute_url()}rows/finding/").text

    assert "add an evidence source" in page
    assert "rows/finding/add/" not in page


def test_pressing_twice_adds_one_row(signed_in, dana, begun, address):
    client = signed_in(dana)
    open_page = fields_of(client.get(f"{address}add/").text)
    for _time in range(2):
        assert client.post(f"{address}add/", open_page | RISK).status_code == 302

    assert rows_of(begun, "risk").count() == 1


def test_two_people_may_add_at_once(signed_in, dana, begun, address):
    open_page = fields_of(signed_in(dana).get(f"{address}add/").text)
    add(begun, "risk", by=dana, text="Somebody else's.")

    signed_in(dana).post(f"{address}add/", open_page | RISK)

    assert [row.text for row in rows_of(begun, "risk")] == ["Somebody else's.", RISK["text"]]


def test_the_second_of_two_people_sees_both_texts_and_may_save_over_what_they_saw(signed_in, dana, begun, address):
    row = add(begun, "risk", by=dana)
    client = signed_in(dana)
    open_page = fields_of(client.get(f"{address}1/").text)
    change_row(version=begun, kind="risk", number=1, answers=row.answers | {"text": "The first."}, revision=1, by=dana)

    told = client.post(f"{address}1/", open_page | {"text": "The second."})

    assert told.status_code == 409
    assert "The first." in told.text
    assert fields_of(told.text)["text"] == "The second."
    client.post(f"{address}1/", fields_of(told.text))
    kept = Revision.objects.filter(part="risk.1").values_list("content__text", flat=True)
    assert list(kept) == [ANSWERS["risk"]["text"], "The first.", "The second."]


def test_what_was_typed_is_not_lost_when_the_row_was_removed_meanwhile(signed_in, dana, begun, address):
    add(begun, "risk", by=dana)
    client = signed_in(dana)
    open_page = fields_of(client.get(f"{address}1/").text)
    remove_row(version=begun, kind="risk", number=1, revision=1, by=dana)

    told = client.post(f"{address}1/", open_page | {"text": "Still typing."})

    assert "Risk 1 was removed meanwhile" in told.text
    assert fields_of(told.text)["text"] == "Still typing."
    assert client.get(f"{address}1/").status_code == 404


def test_a_row_is_shown_once_more_before_it_is_removed(signed_in, dana, begun, address):
    add(begun, "risk", by=dana)
    client = signed_in(dana)
    asked = client.get(f"{address}1/remove/")

    assert "Young people may feel watched." in asked.text
    assert rows_of(begun, "risk").exists()
    client.post(f"{address}1/remove/", fields_of(asked.text))
    assert not rows_of(begun, "risk").exists()


def test_nobody_removes_a_row_that_reads_otherwise_than_they_saw(signed_in, dana, begun, address):
    row = add(begun, "risk", by=dana)
    client = signed_in(dana)
    open_page = fields_of(client.get(f"{address}1/remove/").text)
    change_row(version=begun, kind="risk", number=1, answers=row.answers | {"text": "Worse."}, revision=1, by=dana)

    told = client.post(f"{address}1/remove/", open_page)

    assert told.status_code == 409
    assert "Worse." in told.text
    assert rows_of(begun, "risk").exists()
    client.post(f"{address}1/remove/", fields_of(told.text))
    assert not rows_of(begun, "risk").exists()


@pytest.mark.parametrize(
    ("kind", "changes", "said"),
    [
        ("risk", {"text": " "}, "Say what could go wrong"),
        ("finding", {"figures": "58 % acceptable"}, "In line 1, write the figure, a colon and what it says"),
        ("finding", {"dated": "a while ago"}, "Enter a day, a month or a year"),
        ("finding", {"link": "http://panel.example"}, "Enter one link that begins with https://"),
        ("session", {"begins_at": "1800 13/03/2026", "ends_at": "1000 13/03/2026"}, "later than the beginning"),
        ("check", {"checked_at": "lunchtime"}, "Enter a time and a day"),
    ],
)
def test_a_page_sent_with_errors_says_what_to_do(signed_in, dana, begun, kind, changes, said):
    add(begun, "source", by=dana)
    add(begun, "deployment", by=dana)
    page = f"{begun.get_absolute_url()}rows/{kind}/add/"
    typed = {name: str(answer) for name, answer in ANSWERS[kind].items()}

    answer = signed_in(dana).post(page, {"revision": 0} | typed | changes)

    assert answer.status_code == 200
    assert said in answer.text
    assert not rows_of(begun, kind).exists()


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ({"checked_at": "tomorrow 0800"}, "0800 13/03/2026"),
        ({"checked_at": "2400"}, "2400 12/03/2026"),
        ({"checked_at": "1430"}, "1430 12/03/2026"),
        ({"checked_at": "0130 25/10/2026", "checked_at-which": "first"}, "0130 25/10/2026 BST"),
        ({"checked_at": "1430hrs 12/3/26"}, "1430hrs 12/3/26"),
    ],
)
def test_a_moment_is_kept_so_that_it_can_be_read_back_on_any_day(signed_in, dana, begun, typed, printed):
    page = f"{begun.get_absolute_url()}rows/check/"
    with clock.stopped_at(datetime(2026, 3, 12, 15, tzinfo=UTC)):
        client = signed_in(dana)
        client.post(f"{page}add/", {"revision": 0, "what": "Protest"} | typed)
    check = rows_of(begun, "check").get()

    assert check.as_typed("checked") == printed
    with clock.stopped_at(datetime(2026, 3, 20, 9, tzinfo=UTC)):
        client = signed_in(dana)
        client.post(f"{page}1/", fields_of(client.get(f"{page}1/").text) | {"result": "None is planned."})
    assert rows_of(begun, "check").get().checked_at == check.checked_at


def test_the_task_list_leads_to_every_kind_and_says_how_many_there_are(signed_in, dana, begun):
    add_every(begun, by=dana)
    add(begun, "risk", by=dana)

    page = signed_in(dana).get(begun.get_absolute_url()).text

    for kind in ANSWERS:
        assert f"{begun.get_absolute_url()}rows/{kind}/" in page
    assert "2 recorded" in page


def test_the_answers_can_be_changed_from_the_document(signed_in, dana, begun):
    add_every(begun, by=dana)

    page = signed_in(dana).get(f"{begun.get_absolute_url()}check-answers/").text

    assert f"{begun.get_absolute_url()}rows/source/" in page
    assert "Finding 1 of evidence source 1" in page


def test_an_intervention_does_instead_of_the_section_in_prose(signed_in, dana, begun):
    page = f"{begun.get_absolute_url()}check-answers/"
    asked = "Write the section &#x27;Intervention options&#x27; or add an intervention"

    assert asked in signed_in(dana).get(page).text
    add(begun, "risk", by=dana)
    add(begun, "intervention", by=dana)
    assert asked not in signed_in(dana).get(page).text
    assert "Write the section &#x27;Identified risks&#x27;" not in signed_in(dana).get(page).text


def test_somebody_without_the_right_is_refused_with_the_reason(signed_in, dana, priya, lee, whole, address):
    row = add(whole, "risk", by=dana)
    pages = [address, f"{address}add/", f"{address}{row.number}/", f"{address}{row.number}/remove/"]
    submit(version=whole, by=dana)

    for page in pages:
        assert signed_in(lee).get(page).status_code == 404
        assert signed_in(priya).get(page).status_code == 403
        assert signed_in(dana).get(page).status_code == 403
        assert signed_in(dana).post(page, {"revision": 1} | RISK).status_code in {403, 405}
    assert rows_of(whole, "risk").get().revision == 1


def test_rows_of_a_kind_that_the_form_does_not_have_are_not_found(signed_in, dana, begun):
    assert signed_in(dana).get(f"{begun.get_absolute_url()}rows/gossip/").status_code == 404
    assert signed_in(dana).get(f"{begun.get_absolute_url()}rows/risk/9/").status_code == 404


def test_a_row_that_is_being_changed_is_saved_by_its_page_without_an_event(signed_in, dana, begun, address):
    add(begun, "risk", by=dana)
    client, before = signed_in(dana), len(history_of(begun.assessment))
    open_page = fields_of(client.get(f"{address}1/").text)

    answer = client.post(f"{address}1/", open_page | {"text": "Half a sent"}, headers={"X-Autosave": "1"})

    assert answer.json() == {"revision": 2}
    assert rows_of(begun, "risk").get().text == "Half a sent"
    assert Revision.objects.filter(part="risk.1").count() == 2
    assert len(history_of(begun.assessment)) == before
