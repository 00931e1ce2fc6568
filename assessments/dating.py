"""Days and months as a source gives them: "12/10/2019", "12 October 2019", "October 2019", "2019". Pure."""

from __future__ import annotations

import calendar
import re
from datetime import date

from cia.ui.typed_times import Unclear, day_from

_MONTHS = {name.lower()[:3]: number for number, name in enumerate(calendar.month_name) if name}
_MONTH_AND_YEAR = re.compile(r"(?:(?P<name>[a-z]{3,9})\.?|(?P<figures>\d{1,2}) ?/) ?(?P<year>\d{4})")
_YEAR = re.compile(r"(19|20|21)\d\d")


def last_day_of(typed: str) -> date | None:
    """The last day that is meant: of a month or year its last. Nothing where no day, month or year can be read."""
    words = " ".join(typed.lower().split())
    if _YEAR.fullmatch(words):
        return date(int(words), 12, 31)
    if found := _MONTH_AND_YEAR.fullmatch(words):
        month = _month(found["name"]) if found["name"] else int(found["figures"])
        if not 1 <= month <= 12:
            return None
        year = int(found["year"])
        return date(year, month, calendar.monthrange(year, month)[1]) if 1900 <= year <= 2199 else None
    try:
        # Nobody's today: a day without its year was never a date of a source.
        one, other = (day_from(words, today=date(year, 6, 30)) for year in (1950, 2150))
    except Unclear:
        return None
    return one if one == other else None


def _month(name: str) -> int:
    number = _MONTHS.get(name[:3], 0)
    return number if number and calendar.month_name[number].lower().startswith(name) else 0
