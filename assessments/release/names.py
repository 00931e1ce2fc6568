"""Names and the words they are made of: what every way of finding people shares. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import pairwise

import regex

from assessments.release import name_vocabulary as vocabulary

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’‑-][\p{L}\p{M}\p{N}]+)*")
_POSSESSIVE = regex.compile(r"['’]s$", regex.IGNORECASE)
_ADDRESS = regex.compile(r"(?<!\S)\S*[@/]\S*|\bwww\.\S*")
_FOLDED = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})


class Kind(StrEnum):
    """What somebody is to the record, as far as can be told."""

    OFFICER = "officer"
    SENIOR = "senior"
    PRIVATE = "private"
    OFFICE = "office"

    @property
    def stays(self) -> bool:
        return self in (Kind.OFFICE, Kind.SENIOR)


class Sign(IntEnum):
    """By what somebody was found, the surest first."""

    RECORD = 1
    RANK = 2
    TITLE = 3
    DEED = 4
    SPELLING = 5
    LOOKS = 6


@dataclass(frozen=True)
class Person:
    """Somebody with a name. ``sign`` says how sure it is that they are one."""

    name: str
    kind: Kind
    rank: str = ""
    sign: Sign = Sign.RECORD

    @property
    def words(self) -> list[str]:
        return [found[0] for found in _WORD.finditer(self.name)]


@dataclass(frozen=True)
class Named:
    """One place of a text where somebody is named, and by what they were found there."""

    start: int
    end: int
    person: Person
    sign: Sign
    because: str


@dataclass(frozen=True)
class Word:
    """A word of a text; ``gap`` is what stands between it and the word before."""

    text: str
    start: int
    end: int
    gap: str

    @property
    def plain(self) -> str:
        return fold(self.text)

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper() and not any(character.isdigit() for character in self.text)

    @property
    def is_initial(self) -> bool:
        return len(self.text) == 1 and self.text.isupper()


def fold(text: str) -> str:
    """Letters without case and accents: what somebody types who has no other keyboard."""
    if text.isascii():
        return text.casefold()
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_FOLDED))
    return "".join(part for part in parts if not unicodedata.combining(part))


def rank_level(rank: str) -> int | None:
    """How high a rank stands, 0 the lowest; nothing for what is none."""
    return vocabulary.RANK_LEVELS.get(" ".join(fold(found[0]) for found in _WORD.finditer(rank)))


def words_of(text: str) -> list[Word]:
    """The words of a text, a possessive ending left out of them."""
    found, at = [], 0
    for match in _WORD.finditer(text):
        ending = _POSSESSIVE.search(match[0])
        end = match.end() - (len(ending[0]) if ending and ending.start() else 0)
        found.append(Word(text[match.start() : end], match.start(), end, text[at : match.start()]))
        at = end
    return found


@dataclass(frozen=True)
class WordsOfDocument:
    """What the words of one document tell of each other: which are ordinary there, and which are places."""

    in_small_letters: frozenset[str]
    places: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str], *, names: Iterable[str]) -> WordsOfDocument:
        """A word that something is at or in is a place, unless it is in one of the names."""
        texts = list(texts)
        named = {fold(word[0]) for name in names for word in _WORD.finditer(name)}
        small = {word.plain for text in texts for word in words_of(_ADDRESS.sub(" ", text)) if word.text.islower()}
        places = {
            word.plain
            for text in texts
            for before, word in pairwise(words_of(text))
            if before.plain in vocabulary.AT_A_PLACE and word.gap == " " and word.is_capital and len(word.text) > 2
        }
        return cls(frozenset(small), frozenset(places - named))

    def is_ordinary(self, word: Word) -> bool:
        """Whether a capitalised word is no sign of a name by itself."""
        plain = word.plain
        return (
            plain in vocabulary.ORDINARY
            or plain in vocabulary.PLACES_AND_BODIES
            or plain in vocabulary.TITLES
            or plain in vocabulary.OFFICES
            or plain in vocabulary.RANK_LEVELS
            or plain in self.in_small_letters
        )

    def is_place(self, word: Word) -> bool:
        """Whether the word tells of a place or a body, in general or in this document."""
        return word.plain in vocabulary.PLACES_AND_BODIES or word.plain in self.places


def joins(gap: str, before: str, *, comma: bool = False) -> bool:
    """Whether what stands between two words may stand within a name or a rank."""
    if gap.strip(" \u00a0") == "":
        return 0 < len(gap) <= 2
    if gap in (".", ". ") and len(before) <= 5:
        return len(before) == 1 or fold(before) in {"ch", "det", "insp", "st"}
    return comma and gap == ", "


def are_joined(words: Sequence[Word], *, comma: bool = False) -> bool:
    """Whether nothing stands between words that may not stand within one name."""
    return all(joins(word.gap, before.text, comma=comma) for before, word in pairwise(words))
