"""Who may do what to a request for information, in the order of its life."""

from __future__ import annotations

from datetime import datetime

from assessments.release.models import Request
from assessments.release.request_lifecycle import Step
from assessments.roles import Permission
from cia.accounts.models import User
from cia.accounts.roles import roles_with
from cia.authorisation import Denied


def check_work_on_requests(user: User, *, at: datetime) -> None:
    """Record a request and read all of them: the FOI team, wherever its people are posted."""
    if not user.has_role(*roles_with(Permission.RELEASE), at=at):
        raise Denied("Only an FOI officer can work on requests for information.")


def check_take_step(user: User, request: Request, step: str, *, at: datetime) -> None:
    check_work_on_requests(user, at=at)
    if not request.may_take(step):
        raise Denied(
            f"This request is at '{request.get_state_display()}', so '{Step(step).label}' cannot be written down."
        )
