"""The small Markdown of narrative sections: paragraphs, sub-headings, bullets, numbers, strong and emphasis. No more.

Whatever else looks like Markdown or HTML stays the text that was typed. A line end in a paragraph begins a new one, as
people expect who never heard of Markdown.
"""

from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assessments.documents.content import Block, BlockKind, Run

_DEEPEST = 20
_MARKDOWN = MarkdownIt("zero", {"maxNesting": 5 * _DEEPEST}).enable(["heading", "list", "emphasis"])


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a narrative. Nested lists come out flat; a number that does not count on stays typed text."""
    try:
        tokens = _MARKDOWN.parse(text)
    except RecursionError:
        return _as_typed(text)
    if any(token.level > _DEEPEST for token in tokens):
        return _as_typed(text)
    return tuple(_blocks(tokens))


def parse_line(text: str) -> tuple[Block, ...]:
    """One line of plain text, without Markdown."""
    return (Block(runs=(Run(" ".join(text.split("\n"))),)),) if text.strip() else ()


def _as_typed(text: str) -> tuple[Block, ...]:
    return tuple(Block(runs=(Run(line.strip()),)) for line in text.split("\n") if line.strip())


def _blocks(tokens: Iterable[Token]) -> Iterator[Block]:
    """``kind`` is that of the next words; ``typed`` is a marker to print before them, ``alone`` one without words."""
    kind: BlockKind = "paragraph"
    typed = alone = ""
    next_numbers: list[int] = []
    lists: list[str] = []
    for token in tokens:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists.append(token.type)
                next_numbers.append(1)
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
                next_numbers.pop()
            case "list_item_open" if lists[-1] == "ordered_list_open":
                counts_on = token.info == str(next_numbers[-1])
                next_numbers[-1] += 1
                alone = f"{token.info}{token.markup}"
                kind, typed = ("number", "") if counts_on else ("paragraph", f"{alone} ")
            case "list_item_open":
                kind, typed, alone = "bullet", "", token.markup
            case "heading_open":
                kind, alone = "heading", token.markup
            case "list_item_close" | "heading_close":
                if alone:
                    yield Block(runs=(Run(alone),))
                kind, typed, alone = "paragraph", "", ""
            case "inline":
                for runs in _lines(token.children or [], whole=kind != "paragraph"):
                    yield Block(runs=((Run(typed),) if typed else ()) + runs, kind=kind)
                    typed = alone = ""
                kind = "paragraph"


def _lines(tokens: Iterable[Token], *, whole: bool) -> Iterator[tuple[Run, ...]]:
    """The runs of each line of a paragraph; of a list item or heading, which is one line ``whole``, all of them."""
    strong = emphasis = 0
    line: list[Run] = []
    for token in tokens:
        strong += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        emphasis += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        parts = token.content.split("\n") if token.content else []
        for index, part in enumerate([" ".join(parts)] if whole and parts else parts):
            if index:
                yield from _finished(line)
                line = []
            if part:
                line.append(Run(part, strong=strong > 0, emphasis=emphasis > 0))
    yield from _finished(line)


def _finished(line: list[Run]) -> Iterator[tuple[Run, ...]]:
    """A line without the white space at its ends, where a word is left of it."""
    runs = [run for run in line if run.text]
    while runs and not runs[0].text.strip():
        runs.pop(0)
    while runs and not runs[-1].text.strip():
        runs.pop()
    if runs:
        runs[0] = Run(runs[0].text.lstrip(), strong=runs[0].strong, emphasis=runs[0].emphasis)
        runs[-1] = Run(runs[-1].text.rstrip(), strong=runs[-1].strong, emphasis=runs[-1].emphasis)
        yield tuple(runs)
