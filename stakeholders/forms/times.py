"""When a conversation was, and by when a promise is to be kept: as exactly as it is known, and no more exactly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from dateutil import parser
from django import forms
from django.core.exceptions import ValidationError

from cia import clock
from cia.ui.fields import MomentInput, TypedMoment
from cia.ui.moments import moment_in_words
from cia.ui.typed_times import Moment, Unclear, day_from, read_moment
from stakeholders.models import Contact

Precision = Contact.Precision

NOT_KNOWN = "not known"
LONGEST = 60
NOT_KNOWN_IN_WORDS = {NOT_KNOWN, "unknown", "not recorded", "don't know", "do not know", "?"}
_MONTH = re.compile(
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|\d{1,2}/)\s*(?:19|20|21)\d\d", re.IGNORECASE
)
_ENDS_WITH_A_YEAR = re.compile(r".*\b(?:19|20|21)\d\d")
# The end of a day as the forces write it: midnight, and still that day.
_END_OF_DAY = re.compile(r"\b24:?00(?!\w)|\b2400\s*(?:hrs?|hours)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Occurred:
    """A moment, a day, a month, or none where nobody knows; ``as_typed`` where the usual words would not say it."""

    at: datetime | None
    precision: str
    as_typed: str = ""

    def __str__(self) -> str:
        if self.at is None:
            return NOT_KNOWN
        on = clock.local(self.at)
        if self.precision == Precision.MONTH:
            return f"{on:%B %Y}"
        if self.precision == Precision.DAY:
            return f"{on:%d/%m/%Y}"
        return self.as_typed or moment_in_words(self.at)


@dataclass(frozen=True)
class Due:
    """By when something was promised: a moment, or the end of a day."""

    at: datetime
    as_typed: str = ""


class WhenField(forms.Field):
    """When something was: now, a time, a time and a day, only a day, only a month, or "not known"."""

    widget = MomentInput
    default_error_messages = {
        "unclear": "Enter when it was, like 1223, yesterday 1400, 10/02/2026 or October 2026, or “not known”",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"class": "govuk-input--width-20", "autocomplete": "off", "maxlength": LONGEST}

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, Occurred) else value

    def to_python(self, value: Any) -> Occurred | None:
        typed = _typed(value)
        if not typed.words:
            return None
        try:
            occurred = occurred_from(typed, now=clock.now())
        except Unclear as unclear:
            raise ValidationError(unclear.reason or self.error_messages["unclear"], code="unclear") from unclear
        if occurred.at is not None and occurred.at > clock.now():
            raise ValidationError(f"{occurred} has not come yet. Check the time, and say which day", code="future")
        return occurred


class DueField(forms.Field):
    """By when something is to be done: a day, or a time and a day."""

    widget = MomentInput
    default_error_messages = {"unclear": "Enter by when, like 24/02/2026, Friday or 1400 tomorrow"}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"class": "govuk-input--width-20", "autocomplete": "off", "maxlength": LONGEST}

    def to_python(self, value: Any) -> Due | None:
        typed = _typed(value)
        if not typed.words:
            return None
        try:
            return due_from(typed, now=clock.now())
        except Unclear as unclear:
            raise ValidationError(unclear.reason or self.error_messages["unclear"], code="unclear") from unclear


def occurred_from(typed: TypedMoment, *, now: datetime) -> Occurred:
    """The moment, day or month meant; raises ``Unclear``."""
    said = typed.words.lower()
    if said in NOT_KNOWN_IN_WORDS:
        return Occurred(None, Precision.UNKNOWN)
    if said == "now":
        return Occurred(now.replace(second=0, microsecond=0), Precision.MINUTE)
    if _MONTH.fullmatch(said):
        return Occurred(_start_of(_month_from(said)), Precision.MONTH)
    meant = _day_or_moment(typed, today=clock.local(now).date())
    if isinstance(meant, Moment):
        return Occurred(meant.at, Precision.MINUTE, _as_typed(meant))
    return Occurred(_start_of(meant), Precision.DAY)


def due_from(typed: TypedMoment, *, now: datetime) -> Due:
    """The moment meant, or the end of the day meant; raises ``Unclear``."""
    meant = _day_or_moment(typed, today=clock.local(now).date(), ahead=True)
    if isinstance(meant, Moment):
        return Due(meant.at, _as_typed(meant))
    return Due(_start_of(meant + timedelta(days=1)) - timedelta(minutes=1), f"{meant:%d/%m/%Y}")


def _day_or_moment(typed: TypedMoment, *, today: date, ahead: bool = False) -> date | Moment:
    """What ends with a year is a day, though its last figures could be a time; otherwise a time is looked for first."""
    if _ENDS_WITH_A_YEAR.fullmatch(typed.words):
        try:
            return day_from(typed.words, today=today, ahead=ahead)
        except Unclear:
            return read_moment(typed.words, today=today, ahead=ahead, which=typed.which)
    try:
        return read_moment(typed.words, today=today, ahead=ahead, which=typed.which)
    except Unclear as unclear:
        if unclear.reason:
            raise
        return day_from(typed.words, today=today, ahead=ahead)


def _typed(value: Any) -> TypedMoment:
    typed = value if isinstance(value, TypedMoment) else TypedMoment(str(value or ""))
    return TypedMoment(" ".join(typed.words.split())[:LONGEST], typed.which)


def _as_typed(meant: Moment) -> str:
    """Midnight at the end of a day is kept in the words of that day; any other moment is said in the usual ones."""
    if not _END_OF_DAY.search(meant.words):
        return ""
    return meant.words


def _month_from(words: str) -> date:
    try:
        month: datetime = parser.parse(f"1 {words}" if words[0].isalpha() else f"1/{words}", dayfirst=True)
    except (ValueError, OverflowError) as error:
        raise Unclear from error
    return month.date()


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=clock.LONDON).astimezone(UTC)
