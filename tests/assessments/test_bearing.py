"""What the record says that bears on an axis, as its page shows it, and what is asked before a decision."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from assessments.actions.deciding import submit
from assessments.actions.drafting import open_next_version, rate
from assessments.actions.logging import link_contact, log_contact_for
from assessments.bearing import bearing_on
from assessments.documents.content import Field, Row, Section
from assessments.documents.sections.pieces import words
from assessments.documents.snapshot import reading_of
from assessments.parts import Axis
from assessments.questions import before_deciding
from cia import clock
from stakeholders.actions.contacts import Conversation, Worry, correct_contact, end_concern, log_contact
from stakeholders.actions.directory import add_stakeholder
from tests.assessments.lantern import in_force, reassessed
from tests.factories import signed_off
from tests.rows import add, add_every

pytestmark = pytest.mark.django_db

ON = date(2026, 3, 12)


@pytest.fixture
def concern(begun, dana, harrowmere):
    """What Imogen Tarrant is worried about, in a contact that bears on the draft."""
    councillor = add_stakeholder(
        unit=harrowmere, kind="public_office", name="Imogen Tarrant", role="Councillor", body="The Council", by=dana
    )
    conversation = Conversation(
        parties=[councillor],
        method="telephone",
        outcome="concerns",
        occurred_at=datetime(2026, 3, 12, 12, 23, tzinfo=UTC),
        concerns=[Worry("privacy", "Children cross there.")],
    )
    contact = log_contact(unit=harrowmere, conversation=conversation, by=dana)
    link_contact(assessment=begun.assessment, contact=contact, by=dana)
    return contact.concerns.get()


def flags(version, axis):
    return {said.heading: said.flag for said in bearing_on(version, axis, on=ON)}


def asked(version):
    return asked_of(reading_of(version, at=datetime(2026, 3, 12, 12, tzinfo=UTC)))


def asked_of(content):
    return [question.sentence for question in before_deciding(content, old_after_days=365)]


def test_a_concern_bears_on_what_people_feel_until_they_are_content(begun, dana, concern):
    who = "Imogen Tarrant, Councillor, The Council: Privacy"

    assert flags(begun, Axis.EXPERIENCED) == {who: "Open"}
    assert flags(begun, Axis.EVIDENCED) == {}
    end_concern(concern=concern, kind="content", reason="We moved the van.", by=dana)
    assert flags(begun, Axis.EXPERIENCED) == {who: ""}


def test_checks_risks_and_findings_each_bear_on_their_axis(begun, dana):
    add_every(begun, by=dana)

    found = {
        axis: [said.heading.split(",")[0].split(".")[0] for said in bearing_on(begun, axis, on=ON)] for axis in Axis
    }

    assert found == {
        Axis.EXPERIENCED: ["Finding 1"],
        Axis.EVIDENCED: ["Check 1", "Finding 1"],
        Axis.POTENTIAL: ["Risk 1", "Finding 1"],
    }


def test_a_finding_placed_under_one_axis_bears_on_that_alone(begun, dana):
    add(begun, "source", by=dana, placement="potential")
    add(begun, "finding", by=dana)

    assert [len(bearing_on(begun, axis, on=ON)) for axis in Axis] == [0, 0, 1]


@pytest.mark.parametrize(
    ("dated", "flag"),
    [
        ("12/03/2025", ""),
        ("11/03/2025", "Older than 365 days"),
        ("March 2025", ""),
        ("2019", "Older than 365 days"),
        ("", "No date"),
    ],
)
def test_evidence_older_than_the_force_allows_is_flagged(begun, dana, dated, flag):
    add(begun, "source", by=dana)
    add(begun, "finding", by=dana, dated=dated)

    assert [said.flag for said in bearing_on(begun, Axis.POTENTIAL, on=ON)] == [flag]


def test_a_check_without_time_or_name_is_flagged(begun, dana):
    add(begun, "check", by=dana, checked_at=None, checked_as_typed="", checker="")

    assert [said.flag for said in bearing_on(begun, Axis.EVIDENCED, on=ON)] == ["No time and no name"]


def test_the_page_of_an_axis_shows_it_beside_last_time(signed_in, dana, priya, whole):
    add_every(whole, by=dana)
    decision = signed_off(submit(version=whole, by=dana), by=priya)
    later = open_next_version(assessment=decision.submission.version.assessment, kind="update", by=dana)

    page = signed_in(dana).get(f"{later.get_absolute_url()}ratings/evidenced/").text

    assert "Last time" in page
    assert "Recorded crime in the High Street has not moved in twelve weeks." in page
    assert "Check 1, Media interest, 1430 12 March 2026" in page


def test_last_time_is_the_last_reassessment_of_what_is_in_force(signed_in, dana, priya, harrowmere):
    version = in_force(by=dana, signed_by=priya, unit=harrowmere)
    reassessed(version, by=dana)
    later = open_next_version(assessment=version.assessment, kind="update", by=dana)

    page = signed_in(dana).get(f"{later.get_absolute_url()}ratings/potential/").text

    assert "in entry 1, 1800hrs 10/02/2026" in page
    assert "Nothing new, potential." in page


def test_a_concern_bears_on_it_though_its_contact_was_corrected(begun, dana, harrowmere):
    councillor = add_stakeholder(unit=harrowmere, kind="public_office", name="Imogen Tarrant", by=dana)
    worry = Worry("privacy", "Who looks?")
    said = Conversation([councillor], method="telephone", outcome="concerns", made_by=dana, concerns=[worry])
    contact = log_contact_for(assessment=begun.assessment, conversation=said, by=dana)
    how_it_was = Conversation([councillor], method="visit", outcome="concerns", made_by=dana)
    correct_contact(contact=contact, conversation=how_it_was, by=dana)

    assert [said.text for said in bearing_on(begun, Axis.EXPERIENCED, on=ON)] == ["Who looks?"]


def with_contacts(version, *rows):
    """The document with these contacts in the place of its own."""
    content = reading_of(version, at=datetime(2026, 3, 12, 12, tzinfo=UTC))
    others = tuple(section for section in content.sections if section.key != "contacts")
    contacts = Section(key="contacts", heading="Contacts", layout="records", rows=rows)
    return replace(content, sections=(*others, contacts))


def contact(number, *answers, corrected_in=""):
    path = f"contact.{number}"
    fields = tuple(Field(path=f"{path}.{name}", label=name) for name in answers)
    if corrected_in:
        fields += (Field(path=f"{path}.corrected_in", label="Corrected in", blocks=words(corrected_in)),)
    return Row(path=path, heading=f"Contact {number}", fields=fields)


def test_it_is_asked_why_nobody_was_heard(begun):
    nobody = "No contact is recorded: nobody who speaks for a community was heard."

    assert nobody in asked_of(with_contacts(begun))
    assert nobody not in asked_of(with_contacts(begun, contact(1, "when")))


def test_it_is_asked_how_all_can_be_normal_while_somebody_is_worried(begun, dana):
    for axis in Axis:
        rate(version=begun, axis=axis, level=6, reasons=f"Calm: {axis}.", revision=0, by=dana)
    rows = (
        contact(1, "concern.1.tag", corrected_in="Contact 2"),
        contact(2, "when", corrected_in="Contact 3"),
        contact(3, "concern.1.tag"),
        contact(4, "when"),
    )
    said = "1 contact raised concerns, and all three axes are said to be normal."

    assert said in asked_of(with_contacts(begun, *rows))
    rate(version=begun, axis="potential", level=4, reasons="Not calm.", revision=1, by=dana)
    assert said not in asked_of(with_contacts(begun, *rows))


def test_old_and_undated_evidence_is_asked_about(begun, dana):
    add(begun, "source", by=dana)
    for dated in ("October 2019", "", "March 2026"):
        add(begun, "finding", by=dana, dated=dated)

    questions = asked(begun)
    assert "Finding 1 is from October 2019, more than 365 days ago." in questions
    assert "Finding 2 has no date." in questions
    assert not [question for question in questions if "Finding 3" in question]


def test_rows_that_lack_what_they_should_say_are_asked_about(begun, dana):
    add(begun, "risk", by=dana, owner="", mitigation="")
    add(begun, "check", by=dana, checker="")
    add(begun, "intervention", by=dana, owner="")

    questions = asked(begun)
    assert "Risk 1 has no mitigation and no owner." in questions
    assert "Check 1 has no name." in questions
    assert "Intervention 1 has no owner." in questions


def test_rows_in_the_place_of_prose_are_not_asked_about(begun, dana):
    empty = "Nothing is written under 'Intervention options'."

    assert empty in asked(begun)
    add(begun, "intervention", by=dana, risk=None)
    assert empty not in asked(begun)


def test_the_author_is_told_what_may_be_asked(signed_in, dana, begun):
    add(begun, "risk", by=dana, owner="")

    page = signed_in(dana).get(f"{begun.get_absolute_url()}check-answers/").text

    assert "What may be asked" in page
    assert "Risk 1 has no owner." in page


def lacking_a_source(version):
    content = reading_of(version, at=clock.now())
    return [question for question in asked_of(content) if "name no source" in question]


@pytest.mark.parametrize(
    "reasons",
    [
        "Three shops complained.",
        "There were 40 complaints.",
        "It was quiet on Saturday.",
        "Nobody objected in February.",
        "Councillor Tarrant says that parents are worried.",
        "The Council hears nothing of the kind.",
        "The media interest is what it was.",
        "The survey of residents, spring 2026 says so.",
    ],
)
def test_reasons_that_say_how_many_when_who_or_what_told_us_are_not_asked_about(begun, dana, concern, reasons):
    add_every(begun, by=dana)
    rate(version=begun, axis="experienced", level=5, reasons=reasons, revision=0, by=dana)

    assert not [question for question in lacking_a_source(begun) if "I. Experienced" in question]


@pytest.mark.parametrize("reasons", ["People feel fine.", "There may be a march.", "No one is worried, as ever."])
def test_it_is_asked_of_reasons_that_could_be_anybody_s(begun, dana, concern, reasons):
    rate(version=begun, axis="experienced", level=5, reasons=reasons, revision=0, by=dana)

    said = "no number, no date, nobody we spoke to, no evidence and no check"
    assert lacking_a_source(begun) == [
        f"The reasons for 'I. Experienced (how communities feel)' name no source: {said}."
    ]


def test_reasons_that_are_not_written_yet_are_not_asked_about_twice(begun):
    assert lacking_a_source(begun) == []
