"""A place of a frozen document by its path: some words of a field, the whole field, or a whole row. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from assessments.documents.content import Content
from assessments.release.redacting import NotThere

_KEY = regex.compile(r"(?P<path>[\w.-]+)@(?:(?P<whole>field|row)|(?P<start>\d{1,9})-(?P<end>\d{1,9}))")


@dataclass(frozen=True)
class Passage:
    """Code points of a field's plain text, or the whole of a field or row."""

    path: str
    start: int | None = None
    end: int | None = None
    whole: str = ""

    @property
    def key(self) -> str:
        return f"{self.path}@{self.whole}" if self.whole else f"{self.path}@{self.start}-{self.end}"


def passage_at(key: str) -> Passage:
    """The passage that a key names. Raises NotThere for what is no key of ours."""
    found = _KEY.fullmatch(key)
    if found is None:
        raise NotThere("That is no place of this document. Choose it again.")
    if found["whole"]:
        return Passage(found["path"], whole=found["whole"])
    return Passage(found["path"], int(found["start"]), int(found["end"]))


def check_passage(content: Content, passage: Passage) -> None:
    """Raise NotThere unless the document has this place."""
    if passage.path not in (content.rows() if passage.whole == "row" else content.fields()):
        raise NotThere("There is no such field in this document. Choose it again.")
    if passage.whole:
        return
    length = len(content.fields()[passage.path].plain_text)
    if passage.start is None or passage.end is None or not 0 <= passage.start < passage.end <= length:
        raise NotThere("There are no such words in this document. Choose them again.")


def words_at(content: Content, passage: Passage) -> str:
    """The words that stand there; of a row all its fields, each after its label."""
    if passage.whole == "row":
        return "\n".join(f"{field.label}: {field.plain_text}" for field in content.rows()[passage.path].fields)
    return content.fields()[passage.path].plain_text[passage.start : passage.end]
