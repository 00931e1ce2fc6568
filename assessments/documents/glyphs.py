"""Drawing scripts so that whoever reads the file gets their letters back, in the order in which they are read.

WeasyPrint draws a line from left to right and lets one shape stand for one text, which is right for Latin, Greek and
Cyrillic. Of other scripts one shape stands for many texts, many shapes for one, and half of them run from right to
left. Here each shape gets a code of its own for each text that it stands for, and shapes are drawn in reading order,
each in the place where WeasyPrint's own library put it.
"""

import io
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Any

import pikepdf
import regex
from fontTools.ttLib import TTFont

# Letters of these scripts, and what stands with them, are drawn one by one from left to right.
_NEEDS_CARE = regex.compile(
    r"[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]"
    r"|[\p{Extended_Pictographic}\p{M}\u200c\u200d\ufe0f\u20e3\U0001f1e6-\U0001f1ff]"
)
_CIRCLE = "\u25cc"


@dataclass(frozen=True)
class _Shape:
    """One glyph: the bytes of the text that its cluster stands for, and its place on the line in units of the page."""

    start: int
    end: int
    glyph: int
    x: float
    rise: float
    width: int
    font: Any
    size: float


class Codes:
    """The codes that shapes are drawn under in one document, where a shape stands for more than one text."""

    def __init__(self) -> None:
        self._more: dict[str, dict[int, int]] = {}
        self._by_text: dict[tuple[str, int, str], int] = {}
        self._fonts: dict[str, TTFont] = {}

    @property
    def are_more(self) -> bool:
        """Whether a shape of the document stands for more than one text."""
        return bool(self._more)

    def code(self, font: Any, glyph: int, text: str, width: int) -> int:
        """The glyph's own number for the first text that it stands for, a number beyond the font's for every other."""
        if font.to_unicode.setdefault(glyph, text) == text:
            font.widths[glyph] = width
            return glyph
        more = self._more.setdefault(font.hash, {})
        code = self._by_text.setdefault((font.hash, glyph, text), font.glyph_count + len(more))
        more[code] = glyph
        font.to_unicode[code], font.widths[code] = text, width
        return code

    def glyph(self, font: Any, character: str) -> tuple[int, int]:
        """The number of the glyph that a font has for a character, and its width; 0 where it has none."""
        if font.hash not in self._fonts:
            self._fonts[font.hash] = TTFont(io.BytesIO(font.file_content), lazy=True)
        found = self._fonts[font.hash]
        name = found.getBestCmap().get(ord(character), ".notdef")
        return found.getGlyphID(name), round(found["hmtx"][name][0] * 1000 / font.upem)

    def complete(self, pdf: pikepdf.Pdf) -> None:
        """Say in the file which shape each of the further codes draws."""
        fonts = {font.objgen: font for page in pdf.pages for font in page.resources.get("/Font", {}).values()}
        for font in fonts.values():
            if more := self._more.get(str(font.BaseFont)[1:7]):
                table = b"".join(more.get(code, code).to_bytes(2, "big") for code in range(max(more) + 1))
                font.DescendantFonts[0].CIDToGIDMap = pdf.make_stream(table)


def needs_care(text: str) -> bool:
    """Whether any of it is not simply drawn letter by letter from left to right."""
    return _NEEDS_CARE.search(text) is not None


@contextmanager
def draws_with_care(codes: Codes) -> Iterator[None]:
    """Every text of the document that is drawn meanwhile is drawn from here."""
    from weasyprint.draw import text
    from weasyprint.text.ffi import pango

    def draw(stream: Any, textbox: Any, overflow: str, ellipsis: str, matrix: Any) -> list[Any]:
        if textbox.text.strip():
            pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
            _draw_line(codes, stream, textbox, matrix)
        return []

    before, text.draw_first_line = text.draw_first_line, draw
    try:
        yield
    finally:
        text.draw_first_line = before


def _draw_line(codes: Codes, stream: Any, textbox: Any, matrix: Any) -> None:
    line, _ = textbox.pango_layout.get_first_line()
    stream.set_text_matrix(*matrix.values)
    pen = _Pen(codes, stream)
    for text, shapes in _together(list(_shapes(stream, line)), textbox.pango_layout.text):
        pen.draw(text, shapes)
    pen.show()


class _Pen:
    """Draws shapes one after the other, each in its place."""

    def __init__(self, codes: Codes, stream: Any) -> None:
        self._codes, self._stream = codes, stream
        self._font, self._size = None, 0.0
        self._at, self._shown = 0.0, ""

    def draw(self, text: str, shapes: Sequence[_Shape]) -> None:
        """Shapes that stand for a text together: a character each, and to the last whatever is left.

        A reader takes apart what one shape stands for beyond the first 65,536 characters, so the rest of such a text,
        of a family in one picture, stands on blanks that take no room.
        """
        if _CIRCLE not in text:  # which stands under a sign that no letter bears, typed by nobody
            circle, _ = self._codes.glyph(shapes[0].font, _CIRCLE)
            shapes = [shape for shape in shapes if shape.glyph != circle] or shapes
        if len(text) < len(shapes):
            text = unicodedata.normalize("NFD", text)
        for shape, character in zip(shapes[:-1], text.ljust(len(shapes)), strict=False):
            self._put(shape, character)
        last, rest = shapes[-1], text[len(shapes) - 1 :]
        if max(rest, default="") <= "\uffff":
            self._put(last, rest)
            return
        self._put(last, rest[0])
        blank, width = self._codes.glyph(last.font, " ")
        for character in rest[1:]:
            self._put(replace(last, glyph=blank, x=self._at, width=width), character)

    def show(self) -> None:
        if self._shown:
            self._stream.show_text(self._shown)
        self._shown = ""

    def _put(self, shape: _Shape, text: str) -> None:
        if (shape.font, shape.size) != (self._font, self._size):
            self.show()
            self._font, self._size = shape.font, shape.size
            self._stream.set_font_size(shape.font.hash, shape.size)
        if shape.rise:
            self.show()
            self._stream.set_text_rise(shape.rise)
        if back := round((self._at - shape.x) * 1000 / shape.size):
            self._shown += str(back)
            self._at -= back * shape.size / 1000
        self._shown += f"<{self._codes.code(shape.font, shape.glyph, text, shape.width):04x}>"
        self._at += shape.width * shape.size / 1000
        if shape.rise:
            self.show()
            self._stream.set_text_rise(0)


def _together(shapes: Sequence[_Shape], text: str) -> Iterator[tuple[str, list[_Shape]]]:
    """The text cut where both a character as people see it and a shape ends, in reading order, with its shapes."""
    written = text.encode()
    ends = {0, *accumulate(len(each.encode()) for each in regex.findall(r"\X", text))}
    inside = {at for shape in shapes for at in range(shape.start + 1, shape.end)}
    cuts = sorted(ends - inside)
    for start, end in pairwise(cuts):
        if drawn := [shape for shape in shapes if start <= shape.start < end]:
            yield written[start:end].decode(), drawn


def _shapes(stream: Any, line: Any) -> Iterator[_Shape]:
    """Every shape of a line, in each cluster in the order of its text."""
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango

    at = 0.0
    run = line.runs[0]
    while run != ffi.NULL:
        item, run = run.data, run.next
        pango_font = item.item.analysis.font
        font, size = stream.add_font(pango_font)
        is_backwards = item.item.analysis.level % 2
        count, offset = item.glyphs.num_glyphs, item.item.offset
        starts = [item.glyphs.log_clusters[i] for i in range(count)]
        ends = dict(zip(sorted(set(starts)), [*sorted(set(starts))[1:], item.item.length], strict=True))
        shapes = []
        for start, info in zip(starts, item.glyphs.glyphs[0:count], strict=True):
            geometry = info.geometry
            if info.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
                raise ValueError("A document holds a character that no shipped font can draw.")
            if info.glyph != pango.PANGO_GLYPH_EMPTY:
                pango.pango_font_get_glyph_extents(pango_font, info.glyph, stream.ink_rect, stream.logical_rect)
                shapes.append(
                    _Shape(
                        start=offset + start,
                        end=offset + ends[start],
                        glyph=info.glyph,
                        x=at + geometry.x_offset * FROM_UNITS,
                        rise=-geometry.y_offset * FROM_UNITS,
                        width=round(stream.logical_rect.width * 1000 * FROM_UNITS / size),
                        font=font,
                        size=size,
                    )
                )
            at += geometry.width * FROM_UNITS
        yield from reversed(shapes) if is_backwards else shapes
