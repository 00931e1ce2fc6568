"""People named in running text, found by what stands around their names: ranks, titles and sentences. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from assessments.release import name_vocabulary as vocabulary
from assessments.release.names import Kind, Named, Person, Sign, Word, WordsOfDocument, are_joined, joins, rank_level

_SERVICE_NUMBER = regex.compile(r"\d{2,6}\p{Lu}{0,3}")
_BEFORE_AN_OFFICE = regex.compile(
    r"(?:cabinet (?:member|councillor|minister|lead)(?: for [\p{L} ,&]{1,40}?)?|leader of the (?:council|opposition)"
    r"|police and crime commissioner|(?:lord |deputy |lady )?mayor of \p{Lu}[\p{L}-]+|member of parliament"
    r"|MP for [\p{L} ]{1,30})(?: |, |: )$",
    regex.IGNORECASE,
)
_AFTER_AN_OFFICE_HOLDER = regex.compile(
    r"^(?: MP\b| MS\b| MSP\b| MLA\b|,? (?:the )?(?:(?:lord |deputy )?mayor of|leader of the council|cabinet member"
    r"|member of parliament|police and crime commissioner|PCC\b|MP for|cllr\b))",
    regex.IGNORECASE,
)
_LONGEST_NAME = 5


@dataclass
class Signs:
    """One text, read for names by what stands around them."""

    document: WordsOfDocument
    text: str
    words: list[Word]
    bodies: Sequence[str]
    stays_from: int

    def found(self) -> list[Named]:
        found: list[Named] = []
        is_place = self._places()
        at = 0
        while at < len(self.words):
            named, after = self._beside_rank_or_title(at)
            if not named and not is_place[at]:
                named, after = self._in_a_sentence(at, is_place)
            found.extend(named)
            at = max(after, at + 1)
        return found

    def _beside_rank_or_title(self, at: int) -> tuple[list[Named], int]:
        level, after = self._rank(at)
        if level is not None:
            rank = self.text[self.words[at].start : self.words[after - 1].end]
            while after < len(self.words) and _SERVICE_NUMBER.fullmatch(self.words[after].text):
                after += 1
            kind = Kind.SENIOR if level >= self.stays_from else Kind.OFFICER
            return self._list_of_names(after, kind, Sign.RANK, f"Follows the rank “{rank}”.", rank)
        word = self.words[at]
        if word.plain in vocabulary.OFFICES:
            of_a_place = [each.plain for each in self.words[at + 1 : at + 2]] == ["of"]
            at += 2 if of_a_place else 0
            return self._list_of_names(at + 1, Kind.OFFICE, Sign.TITLE, f"Follows “{word.text}”.")
        if word.plain in vocabulary.TITLES and word.text[0].isupper():
            end = self._name(at + 1, is_after_title=True)
            if end and self._is_office(at, at + 1, end):
                return [self._named(at + 1, end, Kind.OFFICE, Sign.TITLE, "Holds a public office.")], end
            if end:
                return [self._named(at + 1, end, Kind.PRIVATE, Sign.TITLE, f"Follows “{word.text}”.")], end
        return [], at + 1

    def _list_of_names(self, at: int, kind: Kind, sign: Sign, because: str, rank: str = "") -> tuple[list[Named], int]:
        """A name, and those that follow it with "and" or a comma after a rank in the plural."""
        end = self._name(at, is_after_title=True)
        if not end:
            return [], at
        found = [self._named(at, end, kind, sign, because, rank)]
        is_plural = rank.casefold().endswith("s") and rank_level(rank) is None
        while is_plural and end < len(self.words) - 1 and self.words[end].text in ("and", "&"):
            following = self._name(end + 1, is_after_title=True)
            if not following:
                break
            found.append(self._named(end + 1, following, kind, sign, because, rank))
            end = following
        return found, end

    def _rank(self, at: int) -> tuple[int | None, int]:
        """How high the rank that begins here stands, and the word after it."""
        for length in (4, 3, 2, 1):
            words = self.words[at : at + length]
            if len(words) < length or not are_joined(words):
                continue
            name = " ".join(word.plain for word in words)
            level = vocabulary.RANK_LEVELS.get(name)
            if level is None and length == 1 and name.endswith("s"):
                level = vocabulary.RANK_LEVELS.get(name[:-1])
            is_short = len(name) <= 4 and name not in ("sgt", "insp", "supt", "cmdr", "sgts")
            if level is not None and (not is_short or words[0].text.rstrip("s").isupper()):
                return level, at + length
        return None, at

    def _name(self, at: int, *, is_after_title: bool = False) -> int:
        """Where a name that begins at a word ends; 0 where none does."""
        end, has_word = at, False
        while end < len(self.words) and end - at < _LONGEST_NAME:
            word = self.words[end]
            if end > at and not joins(word.gap, self.words[end - 1].text):
                break
            if end == at and is_after_title and not regex.fullmatch(r"\.?[ \u00a0]+\(?|[:,]? ", word.gap):
                break
            if word.is_initial and word.text != "I":
                end += 1
            elif self._may_be_named(word, is_first=not has_word, is_after_title=is_after_title):
                has_word, end = True, end + 1
            elif word.plain in vocabulary.PARTICLES and self._goes_on(end):
                end += 1
            else:
                break
        return end if has_word else 0

    def _may_be_named(self, word: Word, *, is_first: bool, is_after_title: bool) -> bool:
        if not word.is_capital or len(word.text) < 2 or word.plain in vocabulary.NEVER:
            return False
        if word.text.isupper() and word.plain in vocabulary.AFTER_AN_OFFICE:
            return False
        if not self.document.is_ordinary(word):
            return True
        if is_after_title:
            return word.plain in vocabulary.ALSO_NAMES or (is_first and word.plain not in vocabulary.ORDINARY)
        return not is_first and word.plain in vocabulary.ALSO_NAMES - vocabulary.PLACES_AND_BODIES

    def _goes_on(self, at: int) -> bool:
        """Whether a particle is followed by more of a name: "van der Berg"."""
        for word in self.words[at + 1 : at + 3]:
            if not joins(word.gap, "x"):
                return False
            if word.plain not in vocabulary.PARTICLES:
                return word.is_capital and len(word.text) > 1 and word.plain not in vocabulary.NEVER
        return False

    def _in_a_sentence(self, at: int, is_place: Sequence[bool]) -> tuple[list[Named], int]:
        """A name without rank or title: full, or a single word that something is said or done by or to."""
        word = self.words[at]
        reversed_end = self._reversed(at)
        if reversed_end:
            return [self._named(at, reversed_end, Kind.PRIVATE, Sign.DEED, "Written surname first.")], reversed_end
        if not word.is_capital or (word.is_initial and word.text in "AI"):
            return [], at + 1
        end = self._full_name(at)
        if not end or any(is_place[at:end]) or (end - at == 1 and self.document.is_place(word)):
            return [], at + 1
        if self._is_office(at, at, end):
            return [self._named(at, end, Kind.OFFICE, Sign.TITLE, "Holds a public office.")], end
        is_acronym = end - at == 1 and word.text.isupper() and len(word.text) < 5
        if is_acronym:
            return [], at + 1
        before, is_line_start = self._before(at), at == 0 or "\n" in word.gap
        if before in vocabulary.DESCRIPTIONS:
            return [self._named(at, end, Kind.PRIVATE, Sign.DEED, f"Follows “{before}”.")], end
        if before in vocabulary.DONE_TO - vocabulary.WEAK or self._is_after_dealing_with(at):
            return [self._named(at, end, Kind.PRIVATE, Sign.DEED, f"Follows “{before}”.")], end
        is_by_deed = before == "by" and word.gap == " "
        is_reported = before in {"that", "whether", "because", "if", "when", "while", "until", "unless"}
        follows = self.words[end] if end < len(self.words) else None
        does = follows is not None and follows.gap == " " and follows.plain in vocabulary.DONE_BY
        if end - at == 1:
            strong = does and follows is not None and (is_reported or follows.plain not in vocabulary.WEAK_AFTER)
            if not (strong or is_by_deed):
                return [], at + 1
            return [self._named(at, end, Kind.PRIVATE, Sign.LOOKS, "Stands where a person would.")], end
        if before in {"at", "in", "on", "near", "outside", "around", "across", "operation", "op", "into", "of"}:
            return [], end
        sign = Sign.DEED if does or is_by_deed or is_line_start else Sign.LOOKS
        return [self._named(at, end, Kind.PRIVATE, sign, "Looks like somebody's full name.")], end

    def _full_name(self, at: int) -> int:
        """A name that begins with a word that is no ordinary one, or that a name goes on after: "Grace Obi"."""
        word = self.words[at]
        if word.plain in vocabulary.ALSO_NAMES and self.document.is_ordinary(word):
            end = self._name(at + 1)
            follows = end and joins(self.words[at + 1].gap, word.text)
            return end if follows and word.plain not in vocabulary.PLACES_AND_BODIES else 0
        return self._name(at)

    def _reversed(self, at: int) -> int:
        """ "OKAFOR, Dana": where it ends."""
        end = at
        while end < len(self.words) and end - at < 3:
            word = self.words[end]
            if not (word.text.isupper() and len(word.text) > 2 and word.is_capital) or (end > at and word.gap != " "):
                break
            end += 1
        if end == at or end >= len(self.words) or self.words[end].gap != ", ":
            return 0
        given = self.words[end]
        return end + 1 if given.is_capital and not given.text.isupper() and not self.document.is_ordinary(given) else 0

    def _before(self, at: int) -> str:
        """The word just before, where nothing but a space or a comma stands between."""
        if at == 0 or not regex.fullmatch(r",? \(?|: ", self.words[at].gap):
            return ""
        return self.words[at - 1].plain

    def _is_after_dealing_with(self, at: int) -> bool:
        return (
            at >= 2
            and self.words[at].gap == " "
            and self.words[at - 1].plain in ("to", "with")
            and self.words[at - 2].plain in vocabulary.DEALINGS
        )

    def _is_office(self, beginning: int, at: int, end: int) -> bool:
        """Whether what stands just before or after a name says that they hold a public office."""
        before = self.text[: self.words[beginning].start]
        after = self.text[self.words[end - 1].end :]
        return bool(
            _BEFORE_AN_OFFICE.search(before[-80:].replace("\n", " ")) or _AFTER_AN_OFFICE_HOLDER.match(after[:60])
        )

    def _places(self) -> list[bool]:
        """For each word whether it is part of the name of a place or body."""
        found = [False] * len(self.words)
        for body in self.bodies:
            for match in regex.finditer(regex.escape(body), self.text, regex.IGNORECASE):
                for index, word in enumerate(self.words):
                    if match.start() <= word.start and word.end <= match.end():
                        found[index] = True
        at = 0
        while at < len(self.words):
            end = at
            while end < len(self.words) and not found[end] and self._goes_on_as_a_place(at, end):
                end += 1
            run = self.words[at:end]
            if len(run) > 1 and self._is_a_place(at, end):
                found[at:end] = [True] * len(run)
            at = max(end, at + 1)
        return found

    def _is_a_place(self, at: int, end: int) -> bool:
        """Whether a run of capitalised words names a place or a body: "Zainab Field asked" names neither."""
        run = self.words[at:end]
        telling = [word for word in run if self.document.is_place(word)]
        follows = self.words[end] if end < len(self.words) else None
        is_somebody = (
            len(run) == 2
            and telling == [run[1]]
            and run[1].plain in vocabulary.ALSO_NAMES
            and follows is not None
            and follows.plain in vocabulary.DONE_BY - vocabulary.WEAK_AFTER
        )
        return bool(telling) and not is_somebody

    def _goes_on_as_a_place(self, at: int, end: int) -> bool:
        word = self.words[end]
        if end == at:
            return word.is_capital and not word.is_initial
        if not regex.fullmatch(r"(?:['’]s?)? (?:& )?", word.gap):
            return False
        if word.text in ("of", "the"):
            is_body = any(self.document.is_place(before) for before in self.words[at:end])
            return is_body and end + 1 < len(self.words) and self._goes_on_as_a_place(at, end + 1)
        if word.text == "and":
            follows = self.words[end + 1] if end + 1 < len(self.words) else None
            joins_bodies = self.document.is_place(self.words[end - 1])
            return joins_bodies and follows is not None and self.document.is_place(follows)
        return word.is_capital and word.plain not in vocabulary.NEVER

    def _named(self, at: int, end: int, kind: Kind, sign: Sign, because: str, rank: str = "") -> Named:
        start, stop = self.words[at].start, self.words[end - 1].end
        name = " ".join(self.text[start:stop].split())
        return Named(start, stop, Person(name, kind, rank, sign), sign, because)
