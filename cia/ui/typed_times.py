"""Days and times as people type them. Pure: today comes in as an argument."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from dateutil import parser
from dateutil.relativedelta import relativedelta, weekday
from dateutil.tz import datetime_ambiguous, datetime_exists

from cia.clock import LONDON, local

Which = Literal["", "first", "second"]

_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_WITHOUT_YEAR = re.compile(r"\d{1,2}[/. -](\d{1,2}|[a-z]{3,9})", re.IGNORECASE)
_NAMED = {"today": 0, "tomorrow": 1, "yesterday": -1}
_CALENDAR, _WHICH_WEEK = parser.parserinfo(), {"", "on", "this", "next", "last"}
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_ZONE = re.compile(r"\s*\b(BST|GMT)\b\s*", re.IGNORECASE)
_TIME = re.compile(
    r"""\b(?:at\s+)?(?:
        (?P<military>[01]\d[0-5]\d|2[0-3][0-5]\d|2400)\s*(?:hrs?|hours)?
      | (?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)\s*(?:hrs?|hours)?(?P<half>\s*[ap]\.?m\.?)?
      | (?P<only>\d{1,2})(?P<only_half>\s*[ap]\.?m\.?)
      | (?P<noon>noon|midday)
    )(?!\w|[/.-]\d)""",
    re.IGNORECASE | re.VERBOSE,
)


class Unclear(ValueError):
    """What was typed cannot be read as one day or one moment; ``reason`` is a sentence where there is more to say."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


class CameTwice(Unclear):
    """A time that the clocks showed twice that night. ``time`` is how it was shown, like 0130hrs."""

    def __init__(self, shown: datetime) -> None:
        self.time = f"{shown:%H%M}hrs"
        super().__init__(
            f"The clocks went back that night, so {self.time} came twice. Say below whether you mean the first, in "
            "British Summer Time (BST), or the second, in Greenwich Mean Time (GMT)"
        )


@dataclass(frozen=True)
class Moment:
    """A moment, in UTC, and the words for it: those typed, with the whole day and, where it is needed, the zone.

    ``which`` of the two it is where the clocks showed the time twice.
    """

    at: datetime
    words: str
    which: Which = ""


def day_from(typed: str, *, today: date, ahead: bool = False) -> date:
    """The day meant, the day of the month first: 11/02/2026, 11.2.26, 11 Feb 2026, 2026-02-11, 11 Feb, tomorrow.

    A day of the week is the next one ``ahead``, where that is all it can mean; else ``Unclear`` says which it could be.
    """
    words = " ".join(typed.lower().split()).strip(" ,")
    if words in _NAMED:
        return today + timedelta(days=_NAMED[words])
    which, _, name = words.rpartition(" ")
    if which in _WHICH_WEEK and (number := _CALENDAR.weekday(name)) is not None:
        return _day_of_the_week(weekday(number), which, today=today, ahead=ahead)
    if _WITHOUT_YEAR.fullmatch(words):
        return _nearest_year(words, today)
    try:
        return _whole_day(words)
    except (ValueError, OverflowError) as error:
        raise Unclear from error


def time_from(typed: str) -> time:
    """The time of day meant: 1245, 1245hrs, 12:45, 12.45, 8am, 8.30 pm, noon."""
    found = _TIME.fullmatch(" ".join(typed.split()))
    if found is None or _is_the_day_s_end(found):
        raise Unclear
    return _time_of(found)


def moment_from(typed: str, *, today: date) -> datetime:
    """The moment meant, in UTC: a time beside a day in either order; a time alone is today."""
    return read_moment(typed, today=today).at


def read_moment(typed: str, *, today: date, which: str = "", ahead: bool = False) -> Moment:
    """The moment meant and the words for it. 2400 is 0000 of the next day; ``which`` decides a time that came twice.

    Raises ``Unclear``, and ``CameTwice`` where nobody said which. "BST" or "GMT" among the words says it too.
    """
    words = " ".join(typed.split())
    zones = {found[1].upper() for found in _ZONE.finditer(words)}
    plain = _ZONE.sub(" ", words).strip()
    found = _only_time_in(plain)
    rest = (plain[: found.start()] + " " + plain[found.end() :]).strip(" ,")
    rest = re.sub(r"^on\s+|\s+on$", "", rest, flags=re.IGNORECASE)
    day = day_from(rest, today=today, ahead=ahead) if rest else today
    kept = words if _is_whole(rest) else f"{found[0].strip()} {day:%d/%m/%Y}{_and(zones)}"
    try:
        shown = datetime.combine(day + timedelta(days=_is_the_day_s_end(found)), _time_of(found), tzinfo=LONDON)
    except OverflowError as error:
        raise Unclear from error
    if not datetime_exists(shown):
        raise Unclear(
            f"The clocks went forward over {shown:%H%M}hrs that night, so it never was. Enter a time an hour later"
        )
    if not datetime_ambiguous(shown):
        return Moment(_in_zone(shown, zones).astimezone(UTC), kept)
    return _of_two(shown, kept, which=which, zones=zones)


def came_twice(at: datetime) -> Which:
    """Which of the two a moment is where British clocks showed its time twice; else nothing."""
    shown = local(at)
    if not datetime_ambiguous(shown.replace(fold=0)):
        return ""
    return "second" if shown.fold else "first"


def _of_two(shown: datetime, words: str, *, which: str, zones: set[str]) -> Moment:
    said = {"BST": "first", "GMT": "second"}
    meant = {said[zone] for zone in zones} | ({which} if which in said.values() else set())
    if not meant:
        raise CameTwice(shown)
    if len(meant) == 2:
        raise Unclear("BST is the first of the two and GMT is the second. Say only one of them")
    if meant == {"first"}:
        return Moment(shown.replace(fold=0).astimezone(UTC), words if zones else f"{words} BST", "first")
    return Moment(shown.replace(fold=1).astimezone(UTC), words if zones else f"{words} GMT", "second")


def _in_zone(shown: datetime, zones: set[str]) -> datetime:
    """The moment, unless the words say that it is in another zone than British clocks show."""
    if zones - {shown.tzname()}:
        raise Unclear(f"Clocks show {shown.tzname()} at that time. Leave the zone out, or correct the time")
    return shown


def _only_time_in(words: str) -> re.Match[str]:
    """The time at one end of the words. Four bare figures may be a year, so anything written as a time goes first."""
    found = [match for match in _TIME.finditer(words) if match.start() == 0 or match.end() == len(words)]
    written_so = [match for match in found if not re.fullmatch(r"\d{4}", match[0])]
    candidates = written_so or found
    if not candidates:
        raise Unclear
    return candidates[0]


def _is_the_day_s_end(found: re.Match[str]) -> bool:
    return found["military"] == "2400" or (found["hour"], found["minute"], found["half"]) == ("24", "00", None)


def _time_of(found: re.Match[str]) -> time:
    if found["noon"]:
        return time(12)
    if _is_the_day_s_end(found):
        return time(0)
    if figures := found["military"]:
        return time(int(figures[:2]), int(figures[2:]))
    hour, minute = int(found["hour"] or found["only"]), int(found["minute"] or 0)
    half = (found["half"] or found["only_half"] or "").strip().lower()
    if half and not 1 <= hour <= 12:
        raise Unclear
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        return time(hour, minute)
    except ValueError as error:
        raise Unclear from error


def _is_whole(words: str) -> bool:
    """Whether the words name a day that stays the same whenever they are read: with its month and its year."""
    try:
        _whole_day(" ".join(words.lower().split()).strip(" ,"))
    except (ValueError, OverflowError):
        return False
    return not _WITHOUT_YEAR.fullmatch(words)


def _whole_day(words: str) -> date:
    if _ISO.fullmatch(words):
        year, month, number = words.split("-")
        return _in_range(date(int(year), int(month), int(number)))
    return _in_range(_parsed_in_full(words))


def _parsed_in_full(words: str) -> date:
    """What the library reads, provided that day, month and year were all typed: it would fill in what was not."""
    readings = {
        parser.parse(words, dayfirst=True, default=datetime(year, month, day, tzinfo=UTC))
        for year, month, day in [(2001, 1, 1), (2002, 2, 2)]
    }
    reading: datetime = readings.pop()
    if readings or reading.time() != time(0):
        raise ValueError(words)
    return reading.date()


def _day_of_the_week(name: weekday, which: str, *, today: date, ahead: bool) -> date:
    """The only day that the name of a day can mean. People differ on whether "next Friday" skips one."""
    coming: date = today + relativedelta(days=1, weekday=name)
    last: date = today + relativedelta(days=-1, weekday=name(-1))
    week = timedelta(days=7)
    if which == "next":
        first, second = coming, coming + week
    elif which == "last":
        first, second = last - week, last
    elif not ahead:
        first, second = last, coming
    elif coming - today == week:
        first, second = today, coming
    else:
        return coming
    raise Unclear(f"Enter which {first:%A} you mean: {first:%d/%m/%Y} or {second:%d/%m/%Y}")


def _nearest_year(words: str, today: date) -> date:
    """A day without its year is the one closest to today."""
    candidates = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            candidates.append(_parsed_in_full(f"{re.sub('[/. -]', ' ', words)} {year}"))
        except (ValueError, OverflowError):
            continue
    if not candidates:
        raise Unclear
    return min(candidates, key=lambda day: abs(day - today))


def _in_range(day: date) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValueError(f"{day.year} is no year this service knows.")
    return day


def _and(zones: set[str]) -> str:
    return f" {' '.join(sorted(zones))}" if zones else ""
