"""What somebody was told and has not read, on the page they start from."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import Resolver404, ResolverMatch, resolve

from cia.notices.models import Notice
from cia.ui import home

MOST_SHOWN = 20


@dataclass(frozen=True)
class Titled:
    """What a record is called, as whoever may read it knows it, and its protective marking."""

    title: str
    marking: str = ""


Ask = Callable[..., Mapping[str, Titled]]
_asks: dict[str, Ask] = {}


def register() -> None:
    home.register(name="notices", ask=_unread, place=80)


def register_titles(*, name: str, ask: Ask) -> None:
    """Say what the records of an app are called: ``ask(user, places, at=)`` answers by link.

    ``places`` holds by link where each leads. What a person may not read now is left out: a notice keeps no title.
    """
    _asks[name] = ask


def _unread(user: Any, *, at: datetime) -> home.Content | None:
    notices = list(Notice.objects.filter(recipient=user).unread()[: MOST_SHOWN + 1])
    if not notices:
        return None
    shown = notices[:MOST_SHOWN]
    titles = _titles(user, _places(notice.link for notice in shown), at=at)
    return home.Content(
        template="notices/home.html",
        context={
            "notices": [(notice, titles.get(notice.link)) for notice in shown],
            "has_more": len(notices) > MOST_SHOWN,
        },
        is_waiting=True,
        markings=[titled.marking for titled in titles.values()],
    )


def _places(links: Iterable[str]) -> dict[str, ResolverMatch]:
    """Where each link leads; a notice may be older than the addresses of today."""
    places = {}
    for link in links:
        with suppress(Resolver404):
            places[link] = resolve(link)
    return places


def _titles(user: Any, places: Mapping[str, ResolverMatch], *, at: datetime) -> dict[str, Titled]:
    return {link: titled for ask in _asks.values() for link, titled in ask(user, places, at=at).items()}
