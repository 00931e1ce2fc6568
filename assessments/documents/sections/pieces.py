"""The small pieces that every section of a document is made of."""

from datetime import date

from assessments.documents.content import Block, Field, Run
from assessments.documents.text import parse, parse_line

NOT_GIVEN = "Not given"


def line(path: str, label: str, text: str) -> Field:
    return Field(path=path, label=label, blocks=parse_line(text) if text else words(NOT_GIVEN))


def prose(path: str, label: str, text: str) -> Field:
    """A field of small Markdown."""
    return Field(path=path, label=label, blocks=parse(text) or words(NOT_GIVEN))


def words(text: str) -> tuple[Block, ...]:
    return (Block(runs=(Run(text=text),)),)


def day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else NOT_GIVEN
