"""The invented, labelled documents by which suggestions are measured: how they are written, and which half each is in.

Those in ``held-out`` were looked at by nobody who tuned what is measured: ``docs/reference/suggestions.md`` says how.
Read no error in them while you change a rule; when somebody has, they are of ``tuning``, and others must be written.

A document begins with what its record knows, a line each: ``officer: rank | name``, ``private: name``,
``public office: name``, ``body: name``. Fields follow, each under ``== label``. What is labelled stands as
``[[kind|words]]``; the kinds are in ``NEEDS_A_MARK`` and ``STAYS``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from assessments.documents.content import Block, Content, Field, Row, Run, Section
from assessments.release.names import Kind, Person
from assessments.release.suggesting import Known

DOCUMENTS = Path(__file__).parent / "documents"
HALVES = ("tuning", "held-out")
NEEDS_A_MARK = (
    "officer known",
    "officer unknown",
    "private known",
    "private unknown",
    "number",
    "telephone",
    "email",
    "postcode",
    "vehicle",
    "callsign",
    "count",
)
STAYS = ("office", "senior", "body", "place", "date", "operation")
_LABELLED = re.compile(r"\[\[(?P<kind>[a-z ]+)\|(?P<words>[^\]]+)\]\]")
_KINDS = {"officer": Kind.OFFICER, "private": Kind.PRIVATE, "public office": Kind.OFFICE}


@dataclass(frozen=True)
class Mention:
    """Labelled words: where they stand in their field's plain text."""

    path: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Labelled:
    name: str
    content: Content
    known: Known
    mentions: tuple[Mention, ...]


def documents(half: str) -> list[Labelled]:
    return [read(path) for path in sorted((DOCUMENTS / half).glob("*.txt"))]


def read(path: Path) -> Labelled:
    record, *parts = re.split(r"^== ", path.read_text("utf-8"), flags=re.MULTILINE)
    rows, mentions = [], []
    for number, part in enumerate(parts, start=1):
        label, _, text = part.partition("\n")
        at = "cover.author" if label == "Author" else f"section.{number}"
        plain = ""
        for piece in re.split(r"(\[\[[^\]]+\]\])", text.strip()):
            labelled = _LABELLED.fullmatch(piece)
            words = labelled["words"] if labelled else piece
            if labelled:
                mentions.append(Mention(at, len(plain), len(plain) + len(words), labelled["kind"]))
            plain += words
        blocks = tuple(Block(runs=(Run(line),)) for line in plain.split("\n"))
        rows.append(Row(path=f"row.{number}", fields=(Field(path=at, label=label, blocks=blocks),)))
    return Labelled(path.name, _content(rows), _known(record), tuple(mentions))


def _known(record: str) -> Known:
    people, bodies = [], []
    for line in filter(None, record.split("\n")):
        kind, _, rest = line.partition(": ")
        if kind == "body":
            bodies.append(rest)
        else:
            rank, _, name = rest.rpartition(" | ")
            people.append(Person(name, _KINDS[kind], rank))
    return Known(people=tuple(people), bodies=tuple(bodies))


def _content(rows: list[Row]) -> Content:
    return Content(
        force="Wessex Vale Police",
        strapline="Safe together",
        document_type="Community Impact Assessment",
        reference="CIA-0000",
        version="1.0",
        marking="OFFICIAL",
        cut_at="2026-02-10T18:00:00+00:00",
        sections=(Section(key="all", heading="Everything", layout="records", rows=tuple(rows)),),
    )
