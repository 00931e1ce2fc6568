"""Writing a contact down: the most used page."""

import pytest

from cia import clock
from stakeholders.actions.directory import merge
from stakeholders.models import Commitment, Contact, Stakeholder
from tests.factories import PASSWORD, PostingFactory, UnitFactory
from tests.ui.forms import fields_of

ADDRESS = "/contacts/log/"

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def answers(councillor):
    """The shortest true answer to everything."""
    return {
        "parties": [councillor.pk],
        "when": "now",
        "method": "telephone",
        "outcome": "no_concerns",
        "attendance": "not_discussed",
        "openness": "not_asked",
        "made_by": "me",
        "started_by": "us",
    }


def test_the_everyday_contact_needs_four_answers(signed_in, dana, harrowmere, councillor):
    client = signed_in(dana)
    untouched = fields_of(client.get(f"{ADDRESS}?with={councillor.pk}").text)

    answer = client.post(ADDRESS, untouched | {"method": "telephone", "outcome": "no_concerns"})

    contact = Contact.objects.get()
    assert answer.headers["Location"] == contact.get_absolute_url()
    assert contact.unit == harrowmere
    assert contact.when == "1200hrs 02/03/2026"
    assert contact.made_by_whom == "PS Dana Okafor"
    assert not contact.not_recorded


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("now", "1200hrs 02/03/2026"),
        ("0800", "0800hrs 02/03/2026"),
        ("08:00", "0800hrs 02/03/2026"),
        ("8am", "0800hrs 02/03/2026"),
        ("0800hrs", "0800hrs 02/03/2026"),
        ("yesterday 1400", "1400hrs 01/03/2026"),
        ("1223hrs 10/02/2020", "1223hrs 10/02/2020"),
        ("2400hrs 10/02/2020", "2400hrs 10/02/2020"),
        ("24:00 10/02/2020", "24:00 10/02/2020"),
        ("yesterday 2400", "2400 01/03/2026"),
        ("10/02/2020", "10/02/2020"),
        ("10 Feb 2020", "10/02/2020"),
        ("yesterday", "01/03/2026"),
        ("February 2020", "February 2020"),
        ("02/2020", "February 2020"),
        ("not known", "Time not recorded"),
    ],
)
def test_a_time_is_understood_as_exactly_as_it_is_known(signed_in, dana, answers, typed, said):
    signed_in(dana).post(ADDRESS, answers | {"when": typed})

    assert Contact.objects.get().when == said


def test_midnight_at_the_end_of_a_day_is_the_first_moment_of_the_next(signed_in, dana, answers):
    signed_in(dana).post(ADDRESS, answers | {"when": "2400 10/02/2020"})

    assert f"{clock.local(Contact.objects.get().occurred_at):%H%M %d/%m/%Y}" == "0000 11/02/2020"


def test_a_time_that_came_twice_is_asked_about(signed_in, dana, answers):
    client = signed_in(dana)

    asked = client.post(ADDRESS, answers | {"when": "0130 26/10/2025"})
    client.post(ADDRESS, answers | {"when": "0130 26/10/2025", "when-which": "second"})

    assert "so 0130hrs came twice" in asked.text
    assert 'name="when-which"' in asked.text
    assert Contact.objects.get().when == "0130hrs 26/10/2025 GMT"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Enter when it was, or"),
        ("at teatime", "Enter when it was, like 1223"),
        ("1500", "1500hrs 02/03/2026 has not come yet. Check the time, and say which day"),
        ("0130 29/03/2020", "The clocks went forward over 0130hrs that night"),
    ],
)
def test_a_time_that_cannot_be_is_refused_in_words_and_stays_typed(signed_in, dana, answers, typed, told):
    answer = signed_in(dana).post(ADDRESS, answers | {"when": typed, "narrative": "She was content."})

    assert told in answer.text
    assert 'href="#id_when"' in answer.text
    assert fields_of(answer.text)["when"] == typed
    assert fields_of(answer.text)["narrative"] == "She was content."
    assert not Contact.objects.exists()


def test_words_find_entries_to_tick_and_nothing_typed_is_lost(signed_in, dana, answers, traders):
    typed = answers | {"words": "traders", "narrative": "Halfway through", "find": "find", "when": ""}

    answer = signed_in(dana).post(ADDRESS, typed)

    assert "1 found. Tick whom you spoke to." in answer.text
    assert f'value="{traders.pk}" id="id_parties_{traders.pk}"' in answer.text
    assert fields_of(answer.text)["parties"] == str(answers["parties"][0])
    assert fields_of(answer.text)["narrative"] == "Halfway through"
    assert "There is a problem" not in answer.text
    assert not Contact.objects.exists()


def test_the_part_of_a_page_that_a_script_asks_for_keeps_what_is_ticked(signed_in, dana, councillor, traders):
    answer = signed_in(dana).post("/stakeholders/find/", {"words": "traders", "parties": councillor.pk})

    assert f'value="{councillor.pk}" id="id_parties_{councillor.pk}" checked' in answer.text
    assert "Traders" in answer.text
    assert "<html" not in answer.text


def test_whom_one_spoke_to_last_is_offered_first(signed_in, dana, councillor, traders, said):
    said()

    page = signed_in(dana).get(ADDRESS).text

    assert "You last wrote down contacts with:" in page
    assert "Imogen Tarrant" in page
    assert "Traders" not in page


def test_neither_telephone_nor_e_mail_leaves_the_directory(signed_in, dana, councillor, said):
    contact = said()
    client = signed_in(dana)
    pages = [ADDRESS, contact.get_absolute_url(), "/stakeholders/"]
    shown = [client.get(page).text for page in pages]

    for page in [*shown, client.post("/stakeholders/find/", {"words": "imogen"}).text]:
        assert "Imogen" in page
        assert "01632" not in page
        assert "example.org" not in page
    assert "01632 960001" in client.get(councillor.get_absolute_url()).text


def test_several_people_take_part_in_one_contact(signed_in, dana, answers, councillor, traders):
    signed_in(dana).post(ADDRESS, answers | {"parties": [councillor.pk, traders.pk]})

    assert set(Contact.objects.get().parties.values_list("stakeholder", flat=True)) == {councillor.pk, traders.pk}


def test_somebody_new_is_added_with_the_contact(signed_in, dana, answers, harrowmere):
    new = {"parties": [], "new_name": "Kit Lowe", "new_body": "Youth Forum", "new_kind": "for_a_body"}

    signed_in(dana).post(ADDRESS, answers | new)

    entry = Stakeholder.objects.get(name="Kit Lowe")
    assert entry.unit == harrowmere
    assert str(Contact.objects.get().parties.get()) == "Kit Lowe, Youth Forum"


def test_somebody_new_is_not_added_when_the_contact_is_refused(signed_in, dana, answers):
    new = {"parties": [], "new_name": "Kit Lowe", "new_kind": "private", "method": ""}

    answer = signed_in(dana).post(ADDRESS, answers | new)

    assert "Choose how, or &#x27;Not recorded&#x27;" in answer.text
    assert fields_of(answer.text)["new_name"] == "Kit Lowe"
    assert not Stakeholder.objects.filter(name="Kit Lowe").exists()


def test_somebody_who_is_in_the_directory_is_not_added_again(signed_in, dana, answers, traders):
    new = {"parties": [], "new_body": "high street traders' association", "new_kind": "for_a_body"}

    answer = signed_in(dana).post(ADDRESS, answers | new)

    assert "is in the directory already. Find and tick that entry" in answer.text
    assert Stakeholder.objects.filter(body__icontains="traders").count() == 1


def test_somebody_must_be_named(signed_in, dana, answers):
    answer = signed_in(dana).post(ADDRESS, answers | {"parties": []})

    assert "Find and tick whom you spoke to, or add somebody new" in answer.text
    assert 'href="#id_words"' in answer.text


def test_concerns_are_written_down_each_with_its_words(signed_in, dana, answers):
    concerns = {
        "outcome": "concerns",
        "concern_1_tag": "data_retention",
        "concern_1_text": "How long are faces kept?",
        "concern_2_tag": "privacy",
        "concern_2_text": "",
    }

    signed_in(dana).post(ADDRESS, answers | concerns)

    written = Contact.objects.get().concerns.values_list("tag", "text")
    assert list(written) == [("data_retention", "How long are faces kept?"), ("privacy", "")]


@pytest.mark.parametrize(
    ("typed", "told", "place"),
    [
        ({"outcome": "concerns"}, "Choose what their concern is about", "concern_1_tag"),
        ({"concern_1_tag": "privacy"}, "You wrote down a concern, so choose", "outcome"),
        (
            {"outcome": "concerns", "concern_2_text": "Faces"},
            "Choose what concern 2 is about",
            "concern_2_tag",
        ),
        ({"promise_1_due": "24/03/2026"}, "Say what you promised", "promise_1_what"),
        ({"promise_1_what": "Ring", "promise_1_due": "soon"}, "Enter by when, like", "promise_1_due"),
        (
            {"promise_1_what": "Ring", "promise_1_due": "next friday"},
            "Enter which Friday you mean: 06/03/2026 or 13/03/2026",
            "promise_1_due",
        ),
        ({"made_by": "colleague"}, "Enter which colleague made this contact", "made_by_who"),
        ({"new_name": "Kit"}, "Choose who the new person or body is", "new_kind"),
    ],
)
def test_what_does_not_fit_together_is_said_where_it_is_mended(signed_in, dana, answers, typed, told, place):
    answer = signed_in(dana).post(ADDRESS, answers | typed)

    assert told in answer.text
    assert f'href="#id_{place}"' in answer.text
    assert not Contact.objects.exists()


def test_more_concerns_are_asked_for_without_judging_what_is_there(signed_in, dana, answers):
    page = signed_in(dana).post(ADDRESS, answers | {f"concern_{row}_tag": "" for row in (1, 2, 3)} | {"more": "more"})

    assert 'name="concern_5_tag"' in page.text
    assert "There is a problem" not in page.text


def test_promises_are_due_by_the_end_of_a_day_or_at_a_moment(signed_in, dana, answers):
    promises = {
        "promise_1_what": "Debrief by telephone",
        "promise_1_due": "16/03/2026",
        "promise_2_what": "Send the leaflet",
        "promise_2_due": "1700 tomorrow",
        "promise_3_what": "Keep a channel open",
    }

    signed_in(dana).post(ADDRESS, answers | promises)

    made = Commitment.objects.order_by("pk")
    assert [promise.due for promise in made] == ["16/03/2026", "1700hrs 03/03/2026", "No date given"]
    assert f"{clock.local(made[0].due_at):%H%M %d/%m}" == "2359 16/03"
    assert {promise.owner for promise in made} == {dana}


def test_a_promise_due_on_a_day_of_the_week_is_kept_with_its_date(signed_in, dana, answers):
    signed_in(dana).post(ADDRESS, answers | {"promise_1_what": "Ring", "promise_1_due": "Friday"})

    assert Commitment.objects.get().due == "06/03/2026"


def test_a_colleague_who_made_the_contact_is_named_with_an_account_or_without(signed_in, dana, lee, answers):
    client = signed_in(dana)
    for typed in ("lee", "PC Lee Marsh", "a special constable"):
        client.post(ADDRESS, answers | {"made_by": "colleague", "made_by_who": typed})

    made = Contact.objects.order_by("pk")
    assert [contact.made_by_whom for contact in made] == ["PC Lee Marsh", "PC Lee Marsh", "a special constable"]
    assert [contact.made_by for contact in made] == [lee, lee, None]


@pytest.mark.parametrize("typed", ["not known", "Unknown", "?"])
def test_that_nobody_knows_who_was_reached_is_said_and_flagged(signed_in, dana, answers, typed):
    client = signed_in(dana)
    client.post(ADDRESS, answers | {"reached": typed})

    contact = Contact.objects.get()
    assert contact.reached == "Not recorded"
    assert contact.not_recorded == ["who was reached"]
    page = client.get(contact.get_absolute_url()).text
    assert '<strong class="govuk-tag govuk-tag--yellow">Not recorded</strong>' in page
    assert "who was reached" in page


def test_another_is_logged_straight_after(signed_in, dana, answers):
    answer = signed_in(dana).post(ADDRESS, answers | {"again": "Save and log another"})

    assert answer.headers["Location"] == ADDRESS
    assert Contact.objects.count() == 1


def test_the_same_page_sent_twice_is_one_contact(signed_in, dana, councillor):
    client = signed_in(dana)
    filled = fields_of(client.get(f"{ADDRESS}?with={councillor.pk}").text)
    filled |= {"method": "visit", "outcome": "no_reply", "promise_1_what": "Come back"}

    answers = [client.post(ADDRESS, filled) for _time in range(2)]

    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert Contact.objects.count() == Commitment.objects.count() == 1


def test_somebody_of_two_units_says_whose_contact_it_is(signed_in, dana, answers):
    westbank = UnitFactory(name="Westbank BCU")
    PostingFactory(user=dana, role="officer", unit=westbank)
    client = signed_in(dana)

    asked = client.post(ADDRESS, answers)
    client.post(ADDRESS, answers | {"unit": westbank.pk})

    assert "Choose the unit whose contact this is" in asked.text
    assert Contact.objects.get().unit == westbank


@pytest.mark.parametrize("person", ["tom", "alex", "jo"])
def test_others_are_told_why_they_log_no_contacts(request, signed_in, answers, person):
    client = signed_in(request.getfixturevalue(person))

    for answer in (client.get(ADDRESS), client.post(ADDRESS, answers)):
        assert answer.status_code == 403
        assert "Only officers and authorising officers log contacts." in answer.text
    assert not Contact.objects.exists()


def test_the_page_is_not_stored_by_the_browser(signed_in, dana):
    assert signed_in(dana).get(ADDRESS).headers["Cache-Control"] == "no-store"


def test_what_was_typed_when_the_session_ended_is_given_back(client, dana, answers, councillor):
    client.force_login(dana)
    open_page = fields_of(client.get(f"{ADDRESS}?with={councillor.pk}").text)
    client.logout()

    asked = client.post(ADDRESS, open_page | answers | {"narrative": "Typed before the session ended."})
    offered = client.post("/account/sign-in/", fields_of(asked.text) | {"login": "dana", "password": PASSWORD})
    assert "Sent as" not in offered.text
    client.post(ADDRESS, fields_of(offered.text, action=ADDRESS))

    assert Contact.objects.get().narrative == "Typed before the session ended."


def test_markup_that_was_typed_is_shown_as_text(signed_in, dana, answers):
    client = signed_in(dana)
    client.post(ADDRESS, answers | {"narrative": "<script>alert(1)</script>"})

    assert "<script>alert" not in client.get(Contact.objects.get().get_absolute_url()).text


def test_an_entry_merged_while_the_page_was_open_is_the_one_it_was_merged_into(
    signed_in, dana, answers, councillor, traders
):

    merge(stakeholder=councillor, into=traders, by=dana)

    signed_in(dana).post(ADDRESS, answers)

    assert Contact.objects.get().parties.get().stakeholder == traders
