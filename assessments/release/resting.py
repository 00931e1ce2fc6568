"""Rows that stand in a document only because of what other fields say. Pure.

That such a row is there tells something of those fields, so it goes without a mark where any of them is withheld.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import regex
from msgspec.structs import replace

from assessments.documents.content import Content, Section

_NUMBER = regex.compile(r"\d+$")
# Sections that number such rows by their place; the rows of others have numbers of their own, which stay.
_COUNTED = frozenset({"finding_answers"})
# Sections that are there for such rows alone; of others the heading stays where nothing is left of them.
_GONE_WHEN_EMPTY = _COUNTED | {"promises"}


def left_out(content: Content, *, rows: Collection[str], fields: Collection[str]) -> frozenset[str]:
    """The paths of rows that rest on a withheld row, or on a field that is withheld wholly or in part.

    What rests on a row that goes so goes with it.
    """
    every, row_of = content.rows(), content.row_of()
    resting = [row for row in every.values() if row.rests_on]
    if unknown := {path for row in resting for path in row.rests_on} - row_of.keys() - every.keys():
        raise ValueError(f"Something rests on {', '.join(sorted(unknown))}, which the document lacks.")
    withheld = {*rows, *fields, *(path for path, row in row_of.items() if row in rows)}
    return with_what_rests_on(content, [row.path for row in resting if not withheld.isdisjoint(row.rests_on)])


def with_what_rests_on(content: Content, gone: Collection[str]) -> frozenset[str]:
    """The paths of rows that go, with those of every row that rests on one of them, however far."""
    rows = content.rows()
    every, found = set(gone), set(gone)
    while found:
        with_fields = {path for row in found for path in (row, *(field.path for field in rows[row].fields))}
        found = {row.path for row in rows.values() if not with_fields.isdisjoint(row.rests_on)} - every
        every |= found
    return frozenset(every)


def remaining(content: Content, gone: Collection[str]) -> Iterator[Section]:
    """The sections without the rows that are left out. Questions left are numbered anew, so that no gap shows."""
    for section in content.sections:
        rows = [row for row in section.rows if row.path not in gone]
        if section.key in _COUNTED and len(rows) < len(section.rows):
            rows = [replace(row, heading=_NUMBER.sub(str(at), row.heading)) for at, row in enumerate(rows, start=1)]
        if rows or section.key not in _GONE_WHEN_EMPTY or not section.rows:
            yield replace(section, rows=tuple(rows))
