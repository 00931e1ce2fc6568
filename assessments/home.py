"""What the page somebody starts from says of assessments: theirs to write, and those waiting for their decision."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from assessments import permissions
from assessments.lifecycle import OPEN, State
from assessments.models import Decision, Version
from assessments.roles import Permission
from cia.accounts.models import User
from cia.authorisation import verdict
from cia.ui import home


def register() -> None:
    home.register(name="deciding", ask=_to_decide, place=10)
    home.register(name="writing", ask=_to_write, place=20)


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
