"""The small pieces that every section of a document is made of."""

from datetime import date

from assessments.documents.content import Block, Common, Field, Run
from assessments.documents.text import parse, parse_line

NOT_GIVEN = "Not given"


def line(path: str, label: str, text: str, *, common: Common = "") -> Field:
    return Field(path=path, label=label, blocks=parse_line(text) if text else words(NOT_GIVEN), common=common)


def choice(path: str, label: str, text: str) -> Field:
    """A field of fixed words of ours."""
    return line(path, label, text, common="choice")


def of_force(path: str, label: str, text: str) -> Field:
    """A field that names somebody of the force, their rank or team."""
    return line(path, label, text, common="force")


def prose(path: str, label: str, text: str) -> Field:
    """A field of small Markdown."""
    return Field(path=path, label=label, blocks=parse(text) or words(NOT_GIVEN))


def words(text: str) -> tuple[Block, ...]:
    return (Block(runs=(Run(text=text),)),)


def day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else NOT_GIVEN
