"""Which entries of the directory are offered to tick."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, Max, When

from cia.accounts.models import User
from stakeholders.models import Stakeholder
from stakeholders.roles import Permission

MOST = 10
RECENT = 5


@dataclass(frozen=True)
class Choice:
    """Entries ticked already, entries to tick, and a sentence about what was looked for."""

    chosen: list[Stakeholder] = field(default_factory=list)
    found: list[Stakeholder] = field(default_factory=list)
    sentence: str = ""


def choice_of(words: str, ticked: Iterable[str], *, user: User, at: datetime) -> Choice:
    """What the words find, those of the person's own units first; without words, whom they last spoke to."""
    numbers = [int(number) for number in ticked if number.isdecimal() and len(number) < 19]
    chosen = list(Stakeholder.objects.filter(pk__in=numbers))
    others = Stakeholder.objects.current().exclude(pk__in=numbers)
    if not words.strip():
        written = others.filter(parts__contact__recorded_by=user)
        recent = list(written.annotate(latest=Max("parts__contact__recorded_at")).order_by("-latest")[:RECENT])
        return Choice(chosen, recent, "You last wrote down contacts with:" if recent else "")
    own = user.units_where_may(Permission.CONTACT_LOG, at=at).values("pk")
    nearest_first = Case(When(unit__in=own, then=0), default=1)
    found = list(others.matching(words).order_by(nearest_first, "body", "name", "pk")[: MOST + 1])
    are_ticked = not found and Stakeholder.objects.filter(pk__in=numbers).matching(words).exists()
    return Choice(chosen, found[:MOST], "" if are_ticked else _sentence(len(found)))


def _sentence(number: int) -> str:
    if number > MOST:
        return f"The first {MOST} found. Type more words to find fewer."
    if number == 0:
        return "Nobody in the directory has all of these words. Try fewer, or add somebody new."
    return f"{number} found. Tick whom you spoke to."
