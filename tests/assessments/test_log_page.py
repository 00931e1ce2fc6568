"""The pages of the log: read, write, correct, reassess."""

from datetime import timedelta

import pytest

from assessments.models import LogEntry
from assessments.parts import Axis
from cia import clock
from tests.assessments.lantern import EVENING, MORNING, evening_entry, in_force, reassessed
from tests.factories import draft

pytestmark = pytest.mark.django_db

ENTRY = {"text": "Two people asked what the van is for.", "happened_at": "1800hrs 10/02/2026", "told_by": "me"}


@pytest.fixture
def version(dana, priya, harrowmere):
    return in_force(by=dana, signed_by=priya, unit=harrowmere)


@pytest.fixture
def evening():
    with clock.stopped_at(EVENING + timedelta(minutes=5)):
        yield


@pytest.fixture
def address(version):
    return version.assessment.get_absolute_url()


def levels(**more):
    chosen = {f"{axis.value}_level": "4" for axis in Axis} | {f"{axis.value}_reasons": "Quiet." for axis in Axis}
    return ENTRY | chosen | more


def test_log_reads_in_the_order_of_recording(version, address, dana, signed_in):
    evening_entry(version, by=dana, text="First.")
    evening_entry(version, by=dana, text="Second.")

    page = signed_in(dana).get(f"{address}log/")

    assert page.text.index("First.") < page.text.index("Second.")
    assert "1800hrs 10/02/2026, PS Dana Okafor, Neighbourhoods" in page.text


def test_restated_level_is_a_number_and_a_name(version, address, dana, signed_in):
    reassessed(version, by=dana)

    assert "3 Moderate (High)" in signed_in(dana).get(f"{address}log/").text


def test_the_log_leads_to_reassessing_only_where_something_can_be_reassessed(dana, priya, harrowmere, signed_in):
    nothing_in_force = draft(by=dana, unit=harrowmere).assessment.get_absolute_url()
    page = signed_in(dana).get(f"{nothing_in_force}log/")

    assert "Write in the log" in page.text
    assert f"{nothing_in_force}reassess/" not in page.text
    something = in_force(by=dana, signed_by=priya, unit=harrowmere).assessment.get_absolute_url()
    assert f"{something}reassess/" in signed_in(dana).get(f"{something}log/").text


def test_reader_of_the_log_is_told_why_they_cannot_write(version, address, tom, signed_in):
    page = signed_in(tom).get(f"{address}log/")

    assert page.status_code == 200
    assert "Only its author, its contributors, those posted to it and an authorising officer" in page.text


@pytest.mark.usefixtures("evening")
def test_entry_is_written_with_the_words_typed(address, dana, signed_in):
    answer = signed_in(dana).post(f"{address}log/add/", ENTRY | {"happened_at": "6pm", "next_due_at": "tomorrow 0800"})

    assert answer.status_code == 302
    entry = LogEntry.objects.get()
    assert (entry.happened_at, entry.happened_as_typed) == (EVENING, "6pm 10/02/2026")
    assert (entry.next_due_at, entry.next_due_as_typed) == (MORNING, "0800 11/02/2026")


@pytest.mark.usefixtures("evening")
def test_button_pressed_twice_writes_one_entry(address, dana, signed_in):
    for _ in range(2):
        signed_in(dana).post(f"{address}log/add/", ENTRY)

    assert LogEntry.objects.count() == 1


@pytest.mark.usefixtures("evening")
def test_entry_about_the_future_is_refused_beside_what_was_typed(address, dana, signed_in):
    answer = signed_in(dana).post(f"{address}log/add/", ENTRY | {"happened_at": "1900hrs 10/02/2026"})

    assert answer.status_code == 403
    assert "cannot be about the future" in answer.text
    assert "Two people asked" in answer.text


@pytest.mark.usefixtures("evening")
def test_entry_by_radio_is_somebody_elses(address, dana, lee, signed_in):
    signed_in(dana).post(f"{address}log/add/", ENTRY | {"told_by": "another", "teller": "lee"})

    entry = LogEntry.objects.get()
    assert (entry.on_behalf_of, entry.recorded_by, entry.who) == (lee, dana, "PC Lee Marsh")


@pytest.mark.usefixtures("evening")
@pytest.mark.parametrize(("teller", "error"), [("", "Enter the username or the name"), ("nobody", "Nobody with an")])
def test_entry_by_radio_says_whose(address, dana, signed_in, teller, error):
    answer = signed_in(dana).post(f"{address}log/add/", ENTRY | {"told_by": "another", "teller": teller})

    assert error in answer.text
    assert not LogEntry.objects.exists()


def test_correction_starts_from_the_first_text_and_leaves_it(version, address, dana, signed_in):
    evening_entry(version, by=dana)
    officer = signed_in(dana)

    page = officer.get(f"{address}log/1/correct/")
    assert "1800hrs 10/02/2026" in page.text
    officer.post(f"{address}log/1/correct/", ENTRY | {"text": "Three people asked."})

    log = officer.get(f"{address}log/").text
    assert "Two people asked" in log
    assert "Three people asked." in log
    assert "Corrected by" in log


def test_somebody_elses_entry_is_not_corrected(version, address, dana, priya, signed_in):
    evening_entry(version, by=dana)

    assert signed_in(priya).get(f"{address}log/1/correct/").status_code == 403


def test_reassessment_shows_last_time_and_chooses_nothing(address, dana, signed_in):
    page = signed_in(dana).get(f"{address}reassess/")

    assert page.text.count("last time, in version 1.0") == 3
    assert "Two youth groups say that their members already feel singled out." in page.text
    chosen = [line for line in page.text.split("<input") if " checked" in line]
    assert [line for line in chosen if "_level" in line] == []


@pytest.mark.usefixtures("evening")
def test_reassessment_is_made(address, dana, signed_in):
    answer = signed_in(dana).post(f"{address}reassess/", levels(next_due_at="0800 tomorrow"))

    assert answer.status_code == 302
    entry = LogEntry.objects.get()
    assert entry.is_reassessment
    assert entry.next_due_at == MORNING


@pytest.mark.usefixtures("evening")
def test_reassessment_without_a_level_says_which(address, dana, signed_in):
    answer = signed_in(dana).post(f"{address}reassess/", levels(evidenced_level=""))

    assert "Choose the evidenced level" in answer.text
    assert "Quiet." in answer.text
    assert not LogEntry.objects.exists()


@pytest.mark.usefixtures("evening")
@pytest.mark.parametrize(
    ("next_one", "error"),
    [
        ({}, "Enter when the next reassessment is due, or say that no further one is needed"),
        ({"next_due_at": "0800 tomorrow", "is_last": "on"}, "not both"),
    ],
)
def test_reassessment_says_when_the_next_is_due_or_that_none_is(address, dana, signed_in, next_one, error):
    answer = signed_in(dana).post(f"{address}reassess/", levels(**next_one))

    assert error in answer.text
    assert not LogEntry.objects.exists()


@pytest.mark.usefixtures("evening")
def test_last_reassessment_ends_the_schedule(version, address, dana, signed_in):
    signed_in(dana).post(f"{address}reassess/", levels(is_last="on"))

    assert "No reassessment is due" in version.assessment.standing(at=MORNING).sentence


def test_second_reassessment_stands_beside_the_first(version, address, dana, signed_in):
    reassessed(version, by=dana)

    page = signed_in(dana).get(f"{address}reassess/")
    assert page.text.count("last time, in entry 1, 1800hrs 10/02/2026") == 3
    assert "Nothing new, potential." in page.text


def test_correction_of_a_reassessment_shows_its_levels(version, address, dana, signed_in):
    reassessed(version, by=dana)

    page = signed_in(dana).get(f"{address}log/1/correct/")
    assert len([line for line in page.text.split("<input") if "_level" in line and " checked" in line]) == 3


def test_draft_is_not_reassessed(begun, dana, signed_in):
    page = signed_in(dana).get(f"{begun.assessment.get_absolute_url()}reassess/")

    assert page.status_code == 403
    assert "No version is in force" in page.text


def test_overdue_reassessment_leads_the_home_page(version, address, dana, signed_in):
    with clock.stopped_at(MORNING + timedelta(hours=2)):
        page = signed_in(dana).get("/")

    assert "was due 0800hrs 11/02/2026, 2 hours ago" in " ".join(page.text.replace("\n", " ").split())
    assert f'href="{address}reassess/"' in page.text
    assert page.text.index("Reassessments due") < page.text.index("Start an assessment")
    assert "Nothing is waiting for you" not in page.text


def test_reassessment_far_ahead_is_not_on_the_home_page(dana, priya, harrowmere, signed_in):
    in_force(by=dana, signed_by=priya, unit=harrowmere, reassess_at=EVENING + timedelta(days=20))

    with clock.stopped_at(EVENING):
        assert "Reassessments due" not in signed_in(dana).get("/").text


def test_home_page_says_it_to_the_authorising_officer_and_to_nobody_without_a_part(version, priya, lee, tom, signed_in):
    with clock.stopped_at(MORNING + timedelta(hours=2)):
        said = {user.username: "Reassessments due" in signed_in(user).get("/").text for user in (priya, lee, tom)}

    assert said == {"priya": True, "lee": False, "tom": False}
