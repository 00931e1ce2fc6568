"""Operation Lantern on the day before and the day itself: signed off at 1640hrs, to be reassessed at 0800hrs."""

from datetime import UTC, datetime, timedelta

from assessments.actions.deciding import submit
from assessments.actions.drafting import plan_reassessment
from assessments.actions.logging import Chosen, log, reassess
from assessments.models import LogEntry, Version
from assessments.parts import Axis
from cia import clock
from tests.factories import draft, signed_off, write_whole

SIGNED_OFF = datetime(2026, 2, 10, 16, 40, tzinfo=UTC)
EVENING = datetime(2026, 2, 10, 18, tzinfo=UTC)
MORNING = datetime(2026, 2, 11, 8, tzinfo=UTC)
LEVELS = {Axis.EXPERIENCED: 5, Axis.EVIDENCED: 6, Axis.POTENTIAL: 3}


def in_force(*, by, signed_by, unit, reassess_at=MORNING) -> Version:
    """Signed off on the eve, with its first reassessment due in the morning."""
    with clock.stopped_at(SIGNED_OFF - timedelta(hours=2)):
        version = write_whole(draft(by=by, unit=unit), by=by)
        if reassess_at:
            plan(version, by=by, reassess_at=reassess_at)
        submission = submit(version=version, by=by)
    with clock.stopped_at(SIGNED_OFF):
        signed_off(submission, by=signed_by)
    return Version.objects.get(pk=version.pk)


def plan(version, *, by, reassess_at=MORNING, text="PC Marsh rings the traders' body at seven.", revision=0):
    return plan_reassessment(
        version=version,
        reassess_at=reassess_at,
        reassess_as_typed=f"{clock.local(reassess_at):%H%Mhrs %d/%m/%Y}",
        text=text,
        revision=revision,
        by=by,
    )


def evening_entry(
    version, *, by, text="Two people asked what the van is for.", recorded_after=None, **more
) -> LogEntry:
    with clock.stopped_at(EVENING + (recorded_after or timedelta(minutes=5))):
        return log(
            assessment=version.assessment,
            happened_at=EVENING,
            happened_as_typed="1800hrs 10/02/2026",
            text=text,
            team="Neighbourhoods",
            by=by,
            **more,
        )


def reassessed(version, *, by, at=EVENING, next_due_at=None, levels=LEVELS, **more) -> LogEntry:
    with clock.stopped_at(at + timedelta(minutes=5)):
        return reassess(
            assessment=version.assessment,
            happened_at=at,
            happened_as_typed=f"{clock.local(at):%H%Mhrs %d/%m/%Y}",
            ratings={axis.value: Chosen(level, f"Nothing new, {axis.value}.") for axis, level in levels.items()},
            text="The town is quiet.",
            next_due_at=next_due_at,
            next_due_as_typed=f"{clock.local(next_due_at):%H%Mhrs %d/%m/%Y}" if next_due_at else "",
            by=by,
            **more,
        )
