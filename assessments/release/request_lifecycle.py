"""The states of a request for information, what may follow what, and which step leads where. Pure."""

from django.db import models


class RequestState(models.TextChoices):
    RECEIVED = "received", "Received"
    CLARIFYING = "clarifying", "Waiting for clarification"
    IN_PROGRESS = "in_progress", "In progress"
    EXTENDED = "extended", "Extended"
    REPLIED = "replied", "Replied"
    REFUSED = "refused", "Refused"
    INTERNAL_REVIEW = "internal_review", "Internal review"
    ICO = "ico", "With the Information Commissioner"


class Step(models.TextChoices):
    """What is written down of a request, one after the other."""

    CLARIFICATION_ASKED = "clarification_asked", "Clarification asked for"
    CLARIFIED = "clarified", "Clarification received"
    STARTED = "started", "Work started"
    SEARCHED = "searched", "Searched"
    EXTENDED = "extended", "Time extended"
    REPLIED = "replied", "Replied"
    REFUSED = "refused", "Refused"
    REVIEW_ASKED = "review_asked", "Internal review asked for"
    REVIEW_ANSWERED = "review_answered", "Internal review answered"
    COMPLAINED = "complained", "Complaint to the Information Commissioner"
    ICO_ANSWERED = "ico_answered", "Decision of the Information Commissioner"


FOLLOWS: dict[RequestState, frozenset[RequestState]] = {
    RequestState.RECEIVED: frozenset({RequestState.CLARIFYING, RequestState.IN_PROGRESS}),
    RequestState.CLARIFYING: frozenset({RequestState.IN_PROGRESS}),
    RequestState.IN_PROGRESS: frozenset({RequestState.EXTENDED, RequestState.REPLIED, RequestState.REFUSED}),
    RequestState.EXTENDED: frozenset({RequestState.REPLIED, RequestState.REFUSED}),
    RequestState.REPLIED: frozenset({RequestState.INTERNAL_REVIEW}),
    RequestState.REFUSED: frozenset({RequestState.INTERNAL_REVIEW}),
    RequestState.INTERNAL_REVIEW: frozenset({RequestState.ICO}),
    RequestState.ICO: frozenset(),
}

# From which state a step may be taken, and to which it leads: the same one where it only adds what was done.
STEPS: dict[Step, tuple[frozenset[RequestState], RequestState | None]] = {
    Step.CLARIFICATION_ASKED: (frozenset({RequestState.RECEIVED}), RequestState.CLARIFYING),
    Step.CLARIFIED: (frozenset({RequestState.CLARIFYING}), RequestState.IN_PROGRESS),
    Step.STARTED: (frozenset({RequestState.RECEIVED}), RequestState.IN_PROGRESS),
    Step.SEARCHED: (frozenset({RequestState.IN_PROGRESS, RequestState.EXTENDED}), None),
    Step.EXTENDED: (frozenset({RequestState.IN_PROGRESS}), RequestState.EXTENDED),
    Step.REPLIED: (frozenset({RequestState.IN_PROGRESS, RequestState.EXTENDED}), RequestState.REPLIED),
    Step.REFUSED: (frozenset({RequestState.IN_PROGRESS, RequestState.EXTENDED}), RequestState.REFUSED),
    Step.REVIEW_ASKED: (frozenset({RequestState.REPLIED, RequestState.REFUSED}), RequestState.INTERNAL_REVIEW),
    Step.REVIEW_ANSWERED: (frozenset({RequestState.INTERNAL_REVIEW}), None),
    Step.COMPLAINED: (frozenset({RequestState.INTERNAL_REVIEW}), RequestState.ICO),
    Step.ICO_ANSWERED: (frozenset({RequestState.ICO}), None),
}

# Whoever asked waits for an answer.
UNANSWERED = frozenset(
    {RequestState.RECEIVED, RequestState.CLARIFYING, RequestState.IN_PROGRESS, RequestState.EXTENDED}
)


def may_follow(now: str, then: str) -> bool:
    return RequestState(then) in FOLLOWS[RequestState(now)]


def may_take(step: str, *, at_state: str) -> bool:
    return RequestState(at_state) in STEPS[Step(step)][0]


def leads_to(step: str, *, at_state: str) -> RequestState:
    """The state after a step. Raises ``KeyError`` where the step cannot be taken."""
    if not may_take(step, at_state=at_state):
        raise KeyError(step)
    return STEPS[Step(step)][1] or RequestState(at_state)
