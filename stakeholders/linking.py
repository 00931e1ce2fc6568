"""Contacts may bear on records that this app does not know. An app that links them says here who then reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q


@dataclass(frozen=True)
class Record:
    """A record that a contact bears on, as the contact's page names it; ``marking`` is its protective marking."""

    label: str
    url: str
    marking: str


@dataclass(frozen=True)
class Way:
    """A page on which somebody says what else a contact bears on, as a link to it reads."""

    label: str
    url: str


@dataclass(frozen=True)
class Link:
    """How one app links contacts.

    ``is_linked``: which contacts it links. ``readable_by(user, at=)``: which of these somebody may read.
    ``check_add(user, contact, at=)``: who may say what became of them. ``follow(contact=, correction=, by=)``: what
    takes a correction to where the first text is. ``records_of(contacts, user, at=)``: the records somebody may read.
    ``way_of(contact)``: the page on which a contact is linked.
    """

    is_linked: Q
    readable_by: Callable[..., Q]
    check_add: Callable[..., None]
    follow: Callable[..., None]
    records_of: Callable[..., Sequence[Record]]
    way_of: Callable[..., Way]


_links: dict[str, Link] = {}


def register(*, name: str, link: Link) -> None:
    """Say how an app links contacts. Registering the same name again replaces what was said before."""
    _links[name] = link


def links() -> Sequence[Link]:
    return tuple(_links.values())


def records_of(contacts: Sequence[Any], user: Any, *, at: Any) -> list[Record]:
    """Every record that some contacts bear on and that somebody may read."""
    return [record for link in links() for record in link.records_of(contacts, user, at=at)]


def ways_to_link(contact: Any) -> list[Way]:
    """Every page on which somebody says what else a contact bears on."""
    return [link.way_of(contact) for link in links()]


def marking_of(contacts: Sequence[Any], user: Any, *, at: Any) -> str:
    """The strictest marking of those records: a stricter marking has the longer name."""
    return max((record.marking for record in records_of(contacts, user, at=at)), key=len, default="")
