"""The authorising officer's page."""

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from bs4 import BeautifulSoup

from assessments.actions.deciding import return_version, submit
from assessments.actions.drafting import name_person, open_next_version, rate, save_section
from assessments.documents.snapshot import fingerprint
from assessments.forms.decide import REASONS
from assessments.lifecycle import State
from assessments.models import Decision, NamedPerson
from tests.factories import PASSWORD, draft, signed_off, write_whole
from tests.rows import add_every
from tests.ui.forms import fields_of


@pytest.fixture
def submission(whole, dana):
    return submit(version=whole, by=dana)


@pytest.fixture
def address(whole):
    return f"{whole.get_absolute_url()}decide/"


def answered(asked):
    return {name: "Accepted." for name in asked if name.startswith("finding-")}


def signing(asked, **answers):
    return asked | answered(asked) | {"decision": "signed_off", "reasons": "Yes."} | answers


def decide(client, address, decision, reasons="Because it is needed."):
    asked = fields_of(client.get(address).text)
    answers = answered(asked) if decision == "signed_off" else {}
    return client.post(address, asked | answers | {"decision": decision, REASONS[decision]: reasons})


@pytest.mark.parametrize(
    ("decision", "state"),
    [("signed_off", State.SIGNED_OFF), ("returned", State.RETURNED), ("refused", State.REFUSED)],
)
def test_an_authorising_officer_decides(signed_in, priya, submission, whole, address, decision, state):
    answer = decide(signed_in(priya), address, decision)

    assert answer.headers["Location"] == whole.get_absolute_url()
    whole.refresh_from_db()
    assert whole.state == state
    assert submission.decision.reasons == "Because it is needed."


def test_the_page_shows_the_fingerprint_of_what_is_decided_on(signed_in, priya, submission, address):
    page = signed_in(priya).get(address).text

    assert page.count(fingerprint(submission.snapshot)) == 3


def test_the_page_says_what_is_not_written(signed_in, dana, priya, begun):
    whole = write_whole(begun, by=dana)
    save_section(version=whole, key="engagement", text="", revision=1, by=dana)
    submit(version=whole, by=dana)

    page = signed_in(priya).get(f"{whole.get_absolute_url()}decide/").text

    assert "Nothing is written under &#x27;Engagement and safeguards&#x27;." in page


def test_the_page_says_which_axes_give_the_same_reasons(signed_in, dana, priya, whole):
    for axis in ("evidenced", "potential"):
        rate(version=whole, axis=axis, level=6, reasons="No community tension.", revision=1, by=dana)
    submit(version=whole, by=dana)

    page = signed_in(priya).get(f"{whole.get_absolute_url()}decide/").text

    assert "give the same reasons, word for word" in page


def test_a_decision_without_reasons_is_asked_for_again(signed_in, priya, submission, address):
    answer = decide(signed_in(priya), address, "signed_off", reasons=" ")

    assert 'href="#id_reasons">Say why you sign off' in answer.text
    assert not Decision.objects.exists()


def test_what_was_submitted_again_is_not_signed_unread(signed_in, dana, priya, submission, whole, address):
    open_page = fields_of(signed_in(priya).get(address).text)
    return_version(submission=submission, reasons="Say more of the traders.", by=priya)
    save_section(version=whole, key="purpose", text="For the traders too.", revision=1, by=dana)
    again = submit(version=whole, by=dana)

    answer = signed_in(priya).post(address, signing(open_page, reasons="I read the first."))

    assert answer.status_code == 403
    assert "This was submitted again, or cut afresh, since you opened it." in answer.text
    assert "For the traders too." in answer.text
    assert fields_of(answer.text)["reasons"] == "I read the first."
    assert fields_of(answer.text)["fingerprint"] == fingerprint(again.snapshot)
    assert not hasattr(again, "decision")


def test_a_fingerprint_that_was_not_shown_signs_nothing(signed_in, priya, submission, whole, address):
    client = signed_in(priya)
    open_page = fields_of(client.get(address).text)

    answer = client.post(
        address,
        signing(open_page, fingerprint="0000 0000 0000 0000 0000"),
    )

    assert answer.status_code == 403
    assert "What you read is not what is waiting now." in answer.text
    assert not Decision.objects.exists()


def test_the_submission_of_another_version_decides_nothing_here(
    signed_in, priya, dana, submission, address, harrowmere
):
    other = submit(version=write_whole(draft(by=dana, unit=harrowmere), by=dana), by=dana)
    client = signed_in(priya)
    open_page = fields_of(client.get(address).text)

    answer = client.post(
        address, open_page | {"submission": other.pk, "decision": "refused", "reasons_to_refuse": "No."}
    )

    assert answer.status_code == 404
    assert not Decision.objects.exists()


def test_who_wrote_part_of_it_is_told_why_they_cannot_decide(signed_in, dana, priya, begun):
    name_person(assessment=begun.assessment, person=priya, part=NamedPerson.Part.CONTRIBUTOR, by=dana)
    save_section(version=begun, key="caveats", text="Priya's words.", revision=0, by=priya)
    submission = submit(version=write_whole(begun, by=dana), by=dana)
    address = f"{begun.get_absolute_url()}decide/"

    page = signed_in(priya).get(address)
    answer = signed_in(priya).post(
        address,
        {
            "submission": submission.pk,
            "fingerprint": fingerprint(submission.snapshot),
            "decision": "signed_off",
            "reasons": "It is mine.",
            "finding-1": "It is one day.",
            "finding-2": "The text tells.",
        },
    )

    assert page.text.count("You wrote part of this assessment, so someone else must decide on it.") == 2
    assert "Record the decision" not in page.text
    assert answer.status_code == 403
    assert not Decision.objects.exists()


def test_the_author_is_told_who_decides(signed_in, dana, submission, address):
    page = signed_in(dana).get(address)

    assert "Only an authorising officer of this unit can decide on an assessment." in page.text
    assert "Record the decision" not in page.text


def test_a_draft_that_was_never_submitted_cannot_be_decided_on(signed_in, priya, begun):
    answer = signed_in(priya).get(f"{begun.get_absolute_url()}decide/")

    assert answer.status_code == 403
    assert "This assessment is not waiting for a decision." in answer.text


def test_an_outsider_finds_no_such_page(signed_in, lee, submission, address):
    assert signed_in(lee).get(address).status_code == 404
    assert signed_in(lee).post(address, {"decision": "signed_off"}).status_code == 404


def test_what_was_typed_under_another_decision_is_not_read_and_not_lost(signed_in, priya, submission, whole, address):
    client = signed_in(priya)
    asked = fields_of(client.get(address).text) | {"reasons": "Needed.", "decision": "returned"}

    page = client.post(address, asked).text

    assert 'href="#id_reasons_to_return">Say what must change, or ask about a part of it' in page
    assert fields_of(page)["reasons"] == "Needed."

    client.post(address, asked | {"reasons_to_return": "Ask the traders."})

    assert submission.decision.reasons == "Ask the traders."


def test_a_question_about_one_part_is_reason_enough_to_return(signed_in, priya, submission, address):
    client = signed_in(priya)
    asked = fields_of(client.get(address).text) | {"decision": "returned", "point-section-purpose": "For whom is it?"}

    client.post(address, asked)

    assert submission.decision.kind == Decision.Kind.RETURNED
    assert [point.text for point in submission.decision.points.all()] == ["For whom is it?"]


def test_the_page_begins_with_the_operation_in_a_few_lines(signed_in, dana, priya, whole, address):
    add_every(whole, by=dana)
    submit(version=whole, by=dana)

    page = BeautifulSoup(signed_in(priya).get(address).text, "html.parser")

    keys = [key.text.strip() for key in page.select_one("dl").select("dt")]
    values = [" ".join(value.text.split()) for value in page.select_one("dl").select("dd")]
    said = dict(zip(keys, values, strict=True))
    assert said["Deployment"] == "Operation Lantern: Live facial recognition"
    assert said["Where"] == "High Street, outside the library"
    assert said["When"] == "1000hrs 13/03/2026 until 6pm 13/03/2026"
    assert said["Authority"] == "WVP/LFR/0312, Priya Raman"


def test_the_page_shows_what_changed_since_the_version_that_was_signed_off_last(
    signed_in, dana, priya, submission, whole, address
):
    assert "which was signed off last" not in signed_in(priya).get(address).text
    signed_off(submission, by=priya)
    later = open_next_version(assessment=whole.assessment, kind="update", by=dana)
    later = write_whole(later, by=dana)
    save_section(
        version=later, key="purpose", text="For all.", revision=later.sections.get(key="purpose").revision, by=dana
    )
    submit(version=later, by=dana)

    page = signed_in(priya).get(f"{later.get_absolute_url()}decide/").text

    assert "Since version 1.0, which was signed off last" in page
    assert "Changed: Purpose" in page


class TestPasswordAgain:
    """To sign off it is asked for where it was not given lately."""

    @pytest.fixture
    def long_ago(self, signed_in, priya):
        client = signed_in(priya)
        session = client.session
        for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
            record["at"] -= 20 * 60
        session.save()
        return client

    def test_nothing_is_signed_off_without_it_and_nothing_typed_is_lost(self, long_ago, submission, address):
        asked = fields_of(long_ago.get(address).text)
        assert "password" in asked

        none = long_ago.post(address, signing(asked)).text
        wrong = long_ago.post(address, signing(asked, password="not hers at all")).text

        assert 'href="#id_password">Enter your password' in none
        assert "That is not your password" in wrong
        assert "not hers at all" not in wrong
        assert fields_of(wrong)["reasons"] == "Yes."
        assert not Decision.objects.exists()

        long_ago.post(address, signing(asked, password=PASSWORD))

        assert submission.decision.kind == Decision.Kind.SIGNED_OFF

    def test_given_once_it_is_not_asked_for_again_where_something_else_is_missing(self, long_ago, submission, address):
        asked = fields_of(long_ago.get(address).text)

        again = fields_of(long_ago.post(address, signing(asked, reasons="", password=PASSWORD)).text)
        long_ago.post(address, again | {"reasons": "It is needed."})

        assert submission.decision.reasons == "It is needed."

    @pytest.mark.parametrize("decision", ["returned", "refused"])
    def test_to_return_or_refuse_it_is_not_asked_for(self, long_ago, submission, address, decision):
        decide(long_ago, address, decision)

        assert submission.decision.kind == decision

    def test_who_gave_it_lately_is_not_asked(self, signed_in, priya, submission, address):
        assert "Your password" not in signed_in(priya).get(address).text
