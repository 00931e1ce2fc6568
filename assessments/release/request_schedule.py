"""By when a request is to be answered, in working days of the Freedom of Information Act 2000. Pure.

A working day is no Saturday, no Sunday and no bank holiday in any part of the United Kingdom (section 10(6)). The day
of receipt is not counted, whether or not it is a working day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assessments.release.request_lifecycle import Step

ANSWER_WITHIN = 20
_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """The bank holidays of every part of the United Kingdom, and the last day up to which they are known."""

    holidays: frozenset[date]
    known_until: date

    def is_working(self, day: date) -> bool:
        return day.weekday() < _SATURDAY and day not in self.holidays

    def covers(self, day: date) -> bool:
        return day <= self.known_until

    def working_day_after(self, day: date, *, number: int) -> date:
        """The working day of that number after a day: the first is the next working day."""
        following = self._working_days_after(day)
        return next(found for count, found in enumerate(following, start=1) if count == number)

    def working_days_left(self, *, on: date, until: date) -> int:
        """How many working days are left after a day, the last included; below zero how many have passed since."""
        if on <= until:
            return sum(self.is_working(on + _DAY * ahead) for ahead in range(1, (until - on).days + 1))
        return -sum(self.is_working(until + _DAY * ahead) for ahead in range(1, (on - until).days + 1))

    def _working_days_after(self, day: date) -> Iterator[date]:
        while True:
            day += _DAY
            if self.is_working(day):
                yield day


@dataclass(frozen=True)
class Taken:
    """A step that was taken on a day; ``until`` is the new day of an extension."""

    step: str
    on: date
    until: date | None = None


def due_on(received_on: date, taken: Iterable[Taken], calendar: Calendar, *, review_within: int) -> date | None:
    """By when the force must answer next; nothing while it waits for somebody else, or when all is answered.

    Clarification that was asked for and given starts the twenty days anew. An internal review has its own days.
    """
    due: date | None = calendar.working_day_after(received_on, number=ANSWER_WITHIN)
    for each in taken:
        match each.step:
            case Step.CLARIFIED:
                due = calendar.working_day_after(each.on, number=ANSWER_WITHIN)
            case Step.EXTENDED:
                due = each.until
            case Step.REVIEW_ASKED:
                due = calendar.working_day_after(each.on, number=review_within)
            case Step.STARTED | Step.SEARCHED:
                pass
            case _:
                due = None
    return due


def review_may_be_asked_until(taken: Iterable[Taken], calendar: Calendar, *, within: int) -> date | None:
    """The last day on which an internal review may be asked for; nothing before there was an answer."""
    answered = [each.on for each in taken if each.step in {Step.REPLIED, Step.REFUSED}]
    return calendar.working_day_after(answered[-1], number=within) if answered else None
