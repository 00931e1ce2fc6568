"""What an authorising officer should ask before deciding, read from the document alone. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from assessments.documents.content import Content, Section

NOT_GIVEN = "Not given"


def before_deciding(content: Content) -> list[str]:
    """What the document leaves open or says twice, each in a sentence."""
    return list(_questions(content))


def _questions(content: Content) -> Iterator[str]:
    for section in content.sections:
        if section.layout == "prose" and _text(section) == NOT_GIVEN:
            yield f"Nothing is written under '{section.heading}'."
    axes = [section for section in content.sections if section.layout == "axis"]
    for one, other in combinations(axes, 2):
        if _text(one).casefold() == _text(other).casefold():
            yield f"'{one.heading}' and '{other.heading}' give the same reasons, word for word."
    recommended = content.fields()["cover.publication_recommended"].plain_text
    if recommended == "No":
        yield "The author does not recommend publication."


def _text(section: Section) -> str:
    """The words of a section's last answer: its text, or the reasons of an axis."""
    return section.rows[0].fields[-1].plain_text.strip()
