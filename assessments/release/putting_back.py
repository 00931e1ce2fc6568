"""Who is left to put a publication back: it takes two, of whom the second marked, decided and wrote nothing of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from assessments.release.alerting import foi_officers
from assessments.release.models import Publication, Withdrawal
from assessments.release.permissions import check_confirm, check_put_back
from cia.accounts.models import Posting, User
from cia.accounts.roles import Role
from cia.authorisation import verdict


@dataclass(frozen=True)
class Left:
    """Who could confirm; where nobody could, who could ask in the first one's place, and who lets new officers in."""

    confirming: tuple[User, ...]
    asking_instead: tuple[User, ...] = ()
    administrators: tuple[User, ...] = ()


def left_to_put_back(publication: Publication, *, asked_by: User, is_asked: bool, at: datetime) -> Left:
    """Who is left once this person has asked, or where they would be the one who asks."""
    officers = foi_officers(publication.candidate.release)
    if confirming := who_may_confirm(publication, officers, asked_by=asked_by, at=at):
        return Left(confirming)
    others = () if is_asked else tuple(each for each in officers if each != asked_by)
    return Left(
        (),
        tuple(other for other in others if who_may_confirm(publication, officers, asked_by=other, at=at)),
        tuple(_administrators(at)),
    )


def to_confirm(user: User, *, at: datetime) -> list[Publication]:
    """What somebody asked to put back, and this person may; the longest asked first."""
    asked = Withdrawal.objects.open().filter(reinstatement_asked__isnull=False).select_related("publication")
    publications = [withdrawal.publication for withdrawal in asked.order_by("reinstatement_asked__asked_at")]
    return [each for each in publications if verdict(check_put_back, user, each, at=at)]


def who_may_confirm(
    publication: Publication, officers: list[User], *, asked_by: User, at: datetime
) -> tuple[User, ...]:
    """Those of the officers who could be the second of two, where this person asked or would ask."""
    return tuple(each for each in officers if verdict(check_confirm, each, publication, asked_by=asked_by, at=at))


def _administrators(at: datetime) -> QuerySet[User]:
    held = Posting.objects.held(at=at).filter(role=Role.ADMINISTRATOR)
    return User.objects.filter(is_active=True, postings__in=held).distinct().order_by("name")
