"""The reassessments of a file: what was promised and when, what was made, and what is waited for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from assessments import schedule
from assessments.documents.content import Level
from assessments.models import Assessment, Decision, LogEntry, Rating, Version
from assessments.parts import Axis


@dataclass(frozen=True)
class StandingEntry:
    """What was logged once, as it now stands: the last correction of it, and the entry whose levels hold."""

    entry: LogEntry
    rated: LogEntry | None


@dataclass(frozen=True)
class Promised:
    """A reassessment that is to be made by a moment. ``entry`` said so; without one, the plan of ``version`` did."""

    due_at: datetime
    due_as_typed: str
    said_at: datetime
    entry: LogEntry | None = None
    version: Version | None = None


@dataclass(frozen=True)
class Made:
    """A reassessment that was made: in a log entry or, without one, by signing off ``version``."""

    at: datetime
    entry: LogEntry | None = None
    version: Version | None = None


@dataclass(frozen=True)
class Reassessments:
    """Both in the order in which they were written down."""

    promised: tuple[Promised, ...]
    made: tuple[Made, ...]

    def answer_to(self, promised: Promised) -> Made | None:
        """The reassessment that answered a promise; nothing where none did."""
        announced = [schedule.Announced(promised.due_at, promised.said_at)]
        due = schedule.reassessments(announced, [made.at for made in self.made])[0]
        return next((made for made in self.made if made.at == due.made_at), None)

    def waited_for(self) -> Promised | None:
        """The earliest that nobody has made."""
        waiting = [promised for promised in self.promised if self.answer_to(promised) is None]
        return min(waiting, key=lambda promised: promised.due_at, default=None)


def reassessments_of(assessment: Assessment, *, at: datetime) -> Reassessments:
    """Everything that was promised and made for a file, as it was recorded at a moment."""
    signed = [
        (version, decision)
        for version in assessment.versions.all()
        if (decision := sign_off_of(version)) is not None and decision.decided_at <= at
    ]
    standing = standing_entries(entry for entry in assessment.log_entries.all() if entry.recorded_at <= at)
    entries = [each.entry for each in standing]
    return Reassessments(
        promised=(
            *(promised for version, decision in signed for promised in _planned(version, said_at=decision.decided_at)),
            *(
                Promised(entry.next_due_at, entry.next_due_as_typed, said_at=entry.happened_at, entry=entry)
                for entry in entries
                if entry.next_due_at is not None
            ),
        ),
        made=(
            *(Made(decision.decided_at, version=version) for version, decision in signed),
            *(Made(each.entry.happened_at, entry=each.entry) for each in standing if each.rated is not None),
        ),
    )


def standing_entries(entries: Iterable[LogEntry]) -> tuple[StandingEntry, ...]:
    """The entries without those that were corrected, in the order in which each was first written down."""
    in_order = sorted(entries, key=lambda entry: entry.number)
    corrected_by = {entry.corrects_id: entry for entry in in_order if entry.corrects_id is not None}
    found = []
    for first in (entry for entry in in_order if entry.corrects_id is None):
        last, rated = first, first if first.is_reassessment else None
        while last.pk in corrected_by:
            last = corrected_by[last.pk]
            rated = last if last.is_reassessment else rated
        found.append(StandingEntry(last, rated))
    return tuple(found)


def sign_off_of(version: Version) -> Decision | None:
    """The decision that put a version in force, if one did."""
    decisions = (getattr(submission, "decision", None) for submission in version.submissions.all())
    return next((each for each in decisions if each is not None and each.kind == Decision.Kind.SIGNED_OFF), None)


def first_signed_off_at(assessment: Assessment) -> datetime | None:
    """When a version of this file was signed off for the first time; nothing where none was."""
    signed = Decision.objects.filter(submission__version__assessment=assessment, kind=Decision.Kind.SIGNED_OFF)
    return signed.order_by("decided_at").values_list("decided_at", flat=True).first()


def _planned(version: Version, *, said_at: datetime) -> Iterator[Promised]:
    plan = getattr(version, "reassessment_plan", None)
    if plan is not None and plan.reassess_at is not None:
        yield Promised(plan.reassess_at, plan.reassess_as_typed, said_at=said_at, version=version)


@dataclass(frozen=True)
class LastTime:
    """What was chosen last on one axis, and why; ``when`` it was, in words. ``levels`` are all that can be chosen."""

    levels: tuple[Level, ...]
    level: Level | None
    reasons: str
    when: str


def last_time(assessment: Assessment) -> dict[str, LastTime]:
    """By axis, the levels of the last reassessment; before the first one, those of the version."""
    version = assessment.version_in_force or assessment.latest_version
    rated = [each for each in standing_entries(assessment.log_entries.all()) if each.rated is not None]
    signed = sign_off_of(version)
    last = max(rated, key=lambda each: each.entry.happened_at, default=None)
    if last is not None and (signed is None or last.entry.happened_at >= signed.decided_at):
        chosen: dict[str, tuple[int | None, str]] = {
            rating.axis: (rating.level, rating.reasons) for rating in (last.rated or last.entry).restated.all()
        }
        when = f"in entry {last.entry.number}, {last.entry.happened_as_typed}"
    else:
        chosen = {rating.axis: (rating.level, rating.reasons) for rating in version.ratings.all()}
        when = f"in version {version.printed_number}"
    return {axis.value: _last_on(version.scale_edition.levels(axis), *chosen[axis.value], when) for axis in Axis}


def last_time_before(version: Version, axis: Axis) -> LastTime | None:
    """How an axis was rated last when a version was begun: by the last reassessment of what is in force, or in the
    version before."""
    assessment, in_force = version.assessment, version.assessment.version_in_force
    if in_force is not None and in_force.number < version.number:
        return last_time(assessment)[axis.value]
    rated = Rating.objects.filter(version__assessment=assessment, axis=axis, level__isnull=False)
    earlier = rated.filter(version__number__lt=version.number).order_by("-version__number").first()
    if earlier is None:
        return None
    levels = earlier.version.scale_edition.levels(axis)
    return _last_on(levels, earlier.level, earlier.reasons, f"in version {earlier.version.printed_number}")


def _last_on(levels: tuple[Level, ...], number: int | None, reasons: str, when: str) -> LastTime:
    level = next((level for level in levels if level.number == number), None)
    return LastTime(levels=levels, level=level, reasons=reasons, when=when)
