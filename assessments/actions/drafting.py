"""Starting an assessment and writing it, one part at a time."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeVar

from django.db.models import F, Max

from assessments import permissions
from assessments.lifecycle import State
from assessments.models import (
    ROW_MODELS,
    Assessment,
    Contribution,
    Cover,
    NamedPerson,
    Rating,
    ReassessmentPlan,
    Revision,
    ScaleEdition,
    Section,
    Version,
    VersionRow,
    rows_of,
)
from assessments.parts import NARRATIVES, Axis, Kind, Marking, part_label
from cia import clock
from cia.accounts.models import Unit, User
from cia.audit.trail import audited, record
from cia.authorisation import Conflict, Denied
from cia.canonical import canonical
from cia.notices.outbox import tell

Part = Cover | Section | Rating | ReassessmentPlan | VersionRow
P = TypeVar("P", Cover, Section, Rating, ReassessmentPlan)


@audited
def start_assessment(*, unit: Unit, about: str, title: str, by: User, kind: str = Kind.INITIAL) -> Version:
    """Open a file at a unit with its first draft, whose author is the person who started it.

    Its ``kind`` need not be initial: what came before may have been written elsewhere.
    """
    moment = clock.now()
    permissions.check_start(by, unit, at=moment)

    assessment = Assessment.objects.create(
        reference=_next_reference(clock.local(moment).year), unit=unit, about=about, started_at=moment, started_by=by
    )
    version = _new_version(assessment, number=1, kind=kind, author=by, started_by=by)
    save_cover(
        version=version,
        title=title,
        summary="",
        protective_marking=Marking.OFFICIAL,
        publication_recommended=None,
        review_on=None,
        revision=0,
        by=by,
    )

    record("assessment.started", by=by, about=assessment, sentence=f"Started {assessment.reference}")
    return version


@audited
def save_cover(
    *,
    version: Version,
    title: str,
    summary: str,
    protective_marking: str,
    publication_recommended: bool | None,
    review_on: date | None,
    revision: int,
    by: User,
    distribution_list: str = "",
    as_typed: bool = False,
) -> Cover:
    """Save the cover as it was typed over a revision; Conflict where somebody saved another meanwhile.

    ``as_typed`` is a save that the page makes by itself while somebody types: it is kept, but no event on the trail.
    """
    return _save_part(
        version.cover,
        "cover",
        version=version,
        revision=revision,
        by=by,
        title=canonical(title),
        summary=canonical(summary),
        protective_marking=Marking(protective_marking),
        publication_recommended=publication_recommended,
        review_on=review_on,
        distribution_list=canonical(distribution_list),
        as_typed=as_typed,
    )


@audited
def save_section(*, version: Version, key: str, text: str, revision: int, by: User, as_typed: bool = False) -> Section:
    """Save one narrative section as it was typed over a revision; Conflict where somebody saved another meanwhile.

    ``as_typed`` as in ``save_cover``.
    """
    section = version.sections.get(key=key)
    return _save_part(
        section,
        f"section.{key}",
        version=version,
        revision=revision,
        by=by,
        as_typed=as_typed,
        text=canonical(text),
    )


@audited
def rate(
    *, version: Version, axis: str, level: int | None, reasons: str, revision: int, by: User, as_typed: bool = False
) -> Rating:
    """Save the level of one axis with its reasons; either may still be missing in a draft.

    ``as_typed`` as in ``save_cover``.
    """
    if level is not None and level not in range(1, 7):
        raise Denied("Choose a level from 1 (the most serious) to 6.")
    rating = version.ratings.get(axis=axis)
    return _save_part(
        rating,
        f"rating.{axis}",
        version=version,
        revision=revision,
        by=by,
        as_typed=as_typed,
        level=level,
        reasons=canonical(reasons),
    )


@audited
def plan_reassessment(
    *, version: Version, reassess_at: datetime | None, reassess_as_typed: str, text: str, revision: int, by: User
) -> ReassessmentPlan:
    """Save when the first reassessment falls due, in the words typed too, and how it will be made."""
    return _save_part(
        version.reassessment_plan,
        "reassessment_plan",
        version=version,
        revision=revision,
        by=by,
        reassess_at=reassess_at,
        reassess_as_typed=canonical(reassess_as_typed) if reassess_at else "",
        text=canonical(text),
    )


@audited
def name_person(*, assessment: Assessment, person: User, part: str, by: User) -> NamedPerson:
    """Let somebody from any unit read, write with the author, or work at the deployment."""
    moment = clock.now()
    assessment = Assessment.objects.select_for_update().get(pk=assessment.pk)
    permissions.check_let_in(by, assessment, part, at=moment)
    if assessment.named_people.filter(person=person, ended_at=None).exists():
        raise Denied(f"{person} has already been let in.")

    named = assessment.named_people.create(person=person, part=part, named_at=moment, named_by=by)

    record("person.named", by=by, about=assessment, sentence=f"Let somebody in as {part}", person=person.pk)
    tell([person], sentence=f"You were let in to {assessment.reference}", link=assessment.get_absolute_url())
    return named


@audited
def stop_naming(*, named: NamedPerson, by: User) -> None:
    """End somebody's part in an assessment; what they wrote stays theirs."""
    moment = clock.now()
    named = NamedPerson.objects.select_for_update().get(pk=named.pk)
    permissions.check_let_in(by, named.assessment, named.part, at=moment)
    if named.ended_at is not None:
        raise Denied(f"{named.person} was already taken off.")

    named.ended_at, named.ended_by = moment, by
    named.save(update_fields=["ended_at", "ended_by"])

    record("person.unnamed", by=by, about=named.assessment, sentence="Took somebody off", person=named.person_id)


@audited
def withdraw(*, version: Version, by: User) -> Version:
    """Give up an open draft. The file stays, and a new version may be opened."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    permissions.check_withdraw(by, version, at=clock.now())

    version.state = State.WITHDRAWN
    version.save(update_fields=["state"])
    version.row_drafts.all().delete()  # what was typed and can be added no more

    record(
        "version.withdrawn",
        by=by,
        about=version.assessment,
        sentence=f"Withdrew version {version.printed_number}",
        version=version.number,
    )
    return version


@audited
def open_next_version(*, assessment: Assessment, kind: str, by: User) -> Version:
    """Start the next version from the text of the latest; its ratings start empty, and are never taken over."""
    moment = clock.now()
    assessment = Assessment.objects.select_for_update().get(pk=assessment.pk)
    permissions.check_open_next_version(by, assessment, at=moment)

    latest = assessment.latest_version
    version = _new_version(assessment, number=latest.number + 1, kind=kind, author=latest.author, started_by=by)
    for contribution in latest.contributions.exclude(user_id=version.author_id):
        version.contributions.create(user_id=contribution.user_id)
    _carry_over(latest, version, by=by)

    record(
        "version.opened", by=by, about=assessment, sentence=f"Opened version {version.printed_number}", kind=str(kind)
    )
    if by != version.author:
        tell(
            [version.author],
            sentence=f"{by} opened version {version.printed_number} of {assessment.reference}",
            link=version.get_absolute_url(),
        )
    return version


def _next_reference(year: int) -> str:
    last = (
        Assessment.objects.select_for_update()
        .filter(reference__startswith=f"CIA-{year}-")
        .aggregate(n=Max("reference"))
    )
    number = int(last["n"].rsplit("-", 1)[1]) + 1 if last["n"] else 1
    return f"CIA-{year}-{number:04d}"


def _new_version(assessment: Assessment, *, number: int, kind: str, author: User, started_by: User) -> Version:
    moment = clock.now()
    version = assessment.versions.create(
        number=number,
        kind=kind,
        scale_edition=ScaleEdition.objects.in_force(on=clock.local(moment).date()),
        author=author,
        started_at=moment,
        started_by=started_by,
    )
    Cover.objects.create(version=version, created_on=clock.local(moment).date())
    Section.objects.bulk_create(Section(version=version, key=narrative.key) for narrative in NARRATIVES)
    Rating.objects.bulk_create(Rating(version=version, axis=axis) for axis in Axis)
    ReassessmentPlan.objects.create(version=version)
    Contribution.objects.create(version=version, user=author)
    return version


def _carry_over(earlier: Version, version: Version, *, by: User) -> None:
    for name in ("title", "summary", "protective_marking", "distribution_list"):
        setattr(version.cover, name, getattr(earlier.cover, name))
    version.cover.revision = 1
    version.cover.save()
    _keep(version.cover, "cover", version=version, by=by)
    texts = dict(earlier.sections.values_list("key", "text"))
    for section in version.sections.all():
        section.text, section.revision = texts.get(section.key, ""), 1
        section.save(update_fields=["text", "revision"])
        _keep(section, f"section.{section.key}", version=version, by=by)
    for kind in ROW_MODELS:
        for row in rows_of(earlier, kind):
            row.pk, row.version, row.revision = None, version, 1
            row._state.adding = True
            row.save(force_insert=True)
            _keep(row, row.part, version=version, by=by)


def _save_part(
    part: P, name: str, *, version: Version, revision: int, by: User, as_typed: bool = False, **changes: object
) -> P:
    version = Version.objects.select_for_update().get(pk=version.pk)
    permissions.check_edit(by, version, at=clock.now())
    saved = (
        type(part)._default_manager.filter(pk=part.pk, revision=revision).update(revision=F("revision") + 1, **changes)
    )
    part.refresh_from_db()
    if not saved:
        raise Conflict("Somebody else saved this part while you were writing. Compare the two texts, then save again.")

    version.contributions.get_or_create(user=by)
    _keep(part, name, version=version, by=by)
    if as_typed:
        return part
    record(
        "part.saved",
        by=by,
        about=version.assessment,
        sentence=f"Saved {part_label(name)}",
        part=name,
        revision=part.revision,
    )
    return part


def _keep(part: Part, name: str, *, version: Version, by: User) -> None:
    Revision.objects.create(
        version=version,
        part=name,
        revision=part.revision,
        content=part.as_saved(),
        saved_at=clock.now(),
        saved_by=by,
    )
