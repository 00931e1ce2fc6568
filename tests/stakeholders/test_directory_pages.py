"""The directory: finding, adding, changing and merging entries."""

import pytest

from stakeholders.actions.directory import add_stakeholder, change_stakeholder
from stakeholders.models import Stakeholder
from stakeholders.views import stakeholders
from tests.factories import UnitFactory, posted
from tests.ui.forms import fields_of

ENTRY = {"name": "Kit Lowe", "role": "Chair", "body": "Youth Forum", "kind": "for_a_body", "speaks_for": "Young people"}


def test_entries_are_found_by_words_unit_and_kind(signed_in, dana, councillor, traders, harrowmere):
    client = signed_in(dana)
    westbank = UnitFactory(name="Westbank BCU")

    def found(**sought):
        page = client.post("/stakeholders/", sought).text
        return {entry.pk for entry in (councillor, traders) if f'href="{entry.get_absolute_url()}"' in page}

    assert found() == {councillor.pk, traders.pk}
    assert found(words="harrowmere tarrant") == {councillor.pk}
    assert found(kind="for_a_body") == {traders.pk}
    assert found(unit=harrowmere.pk, words="traders") == {traders.pk}
    assert found(unit=westbank.pk) == set()


def test_a_long_directory_is_read_page_by_page(monkeypatch, signed_in, dana, harrowmere):
    monkeypatch.setattr(stakeholders, "ON_A_PAGE", 2)
    for name in "ABCDE":
        add_stakeholder(unit=harrowmere, kind="private", name=f"Person {name}", by=dana)
    client, address, read = signed_in(dana), "/stakeholders/", []

    while address:
        page = client.get(address)
        read += [entry.name for entry in page.context["entries"]]
        address = page.context["next"] and f"/stakeholders/{page.context['next']}"

    assert read == [f"Person {name}" for name in "ABCDE"]


def test_what_a_long_search_finds_is_read_page_by_page_and_stands_in_no_address(
    monkeypatch, signed_in, dana, harrowmere
):
    monkeypatch.setattr(stakeholders, "ON_A_PAGE", 2)
    for name in "ABC":
        add_stakeholder(unit=harrowmere, kind="private", name=f"Person {name}", by=dana)
    client = signed_in(dana)

    first = client.post("/stakeholders/", {"words": "person"})
    last = client.post("/stakeholders/", {"words": "person", "after": first.context["last"].pk})

    assert [entry.name for entry in last.context["entries"]] == ["Person C"]
    assert "words=person" not in first.text
    assert 'name="after"' in first.text
    assert 'name="after"' not in last.text


def test_words_in_an_address_find_nobody(signed_in, dana, harrowmere, councillor, traders):
    """An address with a name in it would be made again, and stand in the logs."""
    page = signed_in(dana).get("/stakeholders/?words=tarrant").text

    assert traders.get_absolute_url() in page
    assert "tarrant" not in page.replace("Tarrant", "")


@pytest.mark.parametrize("question", ["unit=x", "after=x", "after=99999999999999999999", "kind=x", "words=%00"])
def test_a_mistyped_address_finds_what_it_can(signed_in, dana, councillor, question):
    assert signed_in(dana).get(f"/stakeholders/?{question}").status_code == 200


def test_words_that_nobody_can_type_find_nobody(signed_in, dana, councillor):
    assert signed_in(dana).post("/stakeholders/", {"words": "\x00"}).status_code == 200


def test_an_entry_is_added(signed_in, dana, harrowmere):
    answer = signed_in(dana).post("/stakeholders/add/", ENTRY)

    entry = Stakeholder.objects.get()
    assert answer.headers["Location"] == entry.get_absolute_url()
    assert (str(entry), entry.unit, entry.speaks_for) == ("Kit Lowe, Chair, Youth Forum", harrowmere, "Young people")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": "", "role": "", "body": " "}, "Enter a name, a role or a body"),
        ({"kind": "private"}, "Clear this: communities are never recorded on a private person"),
        ({"kind": ""}, "Choose who they are"),
        ({"email": "kit"}, "Enter an e-mail address like name@example.org"),
    ],
)
def test_an_entry_that_cannot_be_is_refused_in_words(signed_in, dana, typed, told):
    answer = signed_in(dana).post("/stakeholders/add/", ENTRY | typed)

    assert told in answer.text
    assert not Stakeholder.objects.exists()


def test_the_second_of_two_people_sees_the_entry_that_the_first_saved(signed_in, dana, lee, councillor):
    address = f"{councillor.get_absolute_url()}change/"
    client = signed_in(dana)
    open_page = fields_of(client.get(address).text)
    change_stakeholder(stakeholder=councillor, kind="public_office", name="Imogen Tarrant-Hale", by=lee)

    told = client.post(address, open_page | {"role": "Leader of the council"})
    saved = client.post(address, fields_of(told.text))

    assert told.status_code == 409
    assert "Imogen Tarrant-Hale" in told.text
    assert fields_of(told.text)["role"] == "Leader of the council"
    assert saved.status_code == 302
    assert Stakeholder.objects.get().role == "Leader of the council"


def test_an_entry_of_another_unit_is_read_but_not_changed(signed_in, councillor):
    stranger = posted("nia", "Nia Frost", role="officer", unit=UnitFactory(name="Westbank BCU"))
    client = signed_in(stranger)

    page = client.get(councillor.get_absolute_url())
    refused = client.get(f"{councillor.get_absolute_url()}change/")

    assert page.status_code == 200
    assert "Only officers and authorising officers of Harrowmere BCU change its directory." in page.text
    assert refused.status_code == 403


def test_foi_officers_read_the_directory_and_change_nothing(signed_in, tom, councillor):
    client = signed_in(tom)

    assert client.get(councillor.get_absolute_url()).status_code == 200
    for action in ("change", "merge"):
        assert client.get(f"{councillor.get_absolute_url()}{action}/").status_code == 403
    assert client.post("/stakeholders/add/", ENTRY).status_code == 403
    assert Stakeholder.objects.count() == 1


def test_an_entry_shows_only_the_contacts_that_one_may_read(signed_in, dana, lee, said, of_dana_s_file, councillor):
    open_to_unit, of_a_file = said(narrative="a"), said(narrative="b")
    of_dana_s_file(of_a_file)

    page = signed_in(lee).get(councillor.get_absolute_url()).text

    assert open_to_unit.get_absolute_url() in page
    assert of_a_file.get_absolute_url() not in page
    assert of_a_file.get_absolute_url() in signed_in(dana).get(councillor.get_absolute_url()).text


def test_both_entries_are_shown_before_they_are_merged(signed_in, dana, harrowmere, councillor, said):
    twin = add_stakeholder(unit=harrowmere, kind="public_office", name="I. Tarrant", by=dana)
    contact = said(parties=[twin])
    address = f"{twin.get_absolute_url()}merge/"
    client = signed_in(dana)

    found = client.post(address, {"words": "imogen", "find": "find"}).text
    both = client.get(address, {"into": councillor.pk}).text
    client.post(f"{address}?into={councillor.pk}", fields_of(both))

    assert f'href="?into={councillor.pk}"' in found
    assert "I. Tarrant" in both
    assert "Imogen Tarrant" in both
    assert Stakeholder.objects.get(pk=twin.pk).merged_into == councillor
    assert contact.get_absolute_url() in client.get(councillor.get_absolute_url()).text


def test_an_entry_is_not_merged_into_one_of_another_unit(signed_in, dana, councillor):
    westbank = UnitFactory(name="Westbank BCU")
    nia = posted("nia", "Nia Frost", role="officer", unit=westbank)
    other = add_stakeholder(unit=westbank, kind="public_office", name="Imogen Tarrant", by=nia)
    address = f"{councillor.get_absolute_url()}merge/?into={other.pk}"

    page = signed_in(dana).get(address).text
    refused = signed_in(dana).post(address, {"into": other.pk})

    assert "Only officers and authorising officers of Westbank BCU change its directory." in page
    assert refused.status_code == 403
    assert Stakeholder.objects.current().count() == 2
