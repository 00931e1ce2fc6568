"""The numbered rows of a version: what it is about, deployments, evidence, documents, checks, risks, interventions.

A section without rows is left out: whether prose says it instead is for the author and the authorising officer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from assessments.documents.content import Block, Field, Row, Run, Section
from assessments.documents.sections.pieces import NOT_GIVEN, choice, line, of_force, prose
from assessments.models import ROW_MODELS, EvidenceSource, Version, VersionRow, rows_of
from assessments.parts import ROW_KINDS, Axis, Placement

Rows = dict[str, list[Any]]

# Lines that are printed as they were typed, one below the other, without Markdown.
_LINES = {"figures"}
_OF_THE_FORCE = {"owner", "checker", "rank"}
_OF_A_DEPLOYMENT = ("session", "place", "authority")
# Which kinds of rows stand in a section, so that a page can lead to where they are written.
KIND_OF_SECTION = {
    "subject": "subject",
    "deployments": "deployment",
    "facial_recognition": "facial_recognition",
    "documents": "document",
    "checks": "check",
    "risks": "risk",
    "interventions": "intervention",
    **{f"evidence_{placement.value}": "source" for placement in Placement},
}


def rows_in(version: Version) -> Rows:
    """Every row of a version by its kind, those that were removed left out."""
    return {kind: list(rows_of(version, kind)) for kind in ROW_MODELS}


def before_the_text(rows: Rows) -> Iterator[Section]:
    """What is assessed: said after the cover, before anything else."""
    yield from _section("subject", ROW_KINDS["subject"].heading, [row_in_document(row) for row in rows["subject"]])
    yield from _section("deployments", ROW_KINDS["deployment"].heading, list(_deployments(rows)))
    recognition = [row_in_document(row) for row in rows["facial_recognition"]]
    yield from _section("facial_recognition", ROW_KINDS["facial_recognition"].heading, recognition)


def evidence(rows: Rows, placement: Placement) -> Iterator[Section]:
    """The sources that the author wants in one place, each with its findings."""
    heading = ROW_KINDS["source"].heading
    if placement != Placement.BEFORE_THE_AXES:
        heading = f"{heading}: {Axis(placement.value).short_name.lower()}"
    yield from _section(f"evidence_{placement.value}", heading, list(_evidence(rows, placement)))


def of_kind(rows: Rows, kind: str, *, key: str) -> Iterator[Section]:
    yield from _section(key, ROW_KINDS[kind].heading, [row_in_document(row) for row in rows[kind]])


def row_in_document(row: VersionRow, *, leave_out: frozenset[str] = frozenset()) -> Row:
    """One row with a field for each answer that was given, or whose absence says something."""
    fields = [_field(row, field) for field in row.answer_fields() if field.name not in leave_out]
    return Row(
        path=row.part,
        heading=row.fixed_heading,
        fields=tuple(field for field in fields if field is not None),
    )


def _section(key: str, heading: str, rows: list[Row]) -> Iterator[Section]:
    if rows:
        yield Section(key=key, heading=heading, layout="records", rows=tuple(rows))


def _deployments(rows: Rows) -> Iterator[Row]:
    for deployment in rows["deployment"]:
        yield row_in_document(deployment)
        for kind in _OF_A_DEPLOYMENT:
            for row in rows[kind]:
                if row.deployment == deployment.number:
                    yield row_in_document(row)


def _evidence(rows: Rows, placement: Placement) -> Iterator[Row]:
    for source in rows["source"]:
        if source.placement == placement:
            yield row_in_document(source, leave_out=frozenset({"closing", "placement"}))
            for finding in rows["finding"]:
                if finding.source == source.number:
                    yield row_in_document(finding)
            yield from _closing(source)


def _closing(source: EvidenceSource) -> Iterator[Row]:
    if source.closing.strip():
        path = f"{source.part}.closing"
        label = str(EvidenceSource._meta.get_field("closing").verbose_name)
        yield Row(path=f"row.{path}", heading=f"{source}, at its end", fields=(prose(path, label, source.closing),))


def _field(row: VersionRow, field: models.Field[Any, Any]) -> Field | None:
    name, path, label = field.name, f"{row.part}.{field.name}", str(field.verbose_name)
    answer = getattr(row, name)
    if name.endswith("_as_typed") or (name in row.belongs_to and not field.null):
        return None
    if answer in (None, "") or (isinstance(answer, str) and not answer.strip()):
        return choice(path, label, NOT_GIVEN) if name in row.said_when_empty else None
    if name in row.belongs_to:
        return choice(path, label, f"{ROW_KINDS[row.belongs_to[name]].noun} {answer}")
    if isinstance(field, models.DateTimeField):
        return line(path, label, row.as_typed(name.removesuffix("_at")))
    if field.choices:
        return choice(path, label, str(dict(field.flatchoices)[answer]))
    if name in _OF_THE_FORCE:
        return of_force(path, label, answer)
    if name in _LINES:
        lines = (Block(runs=(Run(each.strip()),)) for each in answer.split("\n") if each.strip())
        return Field(path=path, label=label, blocks=tuple(lines))
    return prose(path, label, answer) if isinstance(field, models.TextField) else line(path, label, answer)
