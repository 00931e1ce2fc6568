"""The log and the reassessment plan of an assessment in its file: the words of each moment, as people typed them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from assessments.documents.lines import Lines, lines_of, text_of
from assessments.models import Assessment, LogEntry, Version
from assessments.parts import Axis
from cia.canonical import Unacceptable
from cia.ui.typed_times import CameTwice, Moment, Unclear, came_twice, read_moment

# The words say their whole day, so today is never asked for.
_NO_DAY = date(2000, 1, 1)
_WHOLE = "give a time and a whole day, like 0800hrs 11/02/2026"


class WrittenMoment(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A moment in the words typed, with its whole day: "0800hrs 11/02/2026". 2400 is 0000 of the next day.

    ``which`` says which of two is meant where the clocks showed that time twice.
    """

    as_typed: Annotated[str, Meta(min_length=1, max_length=60)]
    which: Literal["first", "second"] | None = None


class WrittenPlan(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """When the first reassessment is due, and how it will be made."""

    due: WrittenMoment | None = None
    text: Lines = ""


class WrittenRestated(Struct, frozen=True, forbid_unknown_fields=True):
    """The level chosen anew on one axis, 1 the most serious, and why."""

    level: Annotated[int, Meta(ge=1, le=6)]
    reasons: Lines


class WrittenReassessment(Struct, frozen=True, forbid_unknown_fields=True):
    experienced: WrittenRestated
    evidenced: WrittenRestated
    potential: WrittenRestated


class WrittenEntry(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An entry of the log. With ``levels`` it is a reassessment; ``corrects`` is the number of an earlier entry."""

    happened: WrittenMoment
    text: Lines
    team: Annotated[str, Meta(max_length=120)] = ""
    levels: WrittenReassessment | None = None
    next_due: WrittenMoment | None = None
    corrects: Annotated[int, Meta(ge=1)] | None = None


def moment_of(written: WrittenMoment) -> Moment:
    """The moment that a file gives. ``Unacceptable`` with the reason where it is not one moment."""
    typed = " ".join(written.as_typed.split())
    try:
        moment = read_moment(typed, today=_NO_DAY, which=written.which or "")
    except CameTwice as twice:
        raise Unacceptable(
            f"{twice.time} came twice that night. Say in 'which' whether it is the first or the second."
        ) from twice
    except Unclear as error:
        raise Unacceptable(f"{typed}: {error.reason or _WHOLE}.") from error
    if moment.words.removesuffix(" BST").removesuffix(" GMT") != typed.removesuffix(" BST").removesuffix(" GMT"):
        raise Unacceptable(f"{typed}: {_WHOLE}.")
    return moment


def answers_of_entry(entry: WrittenEntry, assessment: Assessment) -> dict[str, Any]:
    """What an entry of a file answers, as the actions of the log take it."""
    happened, due = moment_of(entry.happened), moment_of(entry.next_due) if entry.next_due else None
    return {
        "happened_at": happened.at,
        "happened_as_typed": happened.words,
        "text": text_of(entry.text),
        "team": entry.team,
        "next_due_at": due.at if due else None,
        "next_due_as_typed": due.words if due else "",
        "corrects": _corrected(assessment, entry.corrects) if entry.corrects else None,
    }


def levels_of_entry(entry: WrittenEntry) -> dict[str, tuple[int, str]]:
    """Level and reasons by axis; nothing for an entry that is no reassessment."""
    if entry.levels is None:
        return {}
    chosen: dict[str, WrittenRestated] = {axis.value: getattr(entry.levels, axis.value) for axis in Axis}
    return {axis: (restated.level, text_of(restated.reasons)) for axis, restated in chosen.items()}


def written_plan(version: Version) -> WrittenPlan | None:
    """Nothing where nothing is planned."""
    plan = version.reassessment_plan
    if plan.reassess_at is None and not plan.text:
        return None
    return WrittenPlan(due=_written(plan.reassess_at, plan.reassess_as_typed), text=lines_of(plan.text))


def written_log(version: Version) -> tuple[WrittenEntry, ...]:
    """Every entry of the file, in the order of recording."""
    entries = version.assessment.log_entries.select_related("corrects").prefetch_related("restated")
    return tuple(_entry(entry) for entry in entries)


def _corrected(assessment: Assessment, number: int) -> LogEntry:
    found = assessment.log_entries.filter(number=number).first()
    if found is None:
        raise Unacceptable(f"There is no entry {number} before this one to correct.")
    return found


def _entry(entry: LogEntry) -> WrittenEntry:
    happened = _written(entry.happened_at, entry.happened_as_typed)
    levels = {rating.axis: WrittenRestated(rating.level, lines_of(rating.reasons)) for rating in entry.restated.all()}
    return WrittenEntry(
        happened=happened or WrittenMoment(entry.happened_as_typed),
        text=lines_of(entry.text),
        team=entry.team,
        levels=WrittenReassessment(**{axis.value: levels[axis] for axis in Axis}) if levels else None,
        next_due=_written(entry.next_due_at, entry.next_due_as_typed),
        corrects=entry.corrects.number if entry.corrects else None,
    )


def _written(at: datetime | None, as_typed: str) -> WrittenMoment | None:
    return WrittenMoment(as_typed, came_twice(at) or None) if at else None
