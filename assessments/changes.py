"""What differs between two readings of one file. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.documents.content import Content, Field, Row
from assessments.parts import part_of_path


@dataclass(frozen=True)
class Change:
    """One answer that reads differently. ``part`` is the part of the form; what was not there is empty."""

    part: str
    heading: str
    before: str
    after: str


def changes_between(before: Content, after: Content) -> list[Change]:
    """Every answer of the author that was changed, added or taken out, in the order of the later reading."""
    earlier, later = before.fields(), after.fields()
    headings = _headings(before) | _headings(after)
    order = [*later, *(path for path in earlier if path not in later)]
    return [
        Change(part_of_path(path), headings[path], _text(earlier.get(path)), _text(later.get(path)))
        for path in order
        if part_of_path(path) and _text(earlier.get(path)) != _text(later.get(path))
    ]


def _headings(content: Content) -> dict[str, str]:
    """What a change is called, by its path: its row or section, and the question."""
    return {
        field.path: _heading(section.heading, row, field)
        for section in content.sections
        for row in section.rows
        for field in row.fields
    }


def _heading(section: str, row: Row, field: Field) -> str:
    of = row.heading or section
    return of if not field.label or field.label == of else f"{of}: {field.label[:1].lower()}{field.label[1:]}"


def _text(field: Field | None) -> str:
    return field.plain_text if field else ""
