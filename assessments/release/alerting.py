"""Whom it concerns when a release is stopped: every FOI officer who works on it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from assessments.release.models import ReleaseCopy
from assessments.roles import Permission
from cia import clock
from cia.accounts.models import Posting, User
from cia.accounts.roles import roles_with
from cia.notices.outbox import tell


def foi_postings(moment: datetime) -> QuerySet[Posting]:
    return Posting.objects.held(at=moment).filter(role__in=roles_with(Permission.RELEASE))


def foi_officers(release: ReleaseCopy) -> list[User]:
    """Who may work on a release now."""
    moment = clock.now()
    unit = release.snapshot.version.assessment.unit
    people = User.objects.filter(is_active=True, postings__in=foi_postings(moment)).distinct()
    return [user for user in people if user.may(Permission.RELEASE, at_unit=unit, at=moment)]


def alert(release: ReleaseCopy, sentence: str) -> None:
    """Tell the whole FOI team, whoever of them it happened to."""
    tell(foi_officers(release), sentence=sentence, link=release.get_absolute_url())
