"""Making a draft from the file of an assessment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct

from assessments.actions.drafting import plan_reassessment, rate, save_cover, save_section, start_assessment
from assessments.actions.rows import add_row
from assessments.actions.taking_over import take_over_entry
from assessments.actions.taking_over_contacts import take_over_contact
from assessments.documents.exchange import WrittenAssessment, WrittenRating
from assessments.documents.exchange_log import moment_of
from assessments.documents.exchange_rows import answers_of
from assessments.documents.lines import text_of
from assessments.models import Version, VersionRow
from assessments.parts import NARRATIVES, Axis, part_label
from cia.accounts.models import Unit, User
from cia.audit.trail import audited, record
from cia.canonical import Unacceptable


@audited
def import_assessment(*, written: WrittenAssessment, unit: Unit, by: User) -> Version:
    """Start an assessment with what a file holds. ``Unacceptable``, with the part, where text cannot be kept."""
    with _naming("cover"):
        version = start_assessment(unit=unit, about=written.about, kind=written.kind, title=written.cover.title, by=by)
        save_cover(
            version=version,
            title=written.cover.title,
            summary=text_of(written.cover.summary),
            protective_marking=written.cover.protective_marking,
            publication_recommended=written.cover.publication_recommended,
            review_on=written.cover.review_on,
            distribution_list=text_of(written.cover.distribution_list),
            revision=version.cover.revision,
            by=by,
        )
    for narrative in NARRATIVES:
        if text := text_of(getattr(written.sections, narrative.key)):
            with _naming(f"section.{narrative.key}"):
                save_section(version=version, key=narrative.key, text=text, revision=0, by=by)
    for axis in Axis:
        rating: WrittenRating = getattr(written.ratings, axis.value)
        if rating != WrittenRating():
            with _naming(f"rating.{axis.value}"):
                rate(
                    version=version,
                    axis=axis,
                    level=rating.level,
                    reasons=text_of(rating.reasons),
                    revision=0,
                    by=by,
                )
    _import_rows(written, version, by=by)
    if plan := written.reassessment_plan:
        with _naming("reassessment_plan"):
            due = moment_of(plan.due) if plan.due else None
            plan_reassessment(
                version=version,
                reassess_at=due.at if due else None,
                reassess_as_typed=due.words if due else "",
                text=text_of(plan.text),
                revision=0,
                by=by,
            )
    for number, contact in enumerate(written.contacts, start=1):
        with _naming(f"contact.{number}"):
            take_over_contact(assessment=version.assessment, contact=contact, by=by)
    for number, entry in enumerate(written.log, start=1):
        with _naming(f"log.{number}"):
            take_over_entry(assessment=version.assessment, entry=entry, by=by)
    record("assessment.imported", by=by, about=version.assessment, sentence="Imported from a file")
    return version


def _import_rows(written: WrittenAssessment, version: Version, *, by: User) -> None:
    """Every row in the order of the file, which gives it its number."""

    def add(kind: str, row: Struct, **belongs_to: int | None) -> VersionRow:
        with _naming(kind):
            return add_row(version=version, kind=kind, answers=answers_of(row) | belongs_to, by=by)

    if written.subject:
        add("subject", written.subject)
    for deployment in written.deployments:
        number = add("deployment", deployment).number
        for session in deployment.sessions:
            add("session", session, deployment=number)
        for place in deployment.places:
            add("place", place, deployment=number)
        for authority in deployment.authorities:
            add("authority", authority, deployment=number)
    if written.facial_recognition:
        add("facial_recognition", written.facial_recognition)
    for source in written.evidence:
        number = add("source", source).number
        for finding in source.findings:
            add("finding", finding, source=number)
    for kind, rows in (("document", written.documents), ("check", written.checks), ("risk", written.risks)):
        for row in rows:
            add(kind, row)
    for intervention in written.interventions:
        add("intervention", intervention)


@contextmanager
def _naming(part: str) -> Iterator[None]:
    try:
        yield
    except Unacceptable as error:
        raise Unacceptable(f"{part_label(part)}: {error}") from error
