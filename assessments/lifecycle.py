"""The states of a version, and what may follow what. Pure."""

from django.db import models


class State(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Returned"
    WITHDRAWN = "withdrawn", "Withdrawn"
    REFUSED = "refused", "Refused"
    SIGNED_OFF = "signed_off", "Signed off"
    SUPERSEDED = "superseded", "Superseded"
    CANCELLED = "cancelled", "Cancelled"
    CLOSED = "closed", "Closed"


FOLLOWS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.SUBMITTED, State.WITHDRAWN}),
    State.SUBMITTED: frozenset({State.SIGNED_OFF, State.RETURNED, State.REFUSED}),
    State.RETURNED: frozenset({State.SUBMITTED, State.WITHDRAWN}),
    State.SIGNED_OFF: frozenset({State.SUPERSEDED, State.CANCELLED, State.CLOSED}),
    State.WITHDRAWN: frozenset(),
    State.REFUSED: frozenset(),
    State.SUPERSEDED: frozenset(),
    State.CANCELLED: frozenset(),
    State.CLOSED: frozenset(),
}

OPEN = frozenset({State.DRAFT, State.SUBMITTED, State.RETURNED})
EDITABLE = frozenset({State.DRAFT, State.RETURNED})
WAS_SIGNED_OFF = frozenset({State.SIGNED_OFF, State.SUPERSEDED, State.CANCELLED, State.CLOSED})


def may_follow(now: str, then: str) -> bool:
    return State(then) in FOLLOWS[State(now)]
