"""The trail: what is recorded, when it is written, and how it is verified."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar

from django.conf import settings
from django.db import models, transaction

from cia import clock
from cia.audit.chain import authentication_code, chained_hash
from cia.audit.models import Event, EventQuerySet, Head

P = ParamSpec("P")
R = TypeVar("R")


class Actor(Protocol):
    """Somebody who can be named in the trail; their number is all that is kept."""

    pk: Any


_waiting: ContextVar[list[Event] | None] = ContextVar("events_waiting", default=None)


def audited(action: Callable[P, R]) -> Callable[P, R]:
    """Run an action in one transaction and write its events last, just before the outermost one ends.

    The head of the chain is locked only then: taken early, two actions that also lock each other's rows would deadlock.
    What a failed inner action recorded is forgotten with its changes.
    """

    @wraps(action)
    def whole(*args: P.args, **kwargs: P.kwargs) -> R:
        waiting = _waiting.get()
        if waiting is not None:
            before = len(waiting)
            try:
                with transaction.atomic():
                    return action(*args, **kwargs)
            except BaseException:
                del waiting[before:]
                raise
        token = _waiting.set([])
        try:
            with transaction.atomic():
                result = action(*args, **kwargs)
                _append(_waiting.get() or [])
                return result
        finally:
            _waiting.reset(token)

    return whole


def record(
    action: str,
    *,
    by: Actor | None,
    about: models.Model | None = None,
    sentence: str,
    **detail: str | int | bool | None,
) -> None:
    """Put one event on the trail. The sentence and the detail never hold text of a record."""
    event = Event(
        at=clock.now(),
        actor_id=by.pk if by is not None else None,
        action=action,
        about_type=about._meta.label_lower if about is not None else "",
        about_id=str(about.pk) if about is not None else "",
        sentence=sentence,
        detail=detail,
    )
    waiting = _waiting.get()
    if waiting is not None:
        waiting.append(event)
        return
    with transaction.atomic():
        _append([event])


def _append(events: list[Event]) -> None:
    if not events:
        return
    head = Head.objects.select_for_update().get(pk=1)
    for event in events:
        event.seq = head.seq + 1
        event.previous_hash = head.hash
        event.hash = chained_hash(event.as_hashed())
        event.mac = authentication_code(event.hash, settings.AUDIT_KEY)
        event.save(force_insert=True)
        head.seq, head.hash = event.seq, event.hash
        head.save(update_fields=["seq", "hash"])


def history_of(thing: models.Model) -> EventQuerySet:
    """What was done to one thing, oldest first."""
    return Event.objects.about(thing)


def faults() -> Iterator[str]:
    """Read the whole trail and say, in a sentence each, what is wrong with it; nothing when it is whole."""
    expected_seq, previous_hash = 1, "0" * 64
    for event in _all_events():
        if event.seq != expected_seq:
            yield f"Event {expected_seq} is missing: the next one found is {event.seq}."
        if event.previous_hash != previous_hash:
            yield f"Event {event.seq} does not follow the one before it."
        if event.hash != chained_hash(event.as_hashed()):
            yield f"Event {event.seq} was changed after it was written."
        if event.mac != authentication_code(event.hash, settings.AUDIT_KEY):
            yield f"Event {event.seq} was not written with this service's key."
        expected_seq, previous_hash = event.seq + 1, event.hash
    head = Head.objects.get(pk=1)
    if (head.seq, head.hash) != (expected_seq - 1, previous_hash):
        yield f"The trail should end at event {head.seq}, but ends at {expected_seq - 1}."


def _all_events() -> Iterator[Event]:
    return Event.objects.order_by("seq").iterator()
