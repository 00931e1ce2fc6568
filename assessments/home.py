"""What the page somebody starts from says of assessments: theirs to write, and those waiting for their decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from assessments import permissions
from assessments.lifecycle import OPEN, State
from assessments.models import Assessment, Decision, NamedPerson, Version
from assessments.reassessments import Promised, reassessments_of
from assessments.roles import Permission
from cia.accounts.models import User
from cia.authorisation import verdict
from cia.ui import home

# What falls due within these is said on the page; the rest is on the file.
AHEAD = timedelta(days=2)


@dataclass(frozen=True)
class ReassessmentDue:
    """A reassessment that somebody can make now."""

    assessment: Assessment
    version: Version
    due: Promised
    is_overdue: bool


def register() -> None:
    home.register(name="reassessing", ask=_to_reassess, place=0)
    home.register(name="deciding", ask=_to_decide, place=10)
    home.register(name="writing", ask=_to_write, place=20)


def _to_reassess(user: User, *, at: datetime) -> home.Content | None:
    """What is due and overdue, the longest overdue first; for those who write it, are posted to it or decide on it."""
    units = user.units_where_may(Permission.ASSESSMENT_SIGN_OFF, at=at)
    written = Version.objects.written_by(user).values("assessment")
    posted = NamedPerson.objects.filter(person=user, part=NamedPerson.Part.POSTED, ended_at=None).values("assessment")
    theirs = Q(assessment__unit__in=units) | Q(assessment__in=written) | Q(assessment__in=posted)
    in_force = Version.objects.filter(theirs, state=State.SIGNED_OFF)
    files = Assessment.objects.filter(pk__in=in_force.values("assessment")).select_related("unit").with_standing()
    lines = [
        ReassessmentDue(file, list(file.versions.all())[-1], due, is_overdue=at > due.due_at)
        for file in files
        if (due := reassessments_of(file, at=at).waited_for()) is not None
        and due.due_at < at + AHEAD
        and verdict(permissions.check_reassess, user, file, at=at)
    ]
    if not lines:
        return None
    lines.sort(key=lambda line: line.due.due_at)
    return home.Content(
        template="assessments/home_reassessing.html",
        context={"lines": lines, "at": at},
        is_waiting=True,
        markings=_markings([line.version for line in lines]),
    )


def _to_decide(user: User, *, at: datetime) -> home.Content | None:
    if not user.units_where_may(Permission.ASSESSMENT_SIGN_OFF, at=at).exists():
        return None
    waiting = list(_with_covers(Version.objects.waiting_for(user, at=at)))
    return home.Content(
        template="assessments/home_deciding.html",
        context={"waiting": waiting},
        is_waiting=bool(waiting),
        markings=_markings(waiting),
    )


def _to_write(user: User, *, at: datetime) -> home.Content | None:
    may_start = verdict(permissions.check_start_somewhere, user, at=at)
    versions = list(_with_covers(Version.objects.written_by(user).filter(state__in=[*OPEN]).order_by("pk")))
    if not may_start and not versions:
        return None
    returned = [version for version in versions if version.state == State.RETURNED]
    drafts = [version for version in versions if version.state == State.DRAFT]
    decisions = Decision.objects.filter(submission__version__in=returned).select_related("submission")
    latest = {decision.submission.version_id: decision for decision in decisions}
    return home.Content(
        template="assessments/home_writing.html",
        context={
            "returned": [{"version": version, "decision": latest.get(version.pk)} for version in returned],
            "drafts": drafts,
            "submitted": [version for version in versions if version.state == State.SUBMITTED],
            "may_start": may_start,
        },
        is_waiting=bool(returned or drafts),
        markings=_markings(versions),
    )


def _with_covers(versions: QuerySet[Version]) -> QuerySet[Version]:
    return versions.select_related("assessment__unit", "cover", "author")


def _markings(versions: list[Version]) -> list[str]:
    return [version.cover.protective_marking for version in versions]
