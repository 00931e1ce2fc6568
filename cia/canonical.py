"""The one form in which typed text is kept: what could deceive, hide or not be printed is refused by name and place."""

import unicodedata
from functools import cache
from pathlib import Path

import regex
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"
LONGEST = 20_000
MOST_LINES = 2_000
MOST_COMBINING_MARKS = 4

# What comes along with pasted text, is seen by nobody and changes no word; two of them end a line.
_HIDDEN: dict[str, str | int | None] = {
    "\u00ad": "",
    "\u200b": "",
    "\u2060": "",
    "\ufeff": "",
    "\u2028": "\n",
    "\u2029": "\n",
}
_BLOCKS = range(0x2580, 0x25A0)
# Scripts that the gate's readers have been shown to read back exactly from the shipped fonts, and their names.
SCRIPTS = {
    "Latin": "Latin",
    "Greek": "Greek",
    "Cyrillic": "Cyrillic",
    "Arabic": "Arabic",
    "Hebrew": "Hebrew",
    "Devanagari": "Devanagari",
    "Bengali": "Bengali",
    "Gurmukhi": "Gurmukhi",
    "Tamil": "Tamil",
    "Han": "Chinese",
    "Hiragana": "Japanese",
    "Katakana": "Japanese",
    "Hangul": "Korean",
}
_READABLE = regex.compile("|".join(rf"\p{{Script={each}}}" for each in (*SCRIPTS, "Common", "Inherited")))
# Korean is typed in whole syllables, which is also what form C makes of their parts.
_PART_OF_A_SYLLABLE = regex.compile("[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]")
_IGNORABLE = regex.compile(r"\p{Default_Ignorable_Code_Point}")
# Joiners are seen where letters of these scripts meet, and nowhere else but in emoji.
_JOINED = r"[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Tamil}]"
_JOINER_OF_LETTERS = regex.compile(rf"(?<=(?=\p{{Alphabetic}}|\p{{M}}){_JOINED})[\u200c\u200d](?={_JOINED})")
# One picture of several: people, with the colour of their skin, or a flag. Nothing else holds what is not seen.
_PICTURE = r"\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?"
_ENGLAND_SCOTLAND_WALES = "|".join(
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in code) + "\U000e007f"
    for code in ("gbeng", "gbsct", "gbwls")
)
_EMOJI = regex.compile(rf"{_ENGLAND_SCOTLAND_WALES}|{_PICTURE}(?:\u200d{_PICTURE})*|[0-9#*]\ufe0f\u20e3")
# What an accent may stand on: a letter, a digit or a sign, never a space or what marks strong words and lists.
_BEARERS = "LNS"
# The Greek and Cyrillic letters, and the brackets, that would make a pretended mark look like one of ours.
_LOOKALIKES = str.maketrans("еасԁтгΕЕАСТτо［❲〔⟦【", "eacdtreeactto[[[[[")
_PRETENDED_MARK = regex.compile(r"\[\s*redacted", regex.IGNORECASE)


class Unacceptable(ValueError):
    """The text cannot be kept as it is; the sentence says what is wrong, where, and what to do."""


def canonical(text: str, *, longest: int = LONGEST) -> str:
    """The text with LF line ends in normal form C, never trimmed; raises ``Unacceptable`` for what cannot be kept."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > longest:
        raise Unacceptable(f"Shorten this to {longest:,} characters. It has {len(text):,}.")
    if text.count("\n") >= MOST_LINES:
        raise Unacceptable(f"Use fewer than {MOST_LINES:,} lines.")
    if found := _pretended_mark(text):
        raise Unacceptable(
            f"{_place(text, found.start())} looks like one of our redaction marks. "
            "Write it another way, for example [withheld in source]."
        )
    combining = 0
    joined = _joining(text)
    for index, character in enumerate(text):
        if index in joined:
            continue
        if reason := _what_is_wrong(text, index):
            raise Unacceptable(f"{_place(text, index)} holds {reason}")
        combining = combining + 1 if unicodedata.category(character).startswith("M") else 0
        if combining == 1 and (index == 0 or _bears_nothing(text, index - 1, joined)):
            raise Unacceptable(f"{_place(text, index)} holds an accent without a letter. Delete it.")
        if combining > 1 and unicodedata.category(character) == "Mn" and text[index - 1] == character:
            raise Unacceptable(f"{_place(text, index)} has the same accent twice on one letter. Delete one of them.")
        if combining > MOST_COMBINING_MARKS:
            raise Unacceptable(f"{_place(text, index)} has too many accents on one letter. Delete some of them.")
    return text


def hidden_characters(text: str) -> int:
    """How many characters of a pasted text nobody sees, and nobody misses."""
    return sum(text.count(character) for character in _HIDDEN)


def without_hidden_characters(text: str) -> str:
    """The text as everybody saw it where it was copied."""
    return text.translate(str.maketrans(_HIDDEN))


@cache
def printable() -> frozenset[int]:
    """The code points that a shipped font can draw."""
    points: set[int] = set()
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            points.update(font.getBestCmap())
    return frozenset(points)


def pretends_to_be_a_mark(text: str) -> bool:
    """Whether typed text would read like one of the marks that redaction makes."""
    return _pretended_mark(text) is not None


def _joining(text: str) -> set[int]:
    """Where characters stand that are not seen themselves but in what they make of their neighbours."""
    if text.isascii():
        return set()
    joined = {found.start() for found in _JOINER_OF_LETTERS.finditer(text)}
    for found in _EMOJI.finditer(text):
        joined |= {found.start() + at for at, each in enumerate(found[0]) if _IGNORABLE.match(each) or each == "\u20e3"}
    return joined


def _bears_nothing(text: str, index: int, joined: set[int]) -> bool:
    return index not in joined and unicodedata.category(text[index])[0] not in _BEARERS


def _pretended_mark(text: str) -> regex.Match[str] | None:
    return _PRETENDED_MARK.search(text.translate(_LOOKALIKES))


def _what_is_wrong(text: str, index: int) -> str:
    """What this character is and what to do about it, as the end of a sentence; nothing when it can be kept."""
    character = text[index]
    if " " <= character <= "~" or character in "\n\t":
        return ""
    point, category = ord(character), unicodedata.category(character)
    invisible = f"an invisible character ({_name(character)}). Delete it."
    if category == "Cs" or point & 0xFFFE == 0xFFFE or point in range(0xFDD0, 0xFDF0):
        return f"something that is not a character ({_name(character)}). Delete it."
    if category in {"Cc", "Cf", "Zl", "Zp"} or _IGNORABLE.match(character):
        return invisible
    if category == "Co":
        return f"a character without an agreed meaning ({_name(character)}). Delete it."
    seen = f"“{character}” ({_name(character)})"
    if point in _BLOCKS:
        return f"{seen}, which looks like a redaction. Write [withheld in source] instead."
    if not _READABLE.match(character):
        return f"{seen}, of a script that cannot be printed. Write it in Latin letters, or in {_other_scripts()}."
    if point not in printable() or _PART_OF_A_SYLLABLE.match(character):
        return f"{seen}, which cannot be printed. Write it another way."
    return ""


def _other_scripts() -> str:
    *names, last = dict.fromkeys(name for name in SCRIPTS.values() if name != "Latin")
    return f"{', '.join(names)} or {last}"


def _place(text: str, index: int) -> str:
    line = text.count("\n", 0, index) + 1
    return f"Line {line}, character {index - text.rfind(chr(10), 0, index)}"


def _name(character: str) -> str:
    number = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "").lower()
    return f"{name}, {number}" if name else number
