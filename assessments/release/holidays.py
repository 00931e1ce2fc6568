"""The bank holidays that the clock of requests counts with: those that come with the service, or a newer file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from django.db import transaction
from govuk_bank_holidays.bank_holidays import BankHolidays

from assessments.release.models import BankHoliday, bank_holidays_known_until
from assessments.release.request_schedule import Calendar


class NotAList(ValueError):
    """The file is not a list of bank holidays; the sentence says why."""


class _Day(msgspec.Struct):
    title: str
    date: date


class _Division(msgspec.Struct):
    events: list[_Day]


def calendar() -> Calendar:
    """The working days as they are known now. Where nothing is loaded nothing is covered, and pages say so."""
    holidays = frozenset(BankHoliday.objects.values_list("on", flat=True))
    return Calendar(holidays=holidays, known_until=bank_holidays_known_until() or date.min)


def load_shipped_holidays() -> int:
    """Load the list that comes with the service where there is none yet; the number of days added."""
    if BankHoliday.objects.exists():
        return 0
    shipped = BankHolidays(use_cached_holidays=True).data
    return _replace({division: [(day["date"], day["title"]) for day in days] for division, days in shipped.items()})


def load_holidays(path: Path) -> int:
    """Take the days of a file in GOV.UK's form for the years that it lists; the number of days in it.

    Raises ``NotAList`` for anything else, and changes nothing. A holiday that was moved or struck out goes.
    """
    try:
        divisions = msgspec.convert(json.loads(path.read_text("utf-8")), dict[str, _Division])
    except (ValueError, msgspec.ValidationError) as error:
        raise NotAList(f"{path.name} is not a list of bank holidays in the form of GOV.UK: {error}") from error
    if missing := set(BankHoliday.Division.values) - divisions.keys():
        raise NotAList(f"{path.name} has no days of {', '.join(sorted(missing))}.")
    if empty := [name for name in BankHoliday.Division.values if not divisions[name].events]:
        raise NotAList(f"{path.name} lists no day of {', '.join(sorted(empty))}.")
    listed = {name: [(day.date, day.title) for day in divisions[name].events] for name in BankHoliday.Division.values}
    return _replace(listed)


@transaction.atomic
def _replace(listed: Mapping[str, Iterable[tuple[Any, str]]]) -> int:
    loaded = 0
    for division, days in listed.items():
        rows = [BankHoliday(division=division, on=on, title=title) for on, title in days]
        years = {row.on.year for row in rows}
        BankHoliday.objects.filter(division=division, on__year__in=years).delete()
        loaded += len(BankHoliday.objects.bulk_create(rows))
    return loaded
