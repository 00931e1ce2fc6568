"""What the layouts ask for, and how moments are said."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cia import clock
from cia.ui.moments import day_in_words, how_far_off, how_long, moment_in_words
from cia.ui.navigation import Item, items_for

register = template.Library()

# A number that a record bears, such as P-2345-6789 or CIA-2026-0001.
_NUMBER = re.compile(r"\b([A-Z]{1,4}-[0-9A-Z]{4}-[0-9A-Z]{4})\b")


@dataclass(frozen=True)
class Person:
    """Who is signed in, as the head of a page names them."""

    name: str
    roles: tuple[str, ...]


@register.simple_tag(takes_context=True)
def navigation(context: template.Context) -> list[Item]:
    """The parts of the service that the person signed in may use; nothing where no request is."""
    request = context.get("request")
    return items_for(request) if request else []


@register.simple_tag(takes_context=True)
def who_is_here(context: template.Context) -> Person | None:
    """The person signed in, with each role and the unit it is held at."""
    user = getattr(context.get("request"), "user", None)
    if user is None or not user.is_authenticated:
        return None
    postings: Any = user.posted(at=clock.now())
    return Person(name=str(user), roles=tuple(str(posting) for posting in postings.select_related("unit")))


@register.filter
def moment(at: datetime | None) -> str:
    """0800hrs 11/02/2026; nothing for no moment."""
    return moment_in_words(at) if at else ""


@register.filter
def how_far(at: datetime | None) -> str:
    """The day's name and how far off it is; nothing for no moment."""
    return how_far_off(at, now=clock.now()) if at else ""


@register.filter
def far(at: datetime | None) -> str:
    """How far off a moment is, and no more: "2 hours ago"; nothing for no moment."""
    return how_long(at, now=clock.now()) if at else ""


@register.filter
def day(on: date | None) -> str:
    """Wednesday 11/02/2026; nothing for no day."""
    return day_in_words(on) if on else ""


@register.filter
def unbroken(text: object) -> SafeString:
    """The text with every number of a record kept on one line, so that a list of them can be read down."""
    pieces = enumerate(_NUMBER.split(str(text)))
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<span class="cia-number">{}</span>', piece) if place % 2 else piece,)
            for place, piece in pieces
        ),
    )
