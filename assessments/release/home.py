"""What the start page says of releases: those that wait for this person, and how many are at each step."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from assessments.models import Version
from assessments.release import permissions
from assessments.release.lifecycle import ReleaseState
from assessments.release.models import Breach, Publication, ReleaseCopy, versions_to_release
from assessments.release.putting_back import to_confirm
from assessments.roles import Permission
from cia.accounts.models import User
from cia.authorisation import verdict
from cia.ui import home

# What is to be done at each step, by whom it may be done, and where.
NEXT = {
    ReleaseState.MARKING: ("Mark", permissions.check_mark, "release-marks"),
    ReleaseState.CHECKING: ("Check", permissions.check_approve, "release-checking"),
    ReleaseState.APPROVED: ("Publish", permissions.check_publish, "release-publish"),
}


def register() -> None:
    home.register(name="releasing", ask=_to_release, place=30)


def _to_release(user: User, *, at: datetime) -> home.Content | None:
    if not user.units_where_may(Permission.RELEASE, at=at).exists():
        return None
    releases = list(
        ReleaseCopy.objects.readable_by(user, at=at)
        .filter(state__in=[*NEXT])
        .select_related("snapshot__version__cover", "snapshot__version__assessment__unit")
        .order_by("made_at")
    )
    versions = list(versions_to_release(user, at=at).select_related("cover", "assessment"))
    asked = to_confirm(user, at=at)
    waiting = [_put_back(publication) for publication in asked]
    waiting += [task for release in releases if (task := _task(release, user, at=at))]
    waiting += [_start(version) for version in versions]
    breaches = list(Breach.objects.seen_by(user, at=at).open().select_related("withdrawal__publication"))
    versions += [publication.candidate.release.snapshot.version for publication in asked]
    covers = [release.snapshot.version.cover for release in releases] + [version.cover for version in versions]
    return home.Content(
        template="release/parts/home.html",
        context={
            "waiting": waiting,
            "breaches": [(breach, breach.is_overdue(at=at)) for breach in breaches],
            "steps": [(state.label, sum(release.state == state for release in releases)) for state in NEXT],
        },
        is_waiting=bool(waiting or breaches),
        markings=[cover.protective_marking for cover in covers],
    )


def _put_back(publication: Publication) -> dict[str, Any]:
    """Its title is the public one: this is a task about what the public may read again."""
    return {
        "title": f"Confirm or leave: {publication.title}",
        "hint": f"Another officer asks to put {publication.number} back",
        "url": reverse("release-put-back", args=[publication.number]),
        "status": "Taken down",
        "colour": "red",
    }


def _start(version: Version) -> dict[str, Any]:
    return {
        "title": f"Make a release copy: {version.cover.title}",
        "hint": str(version),
        "url": reverse("release-start", args=[version.assessment.reference, version.number]),
        "status": "Signed off",
        "colour": "green",
    }


def _task(release: ReleaseCopy, user: User, *, at: datetime) -> dict[str, Any] | None:
    """What this person can do next with a release; nothing where another must."""
    verb, check, page = NEXT[ReleaseState(release.state)]
    if not verdict(check, user, release, at=at):
        return None
    version = release.snapshot.version
    return {
        "title": f"{verb}: {version.cover.title}",
        "hint": f"{release.number}, from {version}",
        "url": reverse(page, args=[release.number]),
        "status": release.get_state_display(),
        "colour": "blue",
    }
