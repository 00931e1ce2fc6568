"""What an authorising officer should ask before deciding, read from the document alone. Pure."""

from __future__ import annotations

from collections.abc import Iterator
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
# Where rows say one by one what a section may say in prose.
_ROWS_OF = {"identified_risks": "risks", "intervention_options": "interventions"}


@dataclass(frozen=True)
class Question:
    """One thing to answer before signing off. ``about`` holds the paths of the fields that it was read from."""

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
    fields = content.fields()
    due = fields.get("reassessment_plan.reassess_at")
    if due is not None and due.plain_text == NOT_GIVEN and fields["cover.kind"].plain_text != Kind.POST_EVENT.label:
        yield Question("No reassessment is planned: nothing says when it must be looked at again.", (due.path,))
    recommended = fields["cover.publication_recommended"]
    if recommended.plain_text == "No":
        yield Question("The author does not recommend publication.", (recommended.path,))


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
    stand = [row for row in contacts.rows if not any(field.path.endswith(".corrected_in") for field in row.fields)]
    raised = [row for row in stand if any(field.path.endswith(".tag") for field in row.fields)]
    levels = [field for field in content.fields().values() if field.path.startswith("rating.") and field.level]
    if raised and len(levels) == len(Axis) and {field.level for field in levels} == {NORMAL}:
        tags = [field.path for row in raised for field in row.fields if field.path.endswith(".tag")]
        yield Question(
            f"{_counted(raised)} raised concerns, and all three axes are said to be normal.",
            (*tags, *(field.path for field in levels)),
        )


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
            lacking = {
                given[name].path: what
                for name, what in _EXPECTED.get(section.key, ())
                if name in given and given[name].plain_text in _NOTHING
            }
            if lacking:
                yield Question(f"{row.heading} has no {' and no '.join(lacking.values())}.", tuple(lacking))


# What each row of a section should say, by the end of its path.
_EXPECTED = {
    "checks": (("result", "result"), ("checked_at", "time"), ("checker", "name")),
    "risks": (("likelihood", "likelihood"), ("mitigation", "mitigation"), ("owner", "owner")),
    "interventions": (("owner", "owner"),),
    "promises": (("due", "date"),),
}


def _counted(rows: list[Row]) -> str:
    return "1 contact" if len(rows) == 1 else f"{len(rows)} contacts"
