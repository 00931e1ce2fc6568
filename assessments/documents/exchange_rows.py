"""The numbered rows of an assessment in its file. A row's number is its place in its list, counted from 1."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, TypeVar

from django.db import models
from msgspec import Meta, Struct
from msgspec.structs import replace

from assessments.documents.lines import Lines, lines_of, text_of
from assessments.models import Authority, DocumentReference, Finding, Risk, Subject, Version, VersionRow, rows_of
from assessments.parts import Placement

Moment = Annotated[datetime, Meta(tz=True)] | None


class WrittenSubject(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What set the assessment off, who asked for it, and whether it stands alone."""

    trigger: Lines
    commissioned_by: str = ""
    reach: Subject.Reach | None = None
    parent: str = ""


class WrittenSession(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    begins_at: Annotated[datetime, Meta(tz=True)]
    ends_at: Annotated[datetime, Meta(tz=True)]
    begins_as_typed: str = ""
    ends_as_typed: str = ""


class WrittenPlace(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    place: str
    begins_at: Moment = None
    begins_as_typed: str = ""
    ends_at: Moment = None
    ends_as_typed: str = ""


class WrittenAuthority(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An authority to deploy, as it was given elsewhere."""

    reference: str
    given_by: str = ""
    rank: str = ""
    form: Authority.Form | None = None
    begins_at: Moment = None
    begins_as_typed: str = ""
    ends_at: Moment = None
    ends_as_typed: str = ""


class WrittenDeployment(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    name: str
    tactic: str = ""
    objectives: Lines = ""
    gold: str = ""
    silver: str = ""
    bronze: str = ""
    sessions: tuple[WrittenSession, ...] = ()
    places: tuple[WrittenPlace, ...] = ()
    authorities: tuple[WrittenAuthority, ...] = ()


class WrittenFacialRecognition(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    watchlist: Lines
    watchlist_size: str = ""
    watchlist_approved_by: str = ""
    threshold: str = ""
    signage: Lines = ""
    publicity: Lines = ""
    sensitive_places: Lines = ""


class WrittenFinding(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a source found. Each line of ``figures`` is a figure, a colon and what it says: "58 %: acceptable"."""

    text: Lines
    figures: Lines = ""
    stance: Finding.Stance | None = None
    dated: str = ""
    sample: str = ""
    link: str = ""


class WrittenSource(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    heading: str
    introduction: Lines = ""
    closing: Lines = ""
    placement: Placement = Placement.BEFORE_THE_AXES
    findings: tuple[WrittenFinding, ...] = ()


class WrittenDocument(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    title: str
    edition: str = ""
    owner: str = ""
    held: DocumentReference.Held | None = None
    place: str = ""


class WrittenCheck(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    what: str
    result: Lines = ""
    checked_at: Moment = None
    checked_as_typed: str = ""
    checker: str = ""


class WrittenRisk(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    text: Lines
    category: Risk.Category | None = None
    likelihood: str = ""
    impact: str = ""
    mitigation: Lines = ""
    owner: str = ""
    residual: str = ""


class WrittenIntervention(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """``risk`` is the number of the risk in the list of risks."""

    text: Lines
    risk: Annotated[int, Meta(ge=1)] | None = None
    owner: str = ""


S = TypeVar("S", bound=Struct)


def written_rows(version: Version) -> dict[str, Any]:
    """What people wrote in the rows of a version, by the names that the file gives their lists."""
    rows = {kind: list(rows_of(version, kind)) for kind in ("deployment", "source", "risk")}
    place_of_risk = {risk.number: place for place, risk in enumerate(rows["risk"], start=1)}

    def below(kind: str, owner: str, number: int, struct: type[S]) -> tuple[S, ...]:
        return tuple(_written(struct, row) for row in rows_of(version, kind).filter(**{owner: number}))

    def alone(kind: str, struct: type[S]) -> S | None:
        row = rows_of(version, kind).first()
        return _written(struct, row) if row else None

    return {
        "subject": alone("subject", WrittenSubject),
        "deployments": tuple(
            _written(
                WrittenDeployment,
                row,
                sessions=below("session", "deployment", row.number, WrittenSession),
                places=below("place", "deployment", row.number, WrittenPlace),
                authorities=below("authority", "deployment", row.number, WrittenAuthority),
            )
            for row in rows["deployment"]
        ),
        "facial_recognition": alone("facial_recognition", WrittenFacialRecognition),
        "evidence": tuple(
            _written(WrittenSource, row, findings=below("finding", "source", row.number, WrittenFinding))
            for row in rows["source"]
        ),
        "documents": tuple(_written(WrittenDocument, row) for row in rows_of(version, "document")),
        "checks": tuple(_written(WrittenCheck, row) for row in rows_of(version, "check")),
        "risks": tuple(_written(WrittenRisk, row) for row in rows["risk"]),
        "interventions": tuple(
            replace(_written(WrittenIntervention, row), risk=place_of_risk.get(row.risk))
            for row in rows_of(version, "intervention")
        ),
    }


def answers_of(written: Struct) -> dict[str, Any]:
    """What a written row answers, as the action takes it; the rows below it are left out."""
    answers = {}
    for name in written.__struct_fields__:
        answer = getattr(written, name)
        if isinstance(answer, tuple) and any(isinstance(each, Struct) for each in answer):
            continue
        is_choice = isinstance(answer, models.TextChoices)
        answers[name] = answer.value if is_choice else text_of(answer) if isinstance(answer, tuple) else answer
    return {name: answer for name, answer in answers.items() if answer is not None}


def _written(struct: type[S], row: VersionRow, **below: Any) -> S:
    """A row as the file has it: long texts as lists of lines, choices that were made, moments in UTC."""
    choices = {field.name: type(row)._meta.get_field(field.name) for field in row.answer_fields() if field.choices}
    answers = dict(below)
    for name in struct.__struct_fields__:
        if name in row.answers:
            answer = getattr(row, name)
            if name in choices:
                answer = answer or None
            answers[name] = lines_of(answer) if isinstance(answer, str) else answer
    return struct(**answers)
