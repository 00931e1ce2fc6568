"""Numbers and addresses that lead to one person, or give a tactic away, in whatever way they are typed. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex
from phonenumbers import Leniency, PhoneNumberMatcher

PERSONAL, CRIME, CAUGHT = "s.40(2)", "s.31(1)(a)", "s.31(1)(b)"

_RANK = (
    r"(?:(?:T|A|Det|D|Ch|Chief|Acting|Temporary|Detective|Police|Special)[/. ]{1,2}){0,2}"
    r"(?:PCSO|WPC|PC|DC|SC|PS|Sgt|DS|DI|Insp|DCI|Supt|DSU|Constable|Sergeant|Inspector|Superintendent)"
)
_NAME = r"(?<!\p{L})\p{Lu}[\p{L}\p{M}'’.-]*+(?: \p{Lu}[\p{L}\p{M}'’.-]*+){0,3}"
_EMAIL = regex.compile(r"(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]+@(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}")
_POSTCODE = regex.compile(
    r"(?<![\p{L}\p{N}])(?:GIR ?0AA"
    r"|[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]{1,2}|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9][ABEHMNPRVWXY])"
    r" {0,2}[0-9][ABD-HJLNP-UW-Z]{2})(?![\p{L}\p{N}])",
    regex.IGNORECASE,
)
_VEHICLE = regex.compile(
    r"(?<![\p{L}\p{N}])(?:[A-Z]{2}[0-9]{2} ?[A-Z]{3}|[A-Z][0-9]{1,3} ?[A-Z]{3}|[A-Z]{3} ?[0-9]{1,3}[A-Z])"
    r"(?![\p{L}\p{N}])",
    regex.IGNORECASE,
)
_SERVICE_NUMBERS = (
    regex.compile(
        r"(?i:warrant|collar|shoulder|pay|service|force|epaulette|badge)(?:[ /](?i:or|and|no|number))*\.?"
        r"(?i: number| no\.?)?[:# ]{1,2}(?P<number>[A-Z]{0,2}\d{2,7}[A-Z]{0,3})(?!\w)"
    ),
    regex.compile(rf"\b{_RANK}\.?,? \(?(?P<number>\d{{2,6}} ?[A-Z]{{0,3}})(?![\w'’])(?! (?:officers|hrs|hours))"),
    regex.compile(
        rf"\b{_RANK}\.? {_NAME}(?:,? |, ?(?:collar|no\.?) )[(\[]?"
        r"(?P<number>(?:[A-Z]{1,2})?\d{3,7}[A-Z]{0,3})(?![\w:/])(?! ?(?:hrs|hours))"
    ),
    regex.compile(rf"{_NAME} [(\[](?P<number>[A-Z]?\d{{4,7}}[A-Z]{{0,2}})[)\]]"),
)
_EXTENSION = regex.compile(r"\b(?i:extension|extn?|ext)[.: ]{1,2}(?P<number>\d{3,6})\b")
_PHONETIC = (
    "Alpha|Alfa|Bravo|Charlie|Delta|Echo|Foxtrot|Golf|Hotel|India|Juliett?|Kilo|Lima|Mike|November|Oscar|Papa|Quebec"
    "|Romeo|Sierra|Tango|Uniform|Victor|Whiskey|X-?ray|Yankee|Zulu|Trojan|Ranger|Sapphire|Gold Command"
)
_SMALL_NUMBER = "[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en"
_CALL_SIGNS = (
    regex.compile(rf"\b(?:{_PHONETIC})[ -](?:(?:{_PHONETIC})[ -])?(?:\d{{1,3}}|{_SMALL_NUMBER})\b"),
    regex.compile(r"(?i:call[- ]?sign)s?(?i: is| was| of|:)? (?P<number>[A-Z]{1,2}[- ]?\d{1,4}|\p{Lu}\p{L}+[ -]\w+)"),
    regex.compile(r"(?<![\p{L}\p{N}/])(?P<number>[A-Z]{2}[- ]?\d{2,3})(?![\p{L}\p{N}]| ?\d[A-Z]{2}\b)"),
)
_IN_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    "|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
    "|(?:a|one|two|three) (?:dozen|hundred)"
)
_COUNT = regex.compile(
    rf"(?<![\w£$€.,/-])(?P<number>(?!(?:19|20)\d\d\b|1\b|[Oo]ne\b(?! (?:dozen|hundred)))(?:\d{{1,4}}|(?i:{_IN_WORDS})))"
    r"(?: (?!(?:by|of|from|to|and|or|for|with|at|in|on|as|when|that|after|before)\b)\p{Ll}[\p{L}-]+){0,3}? "
    r"(?i:suspects?|nominals?|offenders?|officers?|PCs?|DCs?|PCSOs?|PSUs?|constables?|sergeants?|detectives?|serials?"
    r"|wanted (?:people|persons|men|women)|operatives?|spotters?|informants?|sources of intelligence|police dogs?"
    r"|dog units?|firearms officers?|plain[- ]clothes|vans|carriers?|persons of interest|people of interest)\b"
)
_PUBLIC_LINES = {"999", "101", "112", "116123", "08001111", "0800555111"}


@dataclass(frozen=True)
class Found:
    """A stretch of a text that tells something by itself, and why it probably goes."""

    start: int
    end: int
    kind: str
    because: str
    codes: tuple[str, ...] = (PERSONAL,)


def identifiers(text: str) -> list[Found]:
    """Everything of the kind in a text, in reading order; of two that overlap the first kind below."""
    kept: list[Found] = []
    for look in _KINDS:
        for found in look(text):
            if all(found.end <= other.start or other.end <= found.start for other in kept):
                kept.append(found)
    return sorted(kept, key=lambda found: found.start)


def _emails(text: str) -> Iterator[Found]:
    for match in _EMAIL.finditer(text):
        yield Found(match.start(), match.end(), "e-mail address", "An e-mail address.")


def _telephones(text: str) -> Iterator[Found]:
    for match in PhoneNumberMatcher(text, "GB", leniency=Leniency.POSSIBLE):
        digits = regex.sub(r"\D", "", match.raw_string)
        is_whole = len(digits) >= 9 and match.raw_string.lstrip("(")[0] in "0+"
        if is_whole and digits not in _PUBLIC_LINES:
            start = match.start + (len(match.raw_string) - len(match.raw_string.lstrip()))
            yield Found(start, match.end, "telephone number", "A telephone number.")
    for match in _EXTENSION.finditer(text):
        yield Found(match.start("number"), match.end("number"), "telephone number", "A telephone extension.")


def _postcodes(text: str) -> Iterator[Found]:
    for match in _POSTCODE.finditer(text):
        yield Found(match.start(), match.end(), "postcode", "A whole postcode, which a few households share.")


def _vehicles(text: str) -> Iterator[Found]:
    for match in _VEHICLE.finditer(text):
        letters = regex.sub(r"[^\p{L}]", "", match[0])
        if letters.isupper() or letters.islower():
            yield Found(match.start(), match.end(), "vehicle mark", "Reads like a vehicle's registration mark.")


def _service_numbers(text: str) -> Iterator[Found]:
    for pattern in _SERVICE_NUMBERS:
        for match in pattern.finditer(text):
            because = "A warrant, collar or pay number."
            yield Found(match.start("number"), match.end("number"), "service number", because)


def _call_signs(text: str) -> Iterator[Found]:
    for pattern in _CALL_SIGNS:
        for match in pattern.finditer(text):
            start, end = match.span("number") if "number" in match.groupdict() else match.span()
            yield Found(start, end, "call-sign", "Reads like a call-sign.", (CRIME,))


def _counts(text: str) -> Iterator[Found]:
    for match in _COUNT.finditer(text):
        because = "How many officers or suspects there are may help somebody to plan around them."
        yield Found(match.start("number"), match.end("number"), "count", because, (CRIME, CAUGHT))


_KINDS: tuple[Callable[[str], Iterator[Found]], ...] = (
    _emails,
    _telephones,
    _service_numbers,
    _vehicles,
    _postcodes,
    _call_signs,
    _counts,
)
