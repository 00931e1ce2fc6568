"""The states of a release, and what may follow what. Pure."""

from django.db import models


class ReleaseState(models.TextChoices):
    MARKING = "marking", "Marking"
    CHECKING = "checking", "Checking"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    TAKEN_DOWN = "taken_down", "Taken down"
    ABANDONED = "abandoned", "Abandoned"


FOLLOWS: dict[ReleaseState, frozenset[ReleaseState]] = {
    ReleaseState.MARKING: frozenset({ReleaseState.CHECKING, ReleaseState.ABANDONED}),
    ReleaseState.CHECKING: frozenset({ReleaseState.MARKING, ReleaseState.APPROVED}),
    ReleaseState.APPROVED: frozenset({ReleaseState.MARKING, ReleaseState.PUBLISHED}),
    ReleaseState.PUBLISHED: frozenset({ReleaseState.TAKEN_DOWN}),
    ReleaseState.TAKEN_DOWN: frozenset({ReleaseState.PUBLISHED}),
    ReleaseState.ABANDONED: frozenset(),
}


def may_follow(now: str, then: str) -> bool:
    return ReleaseState(then) in FOLLOWS[ReleaseState(now)]
