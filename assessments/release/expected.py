"""What a stranger must be able to read in a public document, said a second time and apart from the templates. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from assessments.release.redacting import (
    PublicBlock,
    PublicDocument,
    PublicField,
    PublicRow,
    PublicRun,
    PublicSection,
    public_marks,
)

CONTENTS = "Contents"
LONG = 4000
BULLET = "•"
WITHHELD = "What is withheld, and why"
COMPLAIN = "If you are not satisfied"
FIGURE = (
    "From left to right as in the table from top to bottom; 1 is the most serious. "
    "A line that ends in one bar is axis I, in two axis II, in three axis III."
)
EXPLANATION = (
    "Words that may not be published were taken out before this copy was made. A mark stands in each place. "
    "It is the same whatever was there. What was asked before sign-off is left out, with its answer, where it would "
    "show something of such words."
)

LABELS = (
    "A label in brackets after a mark says what kind of person or body is meant. It comes from a fixed list, and was "
    "added with the mark."
)


def body(document: PublicDocument) -> list[str]:
    """The words of the document in reading order, without what stands on every page and before the items of lists."""
    return [
        document.force,
        document.strapline,
        document.document_type,
        f"Publication {document.number}. Copy for the public.",
        *(words for section in document.sections for words in _section(section)),
        WITHHELD,
        *_key(document),
        COMPLAIN,
        *document.complaints.split("\n"),
    ]


def contents(document: PublicDocument) -> list[str]:
    """The headings that a long document lists after its cover, without the pages; nothing for a short one."""
    fields = (field for section in document.sections for row in section.rows for field in row.fields)
    if sum(len(words) for field in fields for words in _words(field)) <= LONG:
        return []
    return [*(section.heading for section in document.sections if section.layout != "cover"), WITHHELD, COMPLAIN]


def list_markers(document: PublicDocument) -> list[str]:
    """The bullets and numbers before list items. They are drawn after all words of their page."""
    markers: list[str] = []
    for section in document.sections:
        for field in (field for row in section.rows for field in row.fields):
            if section.layout in {"prose", "axis"} and not field.is_rating:
                markers.extend(_markers(field.blocks))
    return markers


def margins(document: PublicDocument, page: int, pages: int) -> str:
    """What stands in the margins of a page, in the order in which it is drawn."""
    head = f"{document.force} {document.strapline} {document.marking}"
    return f"{head} {document.number} {document.marking} Page {page} of {pages}"


def headings(document: PublicDocument) -> list[str]:
    """The fixed headings, which are also the file's outline."""
    named = [section.heading for section in document.sections if section.layout != "cover"]
    listed = [CONTENTS] if contents(document) else []
    return [document.document_type, *listed, *named, WITHHELD, COMPLAIN]


def squeezed(text: str) -> str:
    """The characters that can be seen, each taken apart into its signs: what exact readings are compared in."""
    normal = unicodedata.normalize("NFKD", text)
    return "".join(each for each in normal if not each.isspace() and unicodedata.category(each) != "Cc")


def difference(pages: Sequence[str], document: PublicDocument) -> str:
    """How a reading of the finished file differs from what must be read, as a sentence's end; empty if it does not."""
    read: list[str] = []
    for number, page in enumerate(pages, start=1):
        margin = squeezed(margins(document, number, len(pages)))
        if not squeezed(page).endswith(margin):
            return f"does not find what must stand in the margins of page {number}"
        read.append(squeezed(page).removesuffix(margin))
    listed = _pages_listed("".join(read), document)
    if listed is None:
        return "does not find the list of contents"
    words, places = _words_and_places(document, listed)
    markers = [squeezed(marker) for marker in list_markers(document)]
    ways = [{(0, 0)}]
    for number, page in enumerate(read, start=1):
        ways.append(set(_steps(page, words, markers, ways[-1])))
        if not ways[-1]:
            return f"reads other words on page {number} than those that are public"
    if (len(words), len(markers)) not in ways[-1]:
        return "does not find all public words"
    for place, page_listed in zip(places, listed, strict=True):
        if not 1 <= page_listed <= len(pages) or not _begins_on(place, ways[page_listed - 1], ways[page_listed]):
            return f"reads in the list of contents that something begins on page {page_listed}, which does not"
    return ""


def _pages_listed(read: str, document: PublicDocument) -> list[int] | None:
    """The pages that the list of contents gives, in its order; none for a document without one."""
    if not (listed := contents(document)):
        return []
    lines = "".join(f"{re.escape(squeezed(heading))}(\\d+)" for heading in listed)
    found = re.search(f"{CONTENTS}SectionPage{lines}", read)
    return [int(page) for page in found.groups()] if found else None


def _words_and_places(document: PublicDocument, listed: Sequence[int]) -> tuple[str, list[int]]:
    """All that is read, with the list of contents after the cover, and where in it each thing listed begins."""
    cover = [section for section in document.sections if section.layout == "cover"]
    before = body(document)[: 4 + sum(len(list(_section(section))) for section in cover)]
    after = body(document)[len(before) :]
    if not listed:
        return squeezed("".join((*before, *after))), []
    lines = [part for heading, page in zip(contents(document), listed, strict=True) for part in (heading, str(page))]
    words = squeezed("".join((*before, CONTENTS, "Section", "Page", *lines)))
    places = []
    for section in (section for section in document.sections if section.layout != "cover"):
        places.append(len(words))
        words += squeezed("".join(_section(section)))
    places.append(len(words))
    words += squeezed("".join((WITHHELD, *_key(document))))
    places.append(len(words))
    return words + squeezed("".join((COMPLAIN, *document.complaints.split("\n")))), places


def _begins_on(place: int, before: set[tuple[int, int]], after: set[tuple[int, int]]) -> bool:
    """Whether something is the next word at the beginning of a page or later, and read by the end of it."""
    return any(word <= place for word, _ in before) and any(word > place for word, _ in after)


def _steps(read: str, words: str, markers: Sequence[str], ways: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """From how far words and list markers were read before this page to how far they are read after it."""
    for word, marker in ways:
        drawn = ""
        for taken in range(len(markers) - marker + 1):
            drawn += markers[marker + taken - 1] if taken else ""
            end = word + len(read) - len(drawn)
            if end >= word and words[word:end] + drawn == read:
                yield end, marker + taken


def _section(section: PublicSection) -> Iterator[str]:
    if section.layout != "cover":
        yield section.heading
    if section.scale and section.layout == "axis":
        yield from ("Assessment definitions", "Level", "Name", "Definition")
        chosen = {field.level for row in section.rows for field in row.fields}
        for level in section.scale:
            yield from (str(level.number), level.name)
            if level.number in chosen:
                yield "Assessed"
            yield level.definition
            if level.alternative:
                yield f"Or: {level.alternative}"
    if section.layout == "records" and not section.rows:
        yield "None recorded."
    if section.layout == "levels":
        yield from _levels(section)
        return
    for row in section.rows:
        yield from _row(row, section)


def figures(document: PublicDocument) -> list[str]:
    """What is said of each figure in the file to those who do not see it."""
    return [said for section in document.sections if (said := _figure(section))]


def _figure(section: PublicSection) -> str:
    """Nothing for a section without one: only levels chosen at more than one moment make a line."""
    shown = [row.fields[1:4] for row in section.rows if row.withheld is None]
    if section.layout != "levels" or len(section.rows) < 2 or not shown:
        return ""
    said = "Levels from first to last, 1 is the most serious."
    for place, axis in enumerate(shown[0]):
        levels = [None if row.withheld else row.fields[1 + place].level for row in section.rows]
        said += f" {axis.label}: {', '.join(str(level or 'withheld') for level in levels)}."
    return said


def _levels(section: PublicSection) -> Iterator[str]:
    if _figure(section):
        yield FIGURE
    shown = [row for row in section.rows if row.withheld is None]
    yield "Chosen"
    yield from (field.label for field in shown[0].fields) if shown else ("Levels",)
    for row in section.rows:
        yield row.heading
        if row.withheld is not None:
            yield row.withheld.said
        for field in row.fields:
            yield from _words(field)


def _row(row: PublicRow, section: PublicSection) -> Iterator[str]:
    if section.layout == "records" and row.heading:
        yield row.heading
    if row.withheld is not None:
        yield row.withheld.said
    before: PublicField | None = None
    for field in row.fields:
        stands_alone = section.layout == "prose" and len(row.fields) == 1
        if field.is_rating and section.layout in {"prose", "axis"}:
            yield f"{field.label}:"
        elif section.layout == "records" and (person := _person(field)):
            if before is None or _person(before) != person:
                yield person
            elif not before.label.endswith(": rank"):
                yield ","
        elif not (stands_alone and field.label == section.heading):
            yield field.label
        yield from _words(field)
        if field.is_rating and field.level is not None and section.layout in {"prose", "axis"}:
            yield "(1 is the most serious)"
        before = field


def _person(field: PublicField) -> str:
    """Of whom a field says rank, name, role or body; these stand side by side."""
    found = re.fullmatch(r"(.+): (rank|name|role|body)", field.label)
    return found[1] if found else ""


def _words(field: PublicField) -> Iterator[str]:
    for block in field.blocks:
        yield "".join(piece.text if isinstance(piece, PublicRun) else piece.said for piece in block.pieces)


def _markers(blocks: Iterable[PublicBlock]) -> Iterator[str]:
    number = 0
    for block in blocks:
        number = number + 1 if block.kind == "number" else 0
        if block.kind == "number":
            yield f"{number}."
        elif block.kind == "bullet":
            yield BULLET


def _key(document: PublicDocument) -> Iterator[str]:
    if not document.key:
        yield "Nothing is withheld from this copy."
        return
    yield EXPLANATION
    if any(mark.role for mark in public_marks(document.sections)):
        yield LABELS
    yield from ("Mark", "What it means", "Marks")
    for entry in document.key:
        yield from (entry.words, entry.meaning, str(entry.marks))
