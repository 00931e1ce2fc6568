"""Where quoted words stand in a field. Pure."""

from __future__ import annotations

import regex

from assessments.documents.content import Field
from assessments.release.redacting import NotThere
from cia.canonical import canonical


def locate(field: Field, quote: str, occurrence: int = 1) -> tuple[int, int]:
    """Where the quoted words stand in a field for the given time, 1 the first. White space of any kind is the same."""
    text, words = _spaced(field.plain_text), _spaced(canonical(quote))
    if not words.strip():
        raise NotThere("Give the words to withhold.")
    if occurrence < 1:
        raise NotThere("Count the occurrences from 1.")
    starts = [found.start() for found in regex.finditer(regex.escape(words), text)]
    if not starts:
        raise NotThere(f"These words do not stand in {field.label}. Copy them exactly as they are printed.")
    if occurrence > len(starts):
        times = "once" if len(starts) == 1 else f"{len(starts)} times"
        raise NotThere(f"These words stand in {field.label} {times}, so there is no occurrence {occurrence}.")
    return starts[occurrence - 1], starts[occurrence - 1] + len(words)


def _spaced(text: str) -> str:
    """Every white-space character as a space, so that places stay the same."""
    return str(regex.sub(r"\s", " ", text))
