"""Every way in which a name that is known may stand in a text: whole, short, reversed, as initials, misspelt. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex
from rapidfuzz.distance import OSA

from assessments.release import name_vocabulary as vocabulary
from assessments.release.names import Kind, Named, Person, Sign, Word, WordsOfDocument, are_joined, fold

_DOTTED = regex.compile(r"(?<![\p{L}.])(?:\p{Lu}\.){2,3}(?!\p{L})")


class Forms:
    """Every way in which people's names may stand, found in a text at once."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.people: dict[tuple[str, ...], list[Person]] = {}
        self.single: dict[str, list[Person]] = {}
        for person in people:
            for form in _ways_to_write(person):
                self.people.setdefault(form, []).append(person)
                if len(form) == 1:
                    self.single.setdefault(form[0], []).append(person)
        self.longest = max(map(len, self.people), default=0)
        self.initials = {_initials(person): person for person in people if len(person.words) > 1}

    def in_text(self, text: str, words: Sequence[Word], document: WordsOfDocument) -> Iterator[Named]:
        at = 0
        while at < len(words):
            named = self._here(words, at, document)
            if named is not None:
                yield named
                at = next((index for index in range(at, len(words)) if words[index].start >= named.end), len(words))
            else:
                at += 1
        for match in _DOTTED.finditer(text):
            person = self.initials.get(fold(match[0].replace(".", "")))
            if person is not None:
                yield Named(match.start(), match.end(), person, Sign.SPELLING, f"The initials of {person.name}.")

    def _here(self, words: Sequence[Word], at: int, document: WordsOfDocument) -> Named | None:
        for length in range(min(self.longest, len(words) - at), 0, -1):
            here = words[at : at + length]
            people = self.people.get(tuple(word.plain for word in here))
            if not people or not are_joined(here, comma=True):
                continue
            if not any(word.is_capital for word in here):
                continue
            if length == 1:
                people = [
                    person for person in people if person.sign < Sign.LOOKS or here[0].plain != fold(person.words[0])
                ]
                if not people or document.is_ordinary(here[0]) or document.is_place(here[0]):
                    continue
            return _of(people, here)
        return self._misspelt(words, at, document)

    def _misspelt(self, words: Sequence[Word], at: int, document: WordsOfDocument) -> Named | None:
        """A word one or two letters from a name, its particles with it; of a short name it would be anybody's."""
        word, start = words[at], at
        if not word.is_capital or len(word.text) < 5 or document.is_ordinary(word) or document.is_place(word):
            return None
        allowed = 1 if len(word.text) < 9 else 2
        for name, people in self.single.items():
            if len(name) >= 5 and OSA.distance(word.plain, name, score_cutoff=allowed) <= allowed:
                person = _surest(people)
                because = f"One or two letters from the name of {person.name}."
                while start and words[start].gap == " " and words[start - 1].plain in vocabulary.PARTICLES:
                    start -= 1
                return Named(words[start].start, word.end, person, Sign.SPELLING, because)
        return None


def _of(people: Sequence[Person], words: Sequence[Word]) -> Named:
    """Whose name these words are: where anybody's who does not hold a public office, theirs."""
    person = _surest(people)
    who = {Kind.OFFICER: "somebody of the force", Kind.PRIVATE: "a private person"}.get(person.kind, "somebody")
    how = "known to the record" if person.sign == Sign.RECORD else "named elsewhere in this document"
    because = f"Names {who}, {how}."
    return Named(words[0].start, words[-1].end, person, person.sign, because)


def _surest(people: Sequence[Person]) -> Person:
    return min(people, key=lambda person: (person.kind.stays, person.sign))


def _ways_to_write(person: Person) -> Iterator[tuple[str, ...]]:
    words = [fold(word) for word in person.words]
    if not words:
        return
    yield tuple(words)
    if len(words) == 1:
        return
    given, surname = words[0], tuple(words[1:])
    if fold(person.name).split(",")[0] != fold(person.name):
        given, surname = words[-1], tuple(words[:-1])
        yield (given, *surname)
    yield (*surname, given)
    yield surname
    yield from {(given[0], *surname), (given[0], surname[-1]), (given, surname[-1])}
    singles = {given, surname[-1], surname[0], *(part for word in surname for part in regex.split("['’‑-]", word))}
    for single in singles:
        if len(single) >= (3 if single in (given, surname[-1]) else 4) and single not in vocabulary.PARTICLES:
            yield (single,)
    if len(surname[-1]) == 2:
        yield (surname[-1],)


def _initials(person: Person) -> str:
    words = person.words
    return fold(words[0][0] + words[-1][0]) if "," not in person.name else fold(words[-1][0] + words[0][0])
