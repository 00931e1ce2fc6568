"""What the start page says of requests for information: those to be answered, by the working days that are left."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.text import Truncator

from assessments.release.deadlines import Deadline, by_days_left
from assessments.release.models import Request
from assessments.release.request_permissions import check_work_on_requests
from cia.accounts.models import User
from cia.authorisation import verdict
from cia.clock import local
from cia.ui import home
from cia.ui.moments import day_in_words


def register() -> None:
    home.register(name="requests", ask=_to_answer, place=28)


def _to_answer(user: User, *, at: datetime) -> home.Content | None:
    if not verdict(check_work_on_requests, user, at=at):
        return None
    requests = Request.objects.readable_by(user, at=at).open().prefetch_related("events")
    standing = by_days_left(requests, on=local(at).date())
    return home.Content(
        template="release/parts/home_requests.html",
        context={
            "waiting": [_task(request, deadline) for request, deadline in standing],
            "warning": next((deadline.warning for _, deadline in standing if deadline.warning), ""),
        },
        is_waiting=any(deadline.due_on for _, deadline in standing),
    )


def _task(request: Request, deadline: Deadline) -> dict[str, Any]:
    due = f", due {day_in_words(deadline.due_on)}" if deadline.due_on else ""
    return {
        "title": f"Answer {request.reference}: {Truncator(request.asked).words(14)}",
        "hint": f"{request.get_state_display()}{due}",
        "url": request.get_absolute_url(),
        "status": deadline.in_words,
        "colour": deadline.colour,
    }
