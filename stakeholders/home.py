"""What the page somebody starts from says of contacts and promises."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.urls import ResolverMatch
from django.utils.text import Truncator

from cia.accounts.models import User
from cia.authorisation import verdict
from cia.notices.home import Titled
from cia.ui import home
from stakeholders import linking, permissions
from stakeholders.models import Commitment

MOST = 5


def register() -> None:
    home.register(name="logging a contact", ask=_log_a_contact, place=5)
    home.register(name="promises", ask=_to_keep, place=30)


def _log_a_contact(user: User, *, at: datetime) -> home.Content | None:
    if not verdict(permissions.check_log_contact_somewhere, user, at=at):
        return None
    return home.Content(template="stakeholders/home_log.html", context={})


def _to_keep(user: User, *, at: datetime) -> home.Content | None:
    """Their own promises, those due first; what is not theirs to keep stands on the page of promises."""
    own = Commitment.objects.readable_by(user, at=at).kept_by(user).unsettled()
    promises = list(
        own.select_related("owner", "contact__unit")
        .prefetch_related("events", "keeper_changes__passed_to")
        .order_by("due_at", "pk")[:MOST]
    )
    if not promises and not verdict(permissions.check_log_contact_somewhere, user, at=at):
        return None
    contacts = [promise.contact for promise in promises if promise.contact is not None]
    return home.Content(
        template="stakeholders/home_promises.html",
        context={"lines": [{"promise": promise, **_standing(promise, at=at)} for promise in promises]},
        is_waiting=bool(promises),
        markings=[linking.marking_of(contacts, user, at=at)],
    )


def _standing(promise: Commitment, *, at: datetime) -> dict[str, str]:
    word, colour = promise.standing(at=at)
    return {"word": word, "colour": colour}


def titles(user: User, places: Mapping[str, ResolverMatch], *, at: datetime) -> dict[str, Titled]:
    """By link, what was promised, for whoever may read it now."""
    numbers = {link: place.kwargs["number"] for link, place in places.items() if place.url_name == "promise"}
    readable = Commitment.objects.readable_by(user, at=at).filter(pk__in=set(numbers.values()))
    promises = {promise.pk: promise for promise in readable.select_related("contact__unit")}
    return {
        link: Titled(Truncator(promise.what).chars(100), _marking(promise, user, at=at))
        for link, number in numbers.items()
        if (promise := promises.get(number)) is not None
    }


def _marking(promise: Commitment, user: User, *, at: datetime) -> str:
    return linking.marking_of([promise.contact], user, at=at) if promise.contact else ""
