"""The demonstration: an invented force in the middle of its work, made of the examples by the service's own actions.

The examples are dated around one day. Loading moves every date in them so that this day becomes the day of loading, and
carries out what was done before it. What is left undone is what the people of the demonstration find to do.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec
from django.conf import settings
from django.db import transaction

from assessments.documents.exchange import read_file
from assessments.release.demonstration_requests import add_requests
from assessments.release.models import Publication
from assessments.release.rehearsing import (
    AnyAct,
    MakeReleaseCopy,
    Person,
    RehearsalFile,
    Rehearsing,
    posted,
)
from cia import clock
from cia.accounts.models import Unit, User
from cia.accounts.roles import Role

EXAMPLES = ("operation-lantern", "derby-match", "night-market", "lantern-second-day", "late-buses", "knife-arch-draft")
THE_DAY = date(2026, 4, 1)  # of the examples: what they date before it has been done when the demonstration is loaded
PASSWORD = "harrowmere-lantern-demonstration"  # noqa: S105 (shown to everybody who starts the demonstration)
UNIT = "Harrowmere BCU"
UNITS = (UNIT, "Force FOI Unit")
PEOPLE = (
    Person("dana", "Dana Okafor", Role.OFFICER, rank="PS", unit=UNIT),
    Person("lee", "Lee Marsh", Role.OFFICER, rank="PC", unit=UNIT),
    Person("priya", "Priya Raman", Role.AUTHORISING_OFFICER, rank="Supt", unit=UNIT),
    Person("tom", "Tom Ashdown", Role.FOI_OFFICER),
    Person("ruth", "Ruth Bellamy", Role.FOI_OFFICER),
    Person("bryn", "Bryn Castell", Role.FOI_OFFICER),
    Person("alex", "Alex Winter", Role.AUDITOR),
    Person("jo", "Jo Penhale", Role.ADMINISTRATOR),
)
_MONTHS, _WEEKDAYS = [*month_name][1:], [*day_name]
_WRITTEN_DATE = re.compile(rf"((?:{'|'.join(_WEEKDAYS)}) )?\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b")
_MOMENT = re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b(?!T)")


class NotHere(Exception):
    """The demonstration may not be loaded into this database; the sentence says why."""


def load() -> bool:
    """Load the demonstration, all of it or nothing; whether it was loaded just now. Loaded once, it is left alone."""
    if settings.IS_PRODUCTION:
        raise NotHere("This is a production service: the demonstration is never loaded into it.")
    if is_loaded():
        return False
    if User.objects.exists():
        raise NotHere("There are people in this database already, so the demonstration is not loaded into it.")
    with transaction.atomic():
        _load(clock.today())
    return True


def is_loaded() -> bool:
    return len(people()) == len(PEOPLE)


def people() -> list[User]:
    """Those whom anybody may sign in as, in the order in which an assessment meets them."""
    found = {user.username: user for user in User.objects.filter(username__in=[person.id for person in PEOPLE])}
    return [found[person.id] for person in PEOPLE if person.id in found]


def published_files() -> list[tuple[Publication, Path]]:
    """The redacted PDFs that the public may fetch, each written where it can be opened."""
    folder = settings.VAR / "demonstration"
    folder.mkdir(parents=True, exist_ok=True)
    files = [(publication, folder / f"{publication.number}.pdf") for publication in Publication.objects.standing()]
    for publication, path in files:
        path.write_bytes(bytes(publication.candidate.pdf))
    return files


def moved(text: str, *, days: int) -> str:
    """The text with every date in it that many days later, weekdays and British summer time included."""

    def written(found: re.Match[str]) -> str:
        day = date(int(found[4]), _MONTHS.index(found[3]) + 1, int(found[2])) + timedelta(days)
        weekday = f"{_WEEKDAYS[day.weekday()]} " if found[1] else ""
        return f"{weekday}{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def moment(found: re.Match[str]) -> str:
        shown = clock.local(datetime.fromisoformat(found[0])).replace(tzinfo=None) + timedelta(days)
        return shown.replace(tzinfo=clock.LONDON).isoformat()

    def day(found: re.Match[str]) -> str:
        return (date.fromisoformat(found[0]) + timedelta(days)).isoformat()

    return _DAY.sub(day, _MOMENT.sub(moment, _WRITTEN_DATE.sub(written, text)))


def _load(today: date) -> None:
    for name in UNITS:
        Unit.objects.create(name=name)
    since = clock.now() - timedelta(days=365)
    posted_people = {person.id: posted(person, from_at=since, password=PASSWORD) for person in PEOPLE}
    done: list[tuple[datetime, Rehearsing, AnyAct]] = []
    for name in EXAMPLES:
        text = (settings.BASE_DIR / "docs" / "examples" / f"{name}.json").read_text("utf-8")
        file = read_file(moved(text, days=(today - THE_DAY).days).encode(), RehearsalFile)
        rehearsing = Rehearsing(file.assessment, posted_people)
        acts = file.rehearsal.acts if file.rehearsal else ()
        done.extend((act.when, rehearsing, act) for act in acts if clock.local(act.when).date() < today)
    for _, rehearsing, act in sorted(done, key=lambda each: each[0]):
        rehearsing.do(_numbered_by_chance(act))
    add_requests(posted_people, today=today)


def _numbered_by_chance(act: AnyAct) -> AnyAct:
    return msgspec.structs.replace(act, number="") if isinstance(act, MakeReleaseCopy) else act
