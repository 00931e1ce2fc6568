"""People named in the texts of one document, found by what the record knows and by how names stand. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assessments.release.name_forms import Forms
from assessments.release.name_signs import Signs
from assessments.release.names import Kind, Named, Person, Sign, WordsOfDocument, fold, rank_level, words_of


def people_in(
    texts: Sequence[str], *, known: Iterable[Person], bodies: Sequence[str], stays_from: int
) -> list[list[Named]]:
    """For each text every place where somebody is named, in reading order and none within another.

    Every text is first read for names that ranks, titles and sentences give away; then each name, once known, is found
    wherever it stands. ``stays_from`` is the level of rank from which an officer's name stays.
    """
    people = [_placed(person, stays_from) for person in known]
    document = WordsOfDocument.of(texts, names=[person.name for person in people])
    read = [words_of(text) for text in texts]
    first = [Signs(document, text, words, bodies, stays_from).found() for text, words in zip(texts, read, strict=True)]
    _learn(people, (named.person for found in first for named in found))
    first = [[_with_whole_name(named, people) for named in found] for found in first]
    forms = Forms(people)
    return [
        _in_order([*found, *forms.in_text(text, words, document)])
        for text, words, found in zip(texts, read, first, strict=True)
    ]


def _placed(person: Person, stays_from: int) -> Person:
    """An officer of a high rank keeps their name."""
    level = rank_level(person.rank)
    is_senior = person.kind == Kind.OFFICER and level is not None and level >= stays_from
    return replace(person, kind=Kind.SENIOR) if is_senior else person


def _learn(people: list[Person], found: Iterable[Person]) -> None:
    """Keep those who were named: each once, the surest sign of them first."""
    names = {fold(person.name) for person in people}
    for person in sorted(found, key=lambda person: (person.sign, not person.kind.stays)):
        if fold(person.name) not in names:
            names.add(fold(person.name))
            people.append(person)


def _with_whole_name(named: Named, people: Iterable[Person]) -> Named:
    """Somebody named by a surname is whoever in this document is known to bear it, where that is one person.

    A rank says whether they are of the force, and a title that they need not be private: "Mr Frome" may be the MP.
    """
    words = [fold(word) for word in named.person.words]
    if len(words) > 1 and len(words[0]) > 1:
        return named
    bearers = {
        fold(person.name): person
        for person in people
        if len(person.words) > len(words) - 1
        and len(person.words) > 1
        and words[-1] in (fold(person.words[-1]), fold(person.words[0]))
        and (len(words) == 1 or fold(person.words[0]).startswith(words[0]))
    }
    if named.sign == Sign.RANK:
        bearers = {name: person for name, person in bearers.items() if person.kind == named.person.kind}
    elif named.person.kind.stays:
        bearers = {name: person for name, person in bearers.items() if person.kind.stays}
    if len(bearers) != 1:
        return named
    return replace(named, person=bearers.popitem()[1])


def _in_order(found: Iterable[Named]) -> list[Named]:
    """In reading order; of those that overlap the longer one, of equals the surest."""
    kept: list[Named] = []
    for named in sorted(found, key=lambda named: (named.start - named.end, named.sign)):
        if all(named.end <= other.start or other.end <= named.start for other in kept):
            kept.append(named)
    return sorted(kept, key=lambda named: named.start)
