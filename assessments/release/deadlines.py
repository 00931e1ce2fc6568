"""By when each request is to be answered, as the bank holidays and the force's settings stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assessments.release.holidays import calendar
from assessments.release.models import Request
from assessments.release.request_schedule import Calendar, due_on, review_may_be_asked_until
from cia.accounts.models import force_setting

_ANSWERED_WITHIN, _ASKED_WITHIN = "review_answered_within_working_days", "review_asked_within_working_days"


@dataclass(frozen=True)
class Deadline:
    """The day by which we must answer, and the working days left, below zero once it has passed.

    Without a day we wait for somebody else, or there is nothing left to answer.
    """

    due_on: date | None
    working_days_left: int = 0
    known_until: date = date.max

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.working_days_left < 0

    @property
    def is_near(self) -> bool:
        return self.due_on is not None and 0 <= self.working_days_left <= 5

    @property
    def colour(self) -> str:
        return "red" if self.is_overdue else "yellow" if self.is_near else "blue" if self.due_on else "grey"

    @property
    def in_words(self) -> str:
        """How far off it is: "3 working days left", "Due today", "2 working days overdue"."""
        if self.due_on is None:
            return "Nothing due from us"
        days = abs(self.working_days_left)
        counted = "1 working day" if days == 1 else f"{days} working days"
        if self.is_overdue:
            return f"{counted} overdue"
        return f"{counted} left" if days else "Due today"

    @property
    def warning(self) -> str:
        """What must be said where the bank holidays are not known up to the day."""
        if self.due_on is None or self.due_on <= self.known_until:
            return ""
        known = "No bank holidays are loaded"
        if self.known_until > date.min:
            known = f"The bank holidays are known up to {self.known_until:%d/%m/%Y} only"
        return f"{known}, so the day may be too early. An administrator can load newer ones."


def deadline_of(request: Request, *, on: date, known: Calendar | None = None) -> Deadline:
    """How a request stands on a day. Several are asked for with one calendar."""
    known = known or calendar()
    due = due_on(request.received_on, request.taken(), known, review_within=force_setting(_ANSWERED_WITHIN, on=on))
    if due is None:
        return Deadline(None)
    left = known.working_days_left(on=on, until=due)
    # A weekend after the day counts no working day, and is late all the same.
    return Deadline(due, min(left, -1) if on > due else left, known.known_until)


def review_asked_until(request: Request, *, on: date) -> date | None:
    """The last day on which whoever asked may ask for an internal review; nothing before they had an answer."""
    return review_may_be_asked_until(request.taken(), calendar(), within=force_setting(_ASKED_WITHIN, on=on))


def by_days_left(requests: Iterable[Request], *, on: date) -> list[tuple[Request, Deadline]]:
    """The longest overdue first, those that wait for somebody else last."""
    known = calendar()
    standing = [(request, deadline_of(request, on=on, known=known)) for request in requests]
    return sorted(standing, key=lambda each: (each[1].due_on is None, each[1].due_on or date.max, each[0].pk))
