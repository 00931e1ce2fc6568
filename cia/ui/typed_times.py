"""Days and times as people type them. Pure: today comes in as an argument."""

import re
from datetime import UTC, date, datetime, time, timedelta

from dateutil import parser
from dateutil.tz import datetime_ambiguous, datetime_exists

from cia.clock import LONDON

_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_WITHOUT_YEAR = re.compile(r"\d{1,2}[/. -](\d{1,2}|[a-z]{3,9})", re.IGNORECASE)
_NAMED = {"today": 0, "tomorrow": 1, "yesterday": -1}
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_TIME = re.compile(
    r"""\b(?:at\s+)?(?:
        (?P<military>[01]\d[0-5]\d|2[0-3][0-5]\d)\s*(?:hrs?|hours)?
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


def day_from(typed: str, *, today: date) -> date:
    """The day meant, the day of the month first: 11/02/2026, 11.2.26, 11 Feb 2026, 2026-02-11, 11 Feb, tomorrow."""
    words = " ".join(typed.lower().split()).strip(" ,")
    if words in _NAMED:
        return today + timedelta(days=_NAMED[words])
    if _WITHOUT_YEAR.fullmatch(words):
        return _nearest_year(words, today)
    try:
        if _ISO.fullmatch(words):
            year, month, number = words.split("-")
            return _in_range(date(int(year), int(month), int(number)))
        return _in_range(_parsed_in_full(words))
    except (ValueError, OverflowError) as error:
        raise Unclear from error


def time_from(typed: str) -> time:
    """The time of day meant: 1245, 1245hrs, 12:45, 12.45, 8am, 8.30 pm, noon."""
    found = _TIME.fullmatch(" ".join(typed.split()))
    if found is None:
        raise Unclear
    return _time_of(found)


def moment_from(typed: str, *, today: date) -> datetime:
    """The moment meant, in UTC: a time beside a day in either order; a time alone is today."""
    words = " ".join(typed.split())
    found = _only_time_in(words)
    rest = (words[: found.start()] + " " + words[found.end() :]).strip(" ,")
    rest = re.sub(r"^on\s+|\s+on$", "", rest, flags=re.IGNORECASE)
    day = day_from(rest, today=today) if rest else today
    moment = datetime.combine(day, _time_of(found), tzinfo=LONDON)
    if not datetime_exists(moment):
        raise Unclear("The clocks went forward over that time, so it never was. Enter a time an hour later")
    if datetime_ambiguous(moment):
        raise Unclear("The clocks went back, so that time came twice. Enter a time before 0100hrs or from 0200hrs")
    return moment.astimezone(UTC)


def _only_time_in(words: str) -> re.Match[str]:
    """The time at one end of the words. Four bare figures may be a year, so anything written as a time goes first."""
    found = [match for match in _TIME.finditer(words) if match.start() == 0 or match.end() == len(words)]
    written_so = [match for match in found if not re.fullmatch(r"\d{4}", match[0])]
    candidates = written_so or found
    if not candidates:
        raise Unclear
    return candidates[0]


def _time_of(found: re.Match[str]) -> time:
    if found["noon"]:
        return time(12)
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
