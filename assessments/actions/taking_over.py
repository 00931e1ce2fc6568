"""Writing the log that a file holds, as it stands there."""

from __future__ import annotations

from assessments.actions.logging import log
from assessments.documents.exchange_log import WrittenEntry, answers_of_entry, levels_of_entry
from assessments.models import Assessment, LogEntry
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.canonical import canonical


@audited
def take_over_entry(*, assessment: Assessment, entry: WrittenEntry, by: User) -> LogEntry:
    """Write an entry as a file has it, with the levels that were chosen anew in it, though nothing is in force here."""
    written = log(assessment=assessment, by=by, **answers_of_entry(entry, assessment))
    for axis, (level, reasons) in levels_of_entry(entry).items():
        written.restated.create(axis=axis, level=level, reasons=canonical(reasons))
    record("log.taken_over", by=by, about=assessment, sentence=f"Took over entry {written.number} from a file")
    return written
