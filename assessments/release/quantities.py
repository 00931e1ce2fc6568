"""Numbers, dates, times and telephone numbers, however they are written, as values that can be compared. Pure."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import phonenumbers
import regex
from inflect import engine

from assessments.release.word_forms import Folded, Token

Kind = Literal["number", "date", "time", "telephone"]

_NUMERIC_DATE = regex.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])")
_ISO_DATE = regex.compile(r"(?<![\d/.-])(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)")
_DAY_AND_MONTH = regex.compile(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})(?![\d/])")
_CLOCK = regex.compile(r"(?<![\d:.,£$€/])([01]?\d|2[0-3])[:.]([0-5]\d)(?:[:.][0-5]\d)?(?![\d%])")
_HOURS = regex.compile(r"(?<![\d:.,/])([01]?\d|2[0-3])[:. ]?([0-5]\d)[ \u00a0]?(?:hours|hrs|hr|h)\b", regex.IGNORECASE)
_HALVES = regex.compile(
    r"(?<![\d:.,/])(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))?[ \u00a0]?([ap])\.?[ \u00a0]?m\b", regex.IGNORECASE
)
_DIGITS = regex.compile(r"(?:\+|\(|(?<![\d.,£]))\d(?:[ \u00a0().\-–—/]{0,3}\d){4,17}(?!\d)")
_PRICE = regex.compile(r"\d+\.\d\d")
_AMOUNT = regex.compile(
    r"(?<![\w.,/:-])(\d{1,3}(?:[, \u00a0]\d{3}){1,5}|\d{1,15})(\.\d{1,9})?(?:[ \u00a0]?(k|m|bn))?(?![\w/:])", regex.I
)
_ENDING = {"ending", "ends", "last", "final", "finishing"}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_SUFFIXES = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}
_DIGITS_SAID = {"oh": "0", "o": "0", "nought": "0"}
_REPEATS = {"double": 2, "triple": 3, "treble": 3}
_MONTHS = {name.casefold(): number for number, name in enumerate(month_name) if name}
_MONTHS |= {name[:3]: number for name, number in list(_MONTHS.items())} | {"sept": 9}
_HALF_DAY = 720
_FEWEST_DIGITS = 6


@dataclass(frozen=True)
class Quantity:
    """A value and where it stands. A time of which the half of the day is not said stands for both."""

    kind: Kind
    value: str
    start: int
    end: int

    def is_same(self, other: Quantity) -> bool:
        if self.kind != other.kind:
            return False
        if self.kind == "telephone":
            short, long = sorted((self.value, other.value), key=len)
            return long.endswith(short)
        if self.kind == "date":
            (one, year), (two, other_year) = self.value.split(" "), other.value.split(" ")
            return one == two and (year == other_year or "?" in (year, other_year))
        if self.kind == "time" and "?" in self.value + other.value:
            return int(self.value.strip("?")) % _HALF_DAY == int(other.value.strip("?")) % _HALF_DAY
        return self.value == other.value


def quantities(folded: Folded) -> tuple[Quantity, ...]:
    """Every quantity of a text. Nothing is taken for two things: a number inside a date is no number."""
    found: list[Quantity] = []
    taken = bytearray(len(folded.text))
    ways = (_dates, _dates_in_words, _times, _times_in_words, _telephones, _said_digits, _numbers, _numbers_in_words)
    for way in ways:
        new = [each for each in way(folded) if not any(taken[each.start : each.end])]
        for each in new:
            taken[each.start : each.end] = b"\x01" * (each.end - each.start)
        found.extend(new)
    return tuple(sorted(found, key=lambda each: each.start))


def _dates(folded: Folded) -> Iterator[Quantity]:
    text = folded.text
    for found in _ISO_DATE.finditer(text):
        yield from _date(int(found[3]), int(found[2]), found[1], found.start(), found.end())
    for found in _NUMERIC_DATE.finditer(text):
        yield from _date(int(found[1]), int(found[3]), found[4], found.start(), found.end())
    for found in _DAY_AND_MONTH.finditer(text):
        yield from _date(int(found[1]), int(found[2]), "?", found.start(), found.end())


def _date(day: int, month: int, year: str, start: int, end: int) -> Iterator[Quantity]:
    if 1 <= day <= 31 and 1 <= month <= 12:
        yield Quantity("date", f"{day}/{month} {year[-2:]}", start, end)


def _dates_in_words(folded: Folded) -> Iterator[Quantity]:
    """The 3rd of May 2026, May 3, third May."""
    tokens = folded.tokens
    for index, token in enumerate(tokens):
        month = _MONTHS.get(token.text)
        if month is None or not token.is_capitalised:
            continue
        first = last = index
        day, before = _day_before(tokens, index)
        if day:
            first = before
        else:
            day, last = _day_at(tokens, index + 1)
            last = last if day else index
        if not day:
            continue
        year = "?"
        if last + 1 < len(tokens) and (said := tokens[last + 1].text).isdigit() and len(said) == 4:
            year, last = said, last + 1
        yield from _date(day, month, year, tokens[first].start, tokens[last].end)


def _day_before(tokens: Sequence[Token], index: int) -> tuple[int, int]:
    index -= 1
    if index >= 0 and tokens[index].text == "of":
        index -= 1
    if index > 0 and (day := _ordinals().get(tokens[index - 1].text + tokens[index].text, 0)):
        return day, index - 1
    return (_day(tokens[index].text), index) if index >= 0 else (0, index)


def _day_at(tokens: Sequence[Token], index: int) -> tuple[int, int]:
    if index < len(tokens) and tokens[index].text == "the":
        index += 1
    if index + 1 < len(tokens) and (day := _ordinals().get(tokens[index].text + tokens[index + 1].text, 0)):
        return day, index + 1
    return (_day(tokens[index].text), index) if index < len(tokens) else (0, index)


def _day(word: str) -> int:
    if word.isdigit() and len(word) <= 2:
        return int(word)
    return _ordinals().get(word, 0)


def _times(folded: Folded) -> Iterator[Quantity]:
    for found in _HALVES.finditer(folded.text):
        hour = int(found[1]) % 12 + (12 if found[3] in "pP" else 0)
        yield Quantity("time", str(hour * 60 + int(found[2] or 0)), found.start(), found.end())
    for pattern in (_HOURS, _CLOCK):
        for found in pattern.finditer(folded.text):
            minutes = int(found[1]) * 60 + int(found[2])
            is_said = pattern is _HOURS or found[1].startswith("0") or int(found[1]) > 12
            yield Quantity("time", f"{minutes}{'' if is_said else '?'}", found.start(), found.end())


def _times_in_words(folded: Folded) -> Iterator[Quantity]:
    """Two o'clock, half past two, twenty to three, noon."""
    tokens = folded.tokens
    for index, token in enumerate(tokens):
        if token.text in {"noon", "midday", "midnight"}:
            yield Quantity("time", "0" if token.text == "midnight" else "720", token.start, token.end)
        elif token.text == "oclock" and index and (hour := _small(tokens[index - 1].text)):
            yield Quantity("time", f"{hour % 12 * 60}?", tokens[index - 1].start, token.end)
        elif token.text in {"past", "to"} and 0 < index < len(tokens) - 1:
            said, hour = tokens[index - 1].text, _small(tokens[index + 1].text)
            minutes = {"half": 30, "quarter": 15}.get(said, _small(said) or 0)
            if not 1 <= (hour or 0) <= 12 or minutes not in {5, 10, 15, 20, 25, 30}:
                continue
            at = (hour or 0) % 12 * 60 + (minutes if token.text == "past" else -minutes)
            yield Quantity("time", f"{at % _HALF_DAY}?", tokens[index - 1].start, tokens[index + 1].end)


def _telephones(folded: Folded) -> Iterator[Quantity]:
    for found in _DIGITS.finditer(folded.text):
        digits = regex.sub(r"\D", "", found[0])
        if len(digits) >= _FEWEST_DIGITS and not _PRICE.fullmatch(found[0]):
            yield Quantity("telephone", _national(found[0]), found.start(), found.end())


def _said_digits(folded: Folded) -> Iterator[Quantity]:
    """A number said digit by digit, and the last digits of one where it is said that they are."""
    tokens, index = folded.tokens, 0
    while index < len(tokens):
        digits, last, at = "", index, index
        while at < len(tokens):
            times = _REPEATS.get(tokens[at].text, 1)
            at += times > 1
            said = tokens[at].text if at < len(tokens) else ""
            value = _small(said)
            digit = _DIGITS_SAID.get(said, str(value) if value is not None and value < 10 else "")
            if not digit:
                break
            digits, last, at = digits + digit * times, at, at + 1
        if len(digits) >= _FEWEST_DIGITS:
            yield Quantity("telephone", digits.lstrip("0"), tokens[index].start, tokens[last].end)
            index = last
        else:
            token = tokens[index]
            before = {each.text for each in tokens[max(index - 3, 0) : index]}
            if token.is_number and 3 <= len(token.text) <= 5 and before & _ENDING:
                yield Quantity("telephone", token.text, token.start, token.end)
        index += 1


def _national(written: str) -> str:
    """The digits of a telephone number within its country, as they are when it is not one."""
    digits = str(regex.sub(r"\D", "", written))
    if written.lstrip("(").startswith("+") or digits.startswith("00"):
        try:
            parsed = phonenumbers.parse("+" + digits.lstrip("0"), None)
            digits = str(parsed.national_number)
        except phonenumbers.NumberParseException:
            pass
    elif digits.startswith("440") or (digits.startswith("44") and len(digits) == 12):
        digits = digits[2:]
    return digits.lstrip("0")


def _numbers(folded: Folded) -> Iterator[Quantity]:
    for found in _AMOUNT.finditer(folded.text):
        whole = int(regex.sub(r"\D", "", found[1]))
        scale = _SUFFIXES.get((found[3] or "").casefold(), 1)
        value = whole * scale
        fraction = (found[2] or "").strip(".").rstrip("0")
        if fraction and scale > 1:
            value += round(float(f"0.{fraction}") * scale)
            fraction = ""
        following = folded.text[found.end() : found.end() + 10].split()
        if following and scale == 1 and not fraction:
            value *= _SCALES.get(following[0].casefold().rstrip(".,;"), 1)
        yield Quantity("number", f"{value}{'.' + fraction if fraction else ''}", found.start(), found.end())


def _numbers_in_words(folded: Folded) -> Iterator[Quantity]:
    """Forty-seven; six thousand eight hundred and forty; a dozen."""
    tokens, index = folded.tokens, 0
    while index < len(tokens):
        total = group = 0
        last = -1
        at = index
        while at < len(tokens):
            word = tokens[at].text
            small = _small(word)
            if small is not None and not word.isdigit() and (group % 100 == 0 or (group % 100 >= 20 and small < 10)):
                group += small
            elif word in _SCALES and (group or total == 0):
                if last < 0 and word == "hundred" and (at == 0 or tokens[at - 1].text != "a"):
                    break
                group = (group or 1) * _SCALES[word]
                if word != "hundred":
                    total, group = total + group, 0
            elif word == "and" and last >= 0 and tokens[at - 1].text in _SCALES:
                at += 1
                continue
            else:
                break
            last, at = at, at + 1
        if last >= 0:
            yield Quantity("number", str(total + group), tokens[index].start, tokens[last].end)
            index = last
        elif tokens[index].text == "dozen":
            half = index >= 2 and tokens[index - 2].text == "half"
            yield Quantity("number", "6" if half else "12", tokens[index].start, tokens[index].end)
        index += 1


def _small(word: str) -> int | None:
    """A number below a hundred that is one word, or digits."""
    if word.isdigit() and len(word) <= 2:
        return int(word)
    return _words().get(word)


@cache
def _words() -> dict[str, int]:
    numbers = engine()
    small = (*range(20), *range(20, 100, 10))
    return {str(numbers.number_to_words(number)): number for number in small}


@cache
def _ordinals() -> dict[str, int]:
    """First, 1st, twenty-first: the days of a month."""
    numbers = engine()
    said = {}
    for day in range(1, 32):
        said[str(numbers.ordinal(str(day)))] = day
        said[str(numbers.number_to_words(numbers.ordinal(str(day)))).replace("-", "")] = day
    return said
