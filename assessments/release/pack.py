"""What goes out beside a public file: the manifest, which anybody can check it by, and the schedule of marks. Pure.

Made of public values alone: no identity of the record, no time of day, no digest of anything that was withheld.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec

from assessments.release.redacting import PublicDocument
from assessments.release.schedule import schedule

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def manifest(
    document: PublicDocument,
    *,
    title: str,
    unit: str,
    published_on: date,
    pages: int,
    files: Mapping[str, bytes],
    tools: Mapping[str, str],
) -> bytes:
    """The number, what each file is, how many marks bear which words, and the programs that made and read the files."""
    said: dict[str, Any] = {
        "format": 1,
        "number": document.number,
        "title": title,
        "unit": unit,
        "published_on": published_on.isoformat(),
        "files": {
            name: {"sha256": sha256(content).hexdigest(), "bytes": len(content)} for name, content in files.items()
        },
        "pages": pages,
        "marks": sum(entry.marks for entry in document.key),
        "marks_by_words": {entry.words: entry.marks for entry in document.key},
        "tools": dict(tools),
    }
    return msgspec.json.format(msgspec.json.encode(said)) + b"\n"


def schedule_table(document: PublicDocument) -> bytes:
    """The schedule, section by section: a table that any spreadsheet opens."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(["Section", "Mark", "What it means", "Times"])
    for row in schedule(document):
        table.writerow([_as_text(row.section), _as_text(row.words), _as_text(row.meaning), row.marks])
    return written.getvalue().encode()


def said_in(document: PublicDocument, *, title: str, unit: str) -> str:
    """Every word of the manifest and the schedule that is not the same in each."""
    return " ".join([title, unit, *(f"{row.section} {row.words} {row.meaning}" for row in schedule(document))])


def _as_text(words: str) -> str:
    """Never read as a formula."""
    return f"'{words}" if words.startswith(_FORMULA) else words
