"""The log and the plan leave with the file of an assessment and come back the same."""

import json
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from assessments.actions.importing import import_assessment
from assessments.documents.exchange import AssessmentFile, exported, read_file, written
from assessments.documents.exchange_log import WrittenMoment, moment_of
from assessments.models import LogEntry
from assessments.release.rehearsing import (
    NotSuchAFile,
    Refused,
    Rehearsal,
    RehearsalFile,
    Rehearsing,
    check_people,
    posted,
    rehearse,
)
from cia import clock
from cia.canonical import Unacceptable
from tests.assessments.lantern import EVENING, MORNING, evening_entry, in_force, reassessed

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(dana, priya, harrowmere):
    """Signed off, with an entry, its correction and a reassessment."""
    version = in_force(by=dana, signed_by=priya, unit=harrowmere)
    first = evening_entry(version, by=dana, next_due_at=MORNING, next_due_as_typed="8am 11/02/2026")
    evening_entry(version, by=dana, text="Three people asked.\nNobody minded.", corrects=first)
    reassessed(version, by=dana, at=MORNING, next_due_at=MORNING + timedelta(hours=6))
    return version


def imported(content, *, by, unit):
    with clock.stopped_at(MORNING + timedelta(days=1)):
        return import_assessment(written=read_file(content, AssessmentFile).assessment, unit=unit, by=by)


def changed(version, **log):
    file = json.loads(exported(version))
    file["assessment"]["log"][0] |= log
    return json.dumps(file).encode()


def test_what_is_exported_and_imported_is_the_same(version, dana, harrowmere):
    again = imported(exported(version), by=dana, unit=harrowmere)

    assert written(again) == written(version)
    assert exported(again) == exported(version)
    assert again.state == "draft"


def test_import_keeps_claimed_times_and_levels(version, dana, harrowmere):
    again = imported(exported(version), by=dana, unit=harrowmere)

    entries = list(again.assessment.log_entries.all())
    assert [entry.happened_at for entry in entries] == [EVENING, EVENING, MORNING]
    assert [entry.happened_as_typed for entry in entries][2] == "0800hrs 11/02/2026"
    assert entries[1].corrects == entries[0]
    assert [entry.is_reassessment for entry in entries] == [False, False, True]
    assert again.reassessment_plan.reassess_at == MORNING


def test_file_says_which_of_two_times(version, dana, priya, harrowmere):
    twice = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    with clock.stopped_at(twice + timedelta(hours=5)):
        evening_entry(version, by=dana)
    plan = in_force(by=dana, signed_by=priya, unit=harrowmere, reassess_at=twice).reassessment_plan

    assert written(plan.version).reassessment_plan.due.which == "second"
    assert moment_of(WrittenMoment("0130 25/10/2026", "first")).at == twice - timedelta(hours=1)


@pytest.mark.parametrize(
    ("happened", "reason"),
    [
        ({"as_typed": "0130 29/03/2026"}, "Log, entry 1: .*went forward"),
        ({"as_typed": "0130 26/10/2025"}, "Say in 'which'"),
        ({"as_typed": "0800"}, "give a time and a whole day"),
        ({"as_typed": "0800 11 Feb"}, "give a time and a whole day"),
        ({"as_typed": "soon"}, "give a time and a whole day"),
    ],
)
def test_moment_that_is_not_one_moment_is_refused_with_its_place(version, dana, harrowmere, happened, reason):
    with pytest.raises(Unacceptable, match=reason):
        imported(changed(version, happened=happened), by=dana, unit=harrowmere)


def test_entry_that_corrects_nothing_is_refused(version, dana, harrowmere):
    with pytest.raises(Unacceptable, match="no entry 9 before this one"):
        imported(changed(version, corrects=9), by=dana, unit=harrowmere)
    assert LogEntry.objects.count() == 3


PEOPLE = [
    {"id": "dana", "name": "Dana Okafor", "rank": "PS", "role": "officer", "unit": "Harrowmere BCU"},
    {"id": "lee", "name": "Lee Marsh", "rank": "PC", "role": "officer", "unit": "Harrowmere BCU"},
    {"id": "priya", "name": "Priya Raman", "role": "authorising_officer", "unit": "Harrowmere BCU"},
]
ACCEPTED = [
    {
        "finding": "No contact is recorded: nobody who speaks for a community was heard.",
        "answer": "It is about the log alone.",
    }
]
LEVELS = {axis: {"level": 5, "reasons": "Quiet."} for axis in ("experienced", "evidenced", "potential")}


def acts(*more):
    return [
        {"act": "start", "by": "dana", "when": "2026-02-10T14:40:00Z"},
        {"act": "submit", "by": "dana", "when": "2026-02-10T14:45:00Z"},
        {
            "act": "sign_off",
            "by": "priya",
            "when": "2026-02-10T16:40:00Z",
            "reasons": "Necessary.",
            "answers": ACCEPTED,
        },
        *more,
    ]


def log_act(when="2026-02-10T18:05:00Z", **entry):
    happened = {"as_typed": "1800hrs 10/02/2026"}
    return {"act": "log", "by": "dana", "when": when, "entry": {"happened": happened, "text": "Quiet."} | entry}


def carried_out(version, *more):
    """The acts on what a version holds, with its log left out."""
    assessment = msgspec.structs.replace(written(version), log=())
    rehearsal = msgspec.convert({"people": PEOPLE, "acts": acts(*more)}, Rehearsal)
    check_people(rehearsal)
    people = {person.id: posted(person, from_at=rehearsal.acts[0].when) for person in rehearsal.people}
    rehearsing = Rehearsing(assessment, people)
    rehearsing.carry_out(rehearsal.acts)
    return rehearsing


@pytest.fixture
def example(version, dana, lee, priya):
    for user in (dana, lee, priya):
        user.username = f"other-{user.username}"
        user.save(update_fields=["username"])
    return version


def test_rehearsal_logs_and_reassesses_at_its_own_moments(example):
    rehearsing = carried_out(
        example,
        log_act(),
        log_act(when="2026-02-11T08:10:00Z", happened={"as_typed": "0800hrs 11/02/2026"}, levels=LEVELS),
    )

    first, second = rehearsing.version.assessment.log_entries.all()
    assert first.recorded_at == datetime(2026, 2, 10, 18, 5, tzinfo=UTC)
    assert (first.is_reassessment, second.is_reassessment) == (False, True)
    assert "1805hrs 10/02/2026  writing in the log, by dana" in rehearsing.said


def test_rehearsal_takes_an_entry_by_radio(example):
    act = log_act() | {"by": "priya", "on_behalf_of": "dana"}

    entry = carried_out(example, act).version.assessment.log_entries.get()
    assert (entry.who, entry.recorded_by.name) == ("PS Dana Okafor", "Priya Raman")


def test_rehearsal_meets_the_same_refusals(example):
    with pytest.raises(Refused, match="Act 4, writing in the log, by lee: Only its author"):
        carried_out(example, log_act() | {"by": "lee"})


@pytest.mark.parametrize("end", ["cancel", "close"])
def test_rehearsal_ends_a_version(example, end):
    act = {"act": end, "by": "priya", "when": "2026-02-12T09:00:00Z", "reasons": "It is over."}

    rehearsing = carried_out(example, act)
    rehearsing.version.refresh_from_db()
    assert rehearsing.version.ending.kind == rehearsing.version.state


def test_rehearsal_names_somebody_unknown(example):
    with pytest.raises(NotSuchAFile, match="act 4: there is nobody called 'sam'"):
        carried_out(example, log_act() | {"on_behalf_of": "sam"})


def test_log_of_a_rehearsal_stands_among_its_acts(example):
    rehearsal = msgspec.convert({"people": PEOPLE, "acts": acts()}, Rehearsal)

    with pytest.raises(NotSuchAFile, match="stands among the acts"):
        rehearse(RehearsalFile(format=1, assessment=written(example), rehearsal=rehearsal))
