"""The log: every entry as it was written, the corrected ones beside their corrections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assessments.documents.content import Field, Row, Section
from assessments.documents.sections.pieces import choice, line, of_force, prose, words
from assessments.models import LogEntry, Version
from assessments.parts import Axis
from cia.ui.moments import moment_in_words


def log_of(version: Version, entries: Sequence[LogEntry]) -> Section:
    rows = tuple(_row(version, entry) for entry in entries)
    return Section(key="log", heading="Log", layout="records", rows=rows)


def row(entry: LogEntry) -> str:
    """The path of an entry. Where it is withheld whole, so is of what kind it is."""
    return f"log.{entry.number}"


def when(entry: LogEntry) -> str:
    """The path of the moment at which an entry happened."""
    return f"log.{entry.number}.when"


def next_due(entry: LogEntry) -> str:
    """The path of the moment at which an entry says that the next reassessment is due."""
    return f"log.{entry.number}.next_due"


def level(entry: LogEntry, axis: Axis) -> str:
    """The path of a level that was chosen anew."""
    return f"log.{entry.number}.{axis.value}.level"


def restated(path: str, version: Version, axis: Axis, number: int, *, derived_from: tuple[str, ...] = ()) -> Field:
    """A level of the scale as number and name."""
    worded = next(worded for worded in version.scale_edition.levels(axis) if worded.number == number)
    return Field(
        path=path, label=_short(axis), blocks=words(str(worded)), level=worded.number, derived_from=derived_from
    )


def _row(version: Version, entry: LogEntry) -> Row:
    return Row(path=row(entry), heading=str(entry), fields=tuple(_fields(version, entry)))


def _fields(version: Version, entry: LogEntry) -> Iterator[Field]:
    path = f"log.{entry.number}"
    yield line(when(entry), "When", entry.happened_as_typed)
    if entry.rank_then:
        yield of_force(f"{path}.rank", "By: rank", entry.rank_then)
    yield of_force(f"{path}.name", "By: name", entry.name_then)
    if entry.team:
        yield of_force(f"{path}.team", "Team", entry.team)
    if entry.corrects is not None:
        yield choice(f"{path}.corrects", "Corrects", str(entry.corrects))
    yield prose(f"{path}.text", "Entry", entry.text)
    ratings = {rating.axis: rating for rating in entry.restated.all()}
    for axis in (axis for axis in Axis if axis.value in ratings):
        yield restated(level(entry, axis), version, axis, ratings[axis.value].level)
        yield prose(f"{path}.{axis.value}.reasons", f"{_short(axis)}: reasons", ratings[axis.value].reasons)
    if entry.next_due_at is not None:
        yield line(next_due(entry), "Next reassessment due", entry.next_due_as_typed)
    if entry.on_behalf_of_id is not None:
        if entry.recorded_by.rank:
            yield of_force(f"{path}.recorded_by.rank", "Written down by: rank", entry.recorded_by.rank)
        yield of_force(f"{path}.recorded_by.name", "Written down by: name", entry.recorded_by.name)
    if entry.is_late or entry.on_behalf_of_id is not None:
        yield line(f"{path}.recorded_at", "Written down", moment_in_words(entry.recorded_at))


def _short(axis: Axis) -> str:
    """The axis by its number and its name: "I. Experienced"."""
    return str(axis.label).partition(" (")[0]
