"""What was done to a release copy, as people read it: the trail knows a mark by its number alone."""

from __future__ import annotations

from collections.abc import Iterable

from assessments.documents.content import Content
from assessments.documents.snapshot import content_of
from assessments.release.models import Mark, ReleaseCopy
from assessments.release.offered import as_standing
from cia.audit.models import Event

_MARK = {"mark.made": "Marked {}", "mark.removed": "Took the mark off {}", "mark.carried": "Carried the mark over: {}"}


def told(release: ReleaseCopy, events: Iterable[Event]) -> list[tuple[Event, str]]:
    """Each event with its sentence, which says of a mark where it is and what it cites, and never what it hides."""
    marks = {mark.pk: mark for mark in release.every_mark()}
    content = content_of(release.snapshot)
    return [(event, _sentence(event, marks.get(event.detail.get("mark")), content)) for event in events]


def _sentence(event: Event, mark: Mark | None, content: Content) -> str:
    said = _MARK.get(event.action)
    return event.sentence if mark is None or said is None else said.format(_called(mark, content))


def _called(mark: Mark, content: Content) -> str:
    cited = ", ".join(as_standing(mark).codes) or "without a section"
    return f"{_extent(mark)} {_place(mark, content)}: {cited}"


def _extent(mark: Mark) -> str:
    match mark.whole:
        case Mark.Whole.ROW:
            return "the whole row"
        case Mark.Whole.FIELD:
            return "the whole of"
        case _:
            return "words in"


def _place(mark: Mark, content: Content) -> str:
    """Headings and labels alone, which are fixed words: "What they said, Contact 3"."""
    for section in content.sections:
        for row in section.rows:
            for field in row.fields:
                if mark.path in {field.path, row.path}:
                    label = field.label if mark.path == field.path and mark.whole != Mark.Whole.ROW else ""
                    return ", ".join(dict.fromkeys(filter(None, [label, row.heading or section.heading])))
    return mark.path
