"""Writing a section, and what happens when two people do so at once."""

import re

import pytest

from assessments.actions.deciding import submit
from assessments.actions.drafting import name_person, save_section
from assessments.models import NamedPerson, Revision
from cia.audit.models import Event
from tests.factories import PASSWORD
from tests.ui.forms import fields_of


@pytest.fixture
def address(begun):
    return f"{begun.get_absolute_url()}sections/purpose/"


@pytest.fixture
def lee_writes(begun, dana, lee):
    """Lee, whom Dana let in to write with her."""
    name_person(assessment=begun.assessment, person=lee, part=NamedPerson.Part.CONTRIBUTOR, by=dana)
    return lee


def text_of(version, key="purpose"):
    return version.sections.get(key=key).text


def test_what_is_written_is_saved_exactly_as_typed(signed_in, dana, begun, address):
    client = signed_in(dana)

    answer = client.post(address, {"revision": 0, "text": "  Why now?\r\n\r\n- to ask\r\n"})

    assert answer.headers["Location"] == begun.get_absolute_url()
    assert text_of(begun) == "  Why now?\n\n- to ask\n"


def test_harmless_hidden_characters_of_pasted_text_are_taken_out_and_counted(signed_in, dana, begun, address):
    pasted = "com\u00admunity\u200b\ufeff, and\u2028a new line"

    page = signed_in(dana).post(address, {"revision": 0, "text": pasted}, follow=True).text

    assert text_of(begun) == "community, and\na new line"
    assert "4 hidden characters" in page


def test_what_could_deceive_is_refused_with_its_place_and_nothing_is_taken_out(signed_in, dana, begun, address):
    answer = signed_in(dana).post(address, {"revision": 0, "text": "pay\u202elater\u00ad"})

    assert "Line 1, character 4 holds an invisible character (right-to-left override, U+202E)" in answer.text
    assert "hidden character" not in answer.text
    assert text_of(begun) == ""


def test_the_second_of_two_people_is_told_and_sees_both_texts(signed_in, dana, lee_writes, begun, address):
    open_page = fields_of(signed_in(dana).get(address).text)
    save_section(version=begun, key="purpose", text="What Lee wrote.", revision=0, by=lee_writes)

    answer = signed_in(dana).post(address, open_page | {"text": "What Dana wrote."})

    assert answer.status_code == 409
    assert "Somebody else saved this part while you were writing" in answer.text
    assert re.search(r"PC Lee Marsh saved this\s+at \d{4}hrs", answer.text)
    assert "What Lee wrote." in answer.text
    assert fields_of(answer.text)["text"] == "What Dana wrote."
    assert text_of(begun) == "What Lee wrote."


def test_the_second_of_two_people_may_then_save_over_what_they_saw(signed_in, dana, lee_writes, begun, address):
    save_section(version=begun, key="purpose", text="What Lee wrote.", revision=0, by=lee_writes)
    client = signed_in(dana)
    told = client.post(address, {"revision": 0, "text": "What Dana wrote."})

    client.post(address, fields_of(told.text) | {"text": "What both wrote."})

    assert text_of(begun) == "What both wrote."
    kept = Revision.objects.filter(version=begun, part="section.purpose").values_list("content__text", flat=True)
    assert list(kept) == ["What Lee wrote.", "What both wrote."]


def test_the_second_of_two_people_is_told_again_when_a_third_text_was_saved(
    signed_in, dana, lee_writes, begun, address
):
    save_section(version=begun, key="purpose", text="First.", revision=0, by=lee_writes)
    told = signed_in(dana).post(address, {"revision": 0, "text": "Mine."})
    save_section(version=begun, key="purpose", text="Second.", revision=1, by=lee_writes)

    answer = signed_in(dana).post(address, fields_of(told.text))

    assert answer.status_code == 409
    assert "Second." in answer.text
    assert text_of(begun) == "Second."


def test_a_revision_that_never_was_is_refused_and_what_was_typed_is_kept(signed_in, dana, begun, address):
    answer = signed_in(dana).post(address, {"revision": 99, "text": "To say how it touches people."})

    assert answer.status_code < 500
    assert "There is a problem" in answer.text
    assert "To say how it touches people." in answer.text
    assert begun.sections.get(key="purpose").revision == 0


def test_somebody_with_two_windows_open_is_told_that_the_other_text_is_theirs_too(signed_in, dana, begun, address):
    client = signed_in(dana)
    client.post(address, {"revision": 0, "text": "In one window."})

    answer = client.post(address, {"revision": 0, "text": "In the other."})

    assert answer.status_code == 409
    assert "You saved this part in another window" in answer.text
    assert "In one window." in answer.text


def test_the_same_button_pressed_twice_saves_once_and_says_so_simply(signed_in, dana, begun, address):
    client = signed_in(dana)
    for _time in range(2):
        answer = client.post(address, {"revision": 0, "text": "Once."})

    assert answer.status_code == 302
    assert Revision.objects.filter(version=begun, part="section.purpose").count() == 1


def test_text_that_cannot_be_kept_is_refused_and_still_there(signed_in, dana, begun, address):
    answer = signed_in(dana).post(address, {"revision": 0, "text": "left\u202eright"})

    assert "Error: Purpose" in answer.text
    assert 'href="#id_text"' in answer.text
    assert "left\u202eright" in answer.text
    assert text_of(begun) == ""


def test_markup_that_was_typed_is_shown_as_text(signed_in, dana, lee_writes, begun, address):
    save_section(version=begun, key="purpose", text="<script>alert(1)</script>", revision=0, by=lee_writes)

    answer = signed_in(dana).post(address, {"revision": 0, "text": "</textarea><script>alert(2)</script>"})

    assert "<script>alert" not in answer.text


def test_somebody_who_may_only_read_is_told_why_they_cannot_write(signed_in, dana, lee, begun, address):
    name_person(assessment=begun.assessment, person=lee, part=NamedPerson.Part.READER, by=dana)

    for answer in (signed_in(lee).get(address), signed_in(lee).post(address, {"revision": 0, "text": "Lee."})):
        assert answer.status_code == 403
        assert "Only its author and the contributors they name can edit this assessment." in answer.text
    assert text_of(begun) == ""


def test_an_outsider_finds_no_such_page(signed_in, lee, begun, address):
    assert signed_in(lee).get(address).status_code == 404
    assert signed_in(lee).post(address, {"revision": 0, "text": "Lee."}).status_code == 404
    assert text_of(begun) == ""


def test_what_was_typed_is_not_lost_when_the_version_was_submitted_meanwhile(signed_in, dana, whole):
    submit(version=whole, by=dana)

    answer = signed_in(dana).post(f"{whole.get_absolute_url()}sections/purpose/", {"revision": 1, "text": "Too late."})

    assert answer.status_code == 403
    assert "This version is with the authorising officer" in answer.text
    assert fields_of(answer.text)["text"] == "Too late."


def test_a_section_that_the_form_does_not_have_is_not_found(signed_in, dana, begun):
    assert signed_in(dana).get(f"{begun.get_absolute_url()}sections/gossip/").status_code == 404


def test_text_sent_after_the_session_ended_is_given_back_to_whoever_typed_it(client, dana, begun, address):
    client.force_login(dana)
    open_page = fields_of(client.get(address).text)
    client.logout()

    asked = client.post(address, open_page | {"text": "Typed before the session ended."})
    offered = client.post("/account/sign-in/", fields_of(asked.text) | {"login": "dana", "password": PASSWORD})
    client.post(address, fields_of(offered.text, action=address))

    assert text_of(begun) == "Typed before the session ended."


def autosave(client, address, **answers):
    """What the page's script sends while somebody types."""
    return client.post(address, answers, headers={"X-Autosave": "1"})


def test_what_is_typed_is_saved_by_itself_and_leaves_no_event(signed_in, dana, begun, address):
    events = Event.objects.count()
    client = signed_in(dana)

    first = autosave(client, address, revision=0, text="Half a sen")
    second = autosave(client, address, revision=first.json()["revision"], text="Half a sentence more")

    assert (first.json(), second.json()) == ({"revision": 1}, {"revision": 2})
    assert text_of(begun) == "Half a sentence more"
    assert Revision.objects.filter(version=begun, part="section.purpose").count() == 2
    assert Event.objects.exclude(action="person.signed_in").count() <= events


def test_the_same_text_sent_twice_is_saved_once(signed_in, dana, begun, address):
    client = signed_in(dana)
    autosave(client, address, revision=0, text="Half a sentence")

    again = autosave(client, address, revision=0, text="Half a sentence")

    assert again.json() == {"revision": 1}


def test_a_save_by_itself_overwrites_nobody(signed_in, dana, lee_writes, begun, address):
    save_section(version=begun, key="purpose", text="What Lee wrote.", revision=0, by=lee_writes)

    answer = autosave(signed_in(dana), address, revision=0, text="What Dana wrote.")

    assert answer.status_code == 409
    assert text_of(begun) == "What Lee wrote."


def test_text_that_cannot_be_kept_is_not_acknowledged(signed_in, dana, begun, address):
    answer = autosave(signed_in(dana), address, revision=0, text="pay\u202elater")

    assert answer.status_code == 422
    assert text_of(begun) == ""


def test_nothing_saves_by_itself_for_somebody_who_may_not_edit(signed_in, priya, begun, address):
    assert autosave(signed_in(priya), address, revision=0, text="Mine").status_code == 403
    assert text_of(begun) == ""
