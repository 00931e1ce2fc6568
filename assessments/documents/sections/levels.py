"""The line of levels: what was signed off, and what was chosen anew since, each worked out from where it is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

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
            Row(
                path=f"levels.{each.entry.number}",
                heading=str(each.entry),
                fields=tuple(_restated(version, each)),
                rests_on=tuple(dict.fromkeys((log.row(each.entry), log.row(each.rated)))),
            )
            for each in standing
            if each.rated is not None
        ),
    )
    return Section(key="levels", heading="The line of levels", layout="levels", rows=rows)


def levels_of_file(signed: Sequence[tuple[Version, Decision]], standing: Sequence[StandingEntry]) -> Section | None:
    """The levels of a whole file over its versions and reassessments, by when they were chosen; nothing without any."""
    if not signed:
        return None
    version = signed[-1][0]
    dated = [
        (
            decision.decided_at,
            Row(
                path=f"levels.version.{each.number}",
                heading=f"Version {each.printed_number}, signed off",
                fields=tuple(_signed(each, decision)),
            ),
        )
        for each, decision in signed
    ]
    dated += [
        (each.entry.happened_at, Row(path=f"levels.{each.entry.number}", heading=str(each.entry), fields=fields))
        for each in standing
        if each.rated is not None
        for fields in [tuple(_restated(version, each))]
    ]
    rows = tuple(row for _, row in sorted(dated, key=lambda pair: pair[0]))
    return Section(key="levels", heading="The line of levels", layout="levels", rows=rows)


def _signed(version: Version, decision: Decision) -> Iterator[Field]:
    path = "levels.signed_off"
    yield _when(f"{path}.when", moment_in_words(decision.decided_at), "sign_off.decided_at")
    ratings = {rating.axis: rating.level for rating in map(version.rating_of, Axis) if rating.level is not None}
    yield from _levels(path, version, ratings, {axis: f"rating.{axis.value}.level" for axis in Axis})


def _restated(version: Version, standing: StandingEntry) -> Iterator[Field]:
    rated = standing.rated or standing.entry
    path = f"levels.{standing.entry.number}"
    yield _when(f"{path}.when", standing.entry.happened_as_typed, log.when(standing.entry))
    chosen = {rating.axis: rating.level for rating in rated.restated.all()}
    yield from _levels(path, version, chosen, {axis: log.level(rated, axis) for axis in Axis})


def _levels(path: str, version: Version, chosen: Mapping[str, int], sources: Mapping[Axis, str]) -> Iterator[Field]:
    """The level of each axis, and the most serious of the three, which is hidden where any of them is."""
    for axis in (axis for axis in Axis if axis.value in chosen):
        at = f"{path}.{axis.value}"
        yield log.restated(at, version, axis, chosen[axis.value], derived_from=(sources[axis],))
    if len(chosen) == len(Axis):
        worst = min(Axis, key=lambda axis: chosen[axis.value])
        level = log.restated(
            f"{path}.most_serious", version, worst, chosen[worst.value], derived_from=tuple(sources.values())
        )
        yield msgspec.structs.replace(level, label="Most serious")


def _when(path: str, words: str, source: str) -> Field:
    written = line(path, "When", words)
    return Field(path=path, label=written.label, blocks=written.blocks, derived_from=(source,))
