"""Words as they are compared: folded to one form of each letter, with the place where each stands. Pure."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import regex
from confusable_homoglyphs.confusables import confusables_data

from assessments.release.residual import WITHOUT_SPACES

COMMON_WORDS = Path(__file__).parent.parent / "data" / "common_words.txt"

# Letters that Unicode does not take apart, as people without them on the keyboard write them.
_PLAIN_LETTERS = {
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ø": "o",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ı": "i",
    "ħ": "h",
}
_APOSTROPHES = frozenset("'’‘ʼ`´′ʹ")
# Signs that stand for a letter inside a word; digits do so only in a word that has letters too.
_SIGNS = {"$": "s", "|": "l", "!": "i"}
_DIGITS = str.maketrans("013457", "oleast")
_PAIRS = (("rn", "m"), ("vv", "w"), ("nn", "m"))
_UNSPACED = regex.compile(rf"{WITHOUT_SPACES}|\p{{Script=Thai}}|\p{{Script=Lao}}")
# Letters of words that stand by themselves; words of other scripts take "and", "of" or their case before or behind.
_BY_ITSELF = regex.compile(
    r"[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]"
)
_SHORTEST_WITHIN = 3
_SENTENCE_ENDS = frozenset(".!?:\n")
_BETWEEN_SENTENCES = frozenset(" \t\n\"'“”‘’()[]*#>-–—•")


@dataclass(frozen=True)
class Token:
    """One word or number: as typed, folded, and folded with letters that look alike made one."""

    typed: str
    text: str
    look: str
    start: int
    end: int
    begins_sentence: bool = False
    places: tuple[int, ...] = ()

    @property
    def is_capitalised(self) -> bool:
        return self.typed[0].isupper()

    @property
    def is_number(self) -> bool:
        return self.text.isdigit()

    @property
    def is_common(self) -> bool:
        return is_common(self.text)


class Folded:
    """A text as its tokens, and as letters and digits alone, in which what spacing took apart is whole again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tuple(_tokens(text))

    @cached_property
    def joined(self) -> tuple[str, str]:
        """All letters and digits without anything between: plain, and by their look."""
        return "".join(token.text for token in self.tokens), "".join(token.look for token in self.tokens)

    def exact(self, words: str, first: int, last: int) -> tuple[int, int]:
        """Where joined letters begin and end that stand within words; the words themselves where they do not."""
        tokens = self.tokens[first : last + 1]
        letters = "".join(token.text for token in tokens)
        at = letters.find(words)
        if at < 0 or (not may_be_within(words, words[0]) and not may_be_within(words, words[-1])):
            return tokens[0].start, tokens[-1].end
        places = [place for token in tokens for place in token.places]
        end = at + len(words)
        return places[at], places[end] if end < len(places) else tokens[-1].end

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        starts: tuple[list[int], list[int]] = ([0], [0])
        for token in self.tokens:
            starts[0].append(starts[0][-1] + len(token.text))
            starts[1].append(starts[1][-1] + len(token.look))
        return starts

    def find(self, words: str, *, by_look: bool) -> Iterator[tuple[int, int]]:
        """The tokens, first and last, that hold these joined letters from the start of a word to the end of one.

        In scripts that write words without spaces, or others before and behind them, they may stand within a word.
        """
        joined, starts = self.joined[by_look], self._starts[by_look]
        at = joined.find(words)
        while at >= 0:
            first = bisect_right(starts, at) - 1
            end = at + len(words)
            last = bisect_right(starts, end - 1) - 1
            begins = starts[first] == at or may_be_within(words, words[0])
            if begins and (starts[last + 1] == end or may_be_within(words, words[-1])):
                yield first, last
            at = joined.find(words, at + 1)


@cache
def common_words() -> frozenset[str]:
    lines = COMMON_WORDS.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def is_common(word: str) -> bool:
    """Whether a folded word is one of the language's common words, plural and possessive forms with it."""
    known = common_words()
    return word in known or (word.endswith("s") and word[:-1] in known)


def is_unspaced(character: str) -> bool:
    """Whether this is a letter of a script in which a word begins and ends anywhere."""
    return _UNSPACED.match(character) is not None


def may_be_within(words: str, character: str) -> bool:
    """Whether words that begin or end with this letter may stand within others, as where "and" is written on."""
    if is_unspaced(character):
        return True
    return len(words) >= _SHORTEST_WITHIN and _BY_ITSELF.match(character) is None


@cache
def folded_letter(character: str) -> str:
    """One form of a letter: full-width, accented, capital and ligature are the same; what cannot be seen is nothing."""
    parts = unicodedata.normalize("NFKD", character)
    kept = "".join(part for part in parts if unicodedata.category(part) not in {"Mn", "Me", "Cf"})
    return "".join(_PLAIN_LETTERS.get(letter, letter) for letter in kept.casefold())


@cache
def letter_by_look(character: str) -> str:
    """The Latin letters that a letter of another script may be taken for; otherwise its folded form."""
    folded = folded_letter(character)
    if character.isascii() or not folded or folded.isascii():
        return folded
    for letter in (character, *unicodedata.normalize("NFKD", character)):
        for found in confusables_data.get(letter, ()):
            if found["c"].isascii() and found["c"].isalnum():
                return str(found["c"]).casefold()
    for found in confusables_data.get(folded[0], ()):
        if found["c"].isascii() and found["c"].isalnum():
            return str(found["c"]).casefold()
    return folded


def look(word: str) -> str:
    """A folded word with the digits and pairs of letters replaced that pass for letters. Numbers stay as they are."""
    if not any(letter.isalpha() for letter in word):
        return word
    word = word.translate(_DIGITS)
    for pair, letter in _PAIRS:
        word = word.replace(pair, letter)
    return word.replace("i", "l") if len(word) > 4 else word


def _tokens(text: str) -> Iterator[Token]:
    start, plain, seen, places = -1, [], [], []
    for index in range(len(text) + 1):
        character = text[index] if index < len(text) else " "
        folded = folded_letter(character)
        if folded.isalnum() or (start >= 0 and (folded == "" or unicodedata.category(character) == "Mc")):
            if start < 0:
                start = index
            plain.append(folded)
            places.extend([index] * len(folded))
            seen.append(letter_by_look(character))
            continue
        following = text[index + 1 : index + 3]
        if character in _SIGNS and following[:1].isalpha() and (start >= 0 or character == "$"):
            if start < 0:
                start = index
            seen.append(_SIGNS[character])
            continue
        if start >= 0 and character in _APOSTROPHES and len(following) == 2 and following.isalpha():
            continue  # O'Brien is one word; what follows in "Okafor's" is another
        if start >= 0:
            word, by_look = "".join(plain), look("".join(seen))
            if word:
                begins = _begins_sentence(text, start)
                yield Token(text[start:index], word, by_look, start, index, begins, tuple(places))
            start, plain, seen, places = -1, [], [], []


def _begins_sentence(text: str, start: int) -> bool:
    at = start - 1
    while at >= 0 and text[at] in _BETWEEN_SENTENCES:
        if text[at] == "\n":
            return True
        at -= 1
    is_initial = at > 0 and text[at] == "." and text[at - 1].isupper() and not text[max(at - 2, 0)].isalpha()
    return at < 0 or (text[at] in _SENTENCE_ENDS and not is_initial)
