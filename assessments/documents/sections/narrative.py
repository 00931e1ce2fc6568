"""The sections that are written in prose."""

from assessments.documents.content import Row, Section
from assessments.documents.sections.pieces import prose
from assessments.parts import Narrative


def narrative_of(section: Narrative, text: str) -> Section:
    path = f"section.{section.key}"
    row = Row(path=f"row.{path}", fields=(prose(path, section.heading, text),))
    return Section(key=section.key, heading=section.heading, layout="prose", rows=(row,))
