"""The requests for information of the demonstration: nearly due, being searched, and answered. All invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from assessments.release.actions.notices import enter_disclosure
from assessments.release.actions.requests import record_request, take_step
from assessments.release.actions.scoping import search_held, take_into_scope
from assessments.release.holidays import calendar
from assessments.release.models import Request
from assessments.release.request_lifecycle import Step
from assessments.release.request_schedule import ANSWER_WITHIN
from cia import clock
from cia.accounts.models import User

DAYS_LEFT = 2


def add_requests(people: Mapping[str, User], *, today: date) -> None:
    """As the FOI officers of the demonstration received them, counted from the day of loading."""
    _answered(people["ruth"], today=today)
    _nearly_due(people["ruth"], today=today)
    _being_searched(people["tom"], today=today)


def _nearly_due(ruth: User, *, today: date) -> None:
    with clock.stopped_at(_morning(_received_for(today))):
        request = record_request(
            received_on=clock.today(),
            asked="Which voluntary groups have you spoken to about street markets in the last three years?",
            requester_name="Idris Penhallow",
            requester_contact="idris.penhallow@example.org",
            by=ruth,
        )
        _take(request, Step.STARTED, "Ruth searches, Tom checks.", by=ruth)


def _being_searched(tom: User, *, today: date) -> None:
    """What it asks for is in scope, so it is held."""
    with clock.stopped_at(_morning(today - timedelta(days=5))):
        request = record_request(
            received_on=clock.today(),
            asked="Any community impact assessment of facial recognition in Harrowmere, drafts included.",
            requester_name="Marged Ellison",
            requester_contact="marged@example.org",
            by=tom,
        )
    with clock.stopped_at(_morning(today - timedelta(days=1))):
        _take(request, Step.STARTED, "Tom searches, Ruth checks.", by=tom)
        found = search_held(request=request, words="facial recognition", by=tom)
        for assessment in {held.version.assessment for held in found}:
            take_into_scope(request=request, assessment=assessment, by=tom)


def _answered(ruth: User, *, today: date) -> None:
    with clock.stopped_at(_morning(today - timedelta(days=60))):
        request = record_request(
            received_on=clock.today(),
            asked="How many community impact assessments did you make about drones last year?",
            requester_name="Carys Wetherell",
            requester_contact="By post: 4 Mill Lane, Harrowmere",
            by=ruth,
        )
        _take(request, Step.STARTED, "Ruth searches.", by=ruth)
    with clock.stopped_at(_morning(today - timedelta(days=50))):
        _take(request, Step.SEARCHED, "Nothing about drones is held.", by=ruth)
        _take(request, Step.REFUSED, "Nothing is held, so there is nothing to give.", by=ruth)
        enter_disclosure(
            request=request,
            title="Assessments about drones",
            summary="How many community impact assessments were made about drones in the last year.",
            reply="We hold none: no assessment of that kind was made.",
            replied_on=clock.today(),
            by=ruth,
        )


def _take(request: Request, step: Step, note: str, *, by: User) -> None:
    take_step(request=request, step=step, on=clock.today(), note=note, by=by)


def _received_for(today: date) -> date:
    """The last day of receipt from which the twenty working days end when so few are left."""
    known = calendar()
    due, received = known.working_day_after(today, number=DAYS_LEFT), today
    while known.working_day_after(received, number=ANSWER_WITHIN) > due:
        received -= timedelta(days=1)
    return received


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9, 30), tzinfo=clock.LONDON)
