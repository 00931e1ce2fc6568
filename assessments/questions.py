"""What an authorising officer should ask before deciding, read from the document alone. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from assessments.dating import last_day_of
from assessments.documents.content import Content, Field, Row, Section
from assessments.parts import Axis, Kind
from cia.clock import local

NOT_GIVEN = "Not given"
# How the document says that nobody answered.
_NOTHING = {NOT_GIVEN, "No date given"}
NORMAL = 6
_SOURCE = re.compile(
    r"contact\.\d+\.party\.\d+\.(?:name|body)|source\.\d+\.heading|check\.\d+\.what|document\.\d+\.title"
)
# 'March' and 'may' are words besides, and so is 'one': with a day, a year or a count they stand beside a figure.
_HOW_MANY_OR_WHEN = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|half|twice|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|yesterday|"
    r"january|february|april|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
# Where rows say one by one what a section may say in prose.
_ROWS_OF = {"identified_risks": "risks", "intervention_options": "interventions"}


@dataclass(frozen=True)
class Question:
    """One thing to answer before signing off.

    ``about`` holds the paths of all fields and rows that decide whether it is asked, and with which words: where one of
    them is withheld from the public, so is what was asked and answered.
    """

    sentence: str
    about: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.sentence


def before_deciding(content: Content, *, old_after_days: int) -> list[Question]:
    """What the document leaves open or says twice, each in a sentence; evidence is old after so many days."""
    return [
        *_about_the_text(content),
        *_about_voices(content),
        *_about_evidence(content, old_after_days=old_after_days),
        *_about_rows(content),
    ]


def _about_the_text(content: Content) -> Iterator[Question]:
    keys = {section.key for section in content.sections}
    for section in content.sections:
        if section.layout == "prose" and _text(section) == NOT_GIVEN and _ROWS_OF.get(section.key) not in keys:
            yield Question(f"Nothing is written under '{section.heading}'.", (_answer(section).path,))
    axes = [section for section in content.sections if section.layout == "axis"]
    for one, other in combinations(axes, 2):
        if _text(one) != NOT_GIVEN and _text(one).casefold() == _text(other).casefold():
            both = (_answer(one).path, _answer(other).path)
            yield Question(f"'{one.heading}' and '{other.heading}' give the same reasons, word for word.", both)
    yield from _about_reasons(axes, content)
    fields = content.fields()
    due = fields.get("reassessment_plan.reassess_at")
    if due is not None and due.plain_text == NOT_GIVEN and fields["cover.kind"].plain_text != Kind.POST_EVENT.label:
        yield Question(
            "No reassessment is planned: nothing says when it must be looked at again.", (due.path, "cover.kind")
        )
    recommended = fields["cover.publication_recommended"]
    if recommended.plain_text == "No":
        yield Question("The author does not recommend publication.", (recommended.path,))


def _about_reasons(axes: Sequence[Section], content: Content) -> Iterator[Question]:
    """Which reasons could be anybody's: they say neither how many, nor when, nor who or what told us."""
    sources = [field for path, field in content.fields().items() if _SOURCE.fullmatch(path)]
    named = _what_may_be_named(sources)
    for axis in axes:
        reasons = _text(axis)
        if reasons != NOT_GIVEN and not _HOW_MANY_OR_WHEN.search(reasons) and not (named and named.search(reasons)):
            said = "no number, no date, nobody we spoke to, no evidence and no check"
            looked_at = (_answer(axis).path, *(field.path for field in sources))
            yield Question(f"The reasons for '{axis.heading}' name no source: {said}.", looked_at)


def _what_may_be_named(sources: Sequence[Field]) -> re.Pattern[str] | None:
    """Whoever was spoken to, by their whole name or the last word of it, their bodies, the evidence and the checks."""
    said = [field.plain_text.strip() for field in sources]
    people = [field.plain_text.split() for field in sources if field.path.endswith(".name")]
    names = {*said, *(words[-1] for words in people if words)} - _NOTHING - {""}
    if not names:
        return None
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})(?!\w)", re.IGNORECASE)


def _answer(section: Section) -> Field:
    """A section's last answer: its text, or the reasons of an axis."""
    return section.rows[0].fields[-1]


def _text(section: Section) -> str:
    return _answer(section).plain_text.strip()


def _about_voices(content: Content) -> Iterator[Question]:
    """Whom nobody heard, and what was heard that the levels do not show."""
    contacts = next((section for section in content.sections if section.key == "contacts"), None)
    if contacts is None:
        return
    if not contacts.rows:
        yield Question("No contact is recorded: nobody who speaks for a community was heard.")
    raised = {
        _as_corrected(row, contacts).path
        for row in contacts.rows
        if any(field.path.endswith(".tag") for field in row.fields)
    }
    levels = [field for field in content.fields().values() if field.path.startswith("rating.") and field.level]
    if raised and len(levels) == len(Axis) and {field.level for field in levels} == {NORMAL}:
        yield Question(
            f"{_counted(raised)} raised concerns, and all three axes are said to be normal.",
            (*(row.path for row in contacts.rows), *(field.path for field in levels)),
        )


def _as_corrected(contact: Row, contacts: Section) -> Row:
    """The contact in which it was corrected last: what was raised in it stays with what was written first."""
    named = {row.heading: row for row in contacts.rows}
    while later := next((field for field in contact.fields if field.path.endswith(".corrected_in")), None):
        contact = named[later.plain_text]
    return contact


def _about_evidence(content: Content, *, old_after_days: int) -> Iterator[Question]:
    cut = local(datetime.fromisoformat(content.cut_at)).date()
    for path, field in content.fields().items():
        kind, _, rest = path.partition(".")
        number, _, name = rest.partition(".")
        if (kind, name) != ("finding", "dated"):
            continue
        day = last_day_of(field.plain_text)
        if day is None:
            yield Question(f"Finding {number} has no date.", (path,))
        elif cut - day > timedelta(days=old_after_days):
            said = f"Finding {number} is from {field.plain_text}, more than {old_after_days} days ago."
            yield Question(said, (path,))


def _about_rows(content: Content) -> Iterator[Question]:
    for section in content.sections:
        for row in section.rows:
            given = {field.path.rpartition(".")[2]: field for field in row.fields}
            expected = {given[name]: what for name, what in _EXPECTED.get(section.key, ()) if name in given}
            if lacking := [what for field, what in expected.items() if field.plain_text in _NOTHING]:
                looked_at = tuple(field.path for field in expected)
                yield Question(f"{row.heading} has no {' and no '.join(lacking)}.", looked_at)


# What each row of a section should say, by the end of its path.
_EXPECTED = {
    "checks": (("result", "result"), ("checked_at", "time"), ("checker", "name")),
    "risks": (("likelihood", "likelihood"), ("mitigation", "mitigation"), ("owner", "owner")),
    "interventions": (("owner", "owner"),),
    "promises": (("due", "date"),),
}


def _counted(contacts: Collection[str]) -> str:
    return "1 contact" if len(contacts) == 1 else f"{len(contacts)} contacts"
