"""The reassessments that were promised, each with what came of it by the moment of the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from assessments.documents.content import Field, Row, Section
from assessments.documents.sections import log
from assessments.documents.sections.pieces import words
from assessments.documents.sections.reassessment_plan import DUE
from assessments.models import LogEntry, Version
from assessments.reassessments import Made, Promised, Reassessments
from cia.ui.moments import moment_in_words


def schedule_of(
    version: Version, reassessments: Reassessments, entries: Sequence[LogEntry], *, at: datetime
) -> Section:
    """In the order in which they were promised, the plan first: never sorted by a moment that may be withheld."""
    rows = tuple(_rows(version, reassessments, entries, at=at))
    return Section(key="schedule", heading="Reassessments", layout="records", rows=rows)


def _rows(
    version: Version, reassessments: Reassessments, entries: Sequence[LogEntry], *, at: datetime
) -> Iterator[Row]:
    # Whichever of them came first is the answer, so all of them are what it was worked out from. An entry that is
    # withheld whole may be one of them, whatever it says.
    made_at = (
        *(path for made in reassessments.made if (path := _moment_of(made, version))),
        *(log.row(entry) for entry in entries),
    )
    for promised in reassessments.promised:
        if promised.entry is None and promised.version != version:
            continue
        number = promised.entry.number if promised.entry else "plan"
        path, source = f"schedule.{number}", log.next_due(promised.entry) if promised.entry else DUE
        said = (log.when(promised.entry),) if promised.entry else ("sign_off.decided_at",)
        outcome = _outcome(reassessments.answer_to(promised), promised, version, at=at)
        yield Row(
            path=path,
            heading=f"Announced in entry {number}" if promised.entry else "Planned in the assessment",
            fields=(
                Field(path=f"{path}.due", label="Due", blocks=words(promised.due_as_typed), derived_from=(source,)),
                Field(
                    path=f"{path}.outcome",
                    label="What came of it",
                    blocks=words(outcome),
                    derived_from=tuple(dict.fromkeys((source, *said, *made_at))),
                ),
            ),
            rests_on=(log.row(promised.entry),) if promised.entry else (),
        )


def _moment_of(made: Made, version: Version) -> str:
    """Where the document says when a reassessment was made; nothing for the sign-off of another version."""
    if made.entry is not None:
        return log.when(made.entry)
    return "sign_off.decided_at" if made.version == version else ""


def _outcome(made: Made | None, promised: Promised, version: Version, *, at: datetime) -> str:
    due = promised.due_as_typed
    if made is None:
        ending = getattr(version, "ending", None)
        if ending is not None and ending.ended_at <= min(promised.due_at, at):
            return f"Due {due}, no longer needed: {ending.get_kind_display().lower()} before"
        return f"Due {due}, not made" if at > promised.due_at else f"Due {due}, not yet"
    late = ", late" if made.at > promised.due_at else ""
    if made.entry is not None:
        return f"Made {made.entry.happened_as_typed}{late}, in entry {made.entry.number}"
    return f"Made {moment_in_words(made.at)}{late}, by signing off a version"
