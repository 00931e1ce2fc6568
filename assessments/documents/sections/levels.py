"""The line of levels: what was signed off, and what was chosen anew since, each worked out from where it is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assessments.documents.content import Field, Row, Section
from assessments.documents.sections import log
from assessments.documents.sections.pieces import line
from assessments.models import Decision, Version
from assessments.parts import Axis
from assessments.reassessments import StandingEntry
from cia.ui.moments import moment_in_words


def levels_of(version: Version, decision: Decision, standing: Sequence[StandingEntry]) -> Section:
    rows = (
        Row(path="levels.signed_off", heading="As signed off", fields=tuple(_signed(version, decision))),
        *(
            Row(path=f"levels.{each.entry.number}", heading=str(each.entry), fields=tuple(_restated(version, each)))
            for each in standing
            if each.rated is not None
        ),
    )
    return Section(key="levels", heading="The line of levels", layout="records", rows=rows)


def _signed(version: Version, decision: Decision) -> Iterator[Field]:
    yield _when("levels.signed_off.when", moment_in_words(decision.decided_at), "sign_off.decided_at")
    for rating in (version.rating_of(axis) for axis in Axis):
        if rating.level is not None:
            path = f"levels.signed_off.{rating.axis}"
            source = (f"rating.{rating.axis}.level",)
            yield log.restated(path, version, Axis(rating.axis), rating.level, derived_from=source)


def _restated(version: Version, standing: StandingEntry) -> Iterator[Field]:
    rated = standing.rated or standing.entry
    path = f"levels.{standing.entry.number}"
    yield _when(f"{path}.when", standing.entry.happened_as_typed, log.when(standing.entry))
    chosen = {rating.axis: rating.level for rating in rated.restated.all()}
    for axis in Axis:
        source = (log.level(rated, axis),)
        yield log.restated(f"{path}.{axis.value}", version, axis, chosen[axis.value], derived_from=source)


def _when(path: str, words: str, source: str) -> Field:
    written = line(path, "When", words)
    return Field(path=path, label=written.label, blocks=written.blocks, derived_from=(source,))
