"""What somebody was told and has not read, on the page they start from."""

from datetime import datetime
from typing import Any

from cia.notices.models import Notice
from cia.ui import home

MOST_SHOWN = 20


def register() -> None:
    home.register(name="notices", ask=_unread, place=80)


def _unread(user: Any, *, at: datetime) -> home.Content | None:
    notices = list(Notice.objects.filter(recipient=user).unread()[: MOST_SHOWN + 1])
    if not notices:
        return None
    return home.Content(
        template="notices/home.html",
        context={"notices": notices[:MOST_SHOWN], "has_more": len(notices) > MOST_SHOWN},
        is_waiting=True,
    )
