"""What beside a mark may still tell who or what is meant: a pronoun, a role, a time that stands once. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assessments.documents.content import Content, Field
from assessments.release.quantities import quantities
from assessments.release.redacting import Hidden, MarkedPassage, put_in_place
from assessments.release.resting import remaining
from assessments.release.word_forms import Folded

_PRONOUNS = frozenset(["he", "she", "him", "her", "his", "hers", "himself", "herself"])
_ROLES = """
    constable sergeant inspector superintendent detective officer pc ps dc ds dci supt imam rabbi priest vicar pastor
    councillor cllr chair secretary treasurer manager head teacher headteacher doctor nurse driver owner landlord mayor
    leader caretaker warden neighbour mother father wife husband son daughter brother sister uncle aunt nephew niece
    witness victim informant suspect spotter solicitor journalist student pupil
"""
_ROLE_WORDS = frozenset(_ROLES.split())


@dataclass(frozen=True)
class Advisory:
    """A row, and the telling words in it that stand in a paragraph with a mark, each once, in reading order."""

    path: str
    place: str
    words: tuple[str, ...]


def advisories(content: Content, marks: Iterable[MarkedPassage]) -> tuple[Advisory, ...]:
    """One for each row with a mark on some of its words, where something beside the mark may tell."""
    withheld = put_in_place(content, marks)
    times = Counter(
        each.value
        for field in content.fields().values()
        for each in quantities(Folded(field.plain_text))
        if each.kind == "time"
    )
    found = []
    for section in remaining(content, withheld.left_out):
        for row in section.rows:
            if row.path in withheld.rows:
                continue
            words = [
                word
                for field in row.fields
                if field.path not in withheld.fields
                for word in _telling(field, withheld.passages.get(field.path, []), times)
            ]
            if words:
                place = f"{section.heading}, {row.heading}" if row.heading else section.heading
                found.append(Advisory(row.path, place, tuple(dict.fromkeys(words))))
    return tuple(found)


def _telling(field: Field, hidden: list[Hidden], times: Counter[str]) -> Iterable[str]:
    at = 0
    for block in field.blocks:
        end = at + len(block.text)
        here = [stretch for stretch in hidden if stretch.start < end and at < stretch.end]
        if here:
            text = list(block.text)
            for stretch in here:
                start, stop = max(stretch.start - at, 0), min(stretch.end - at, len(text))
                text[start:stop] = "\n" * (stop - start)
            folded = Folded("".join(text))
            unique = {each.start for each in quantities(folded) if each.kind == "time" and times[each.value] == 1}
            for token in folded.tokens:
                if token.text in _PRONOUNS or token.text in _ROLE_WORDS or token.start in unique:
                    yield token.typed if token.text not in _PRONOUNS else token.text
        at = end + 1
