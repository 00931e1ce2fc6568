"""The gate's checks that need no secret: is the finished file the public document, the whole of it and nothing else?"""

import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pikepdf
import regex
from fontTools.ttLib import TTFont

from assessments.documents.line_of_levels import Figure
from assessments.documents.pdf import ACCESSIBLE
from assessments.documents.sheet import sections_on_sheet
from assessments.release import expected, reading, vocabulary
from assessments.release.glyph_shapes import drawable, other_sizes
from assessments.release.redacting import PublicDocument
from assessments.release.rendering import styles


class Step(msgspec.Struct, frozen=True):
    """One check in words, whether it passed, and what it found or by which program."""

    name: str
    passed: bool
    detail: str


class Seen(msgspec.Struct, frozen=True):
    """Text that stands somewhere in a finished file. What is raw bytes is searched for long words only."""

    where: str
    text: str
    is_raw: bool = False


def _misread(written: bytes) -> set[str]:
    """Rules that page-validation finds broken where they are not: one stream in 256 ends in a carriage return, which it
    counts to the line end that follows. That lengths are right is shown by rewriting the file to the same bytes."""
    return {"PDFA2A-STREAM-LENGTH-001"} if b"\r\nendstream" in written else set()


class Wrong(Exception):
    """A check found something; the sentence says what, and never quotes it."""


class Examination:
    """One finished file against the document it was made from."""

    def __init__(self, document: PublicDocument, pdf: bytes, html: str, folder: Path) -> None:
        self.document, self.written, self.html = document, pdf, html
        self.path = folder / "public.pdf"
        self.path.write_bytes(pdf)
        self.pages = 0
        self.seen: list[Seen] = []

    def steps(self, *, tell: Callable[[Step], None] = lambda step: None) -> tuple[Step, ...]:
        """Every check, to the end, whatever the ones before it found. A check that cannot run has not passed.

        Each is told of as soon as it is done.
        """
        steps = []
        for name, check, tool in CHECKS:
            steps.append(self._step(name, partial(check, self), tool))
            tell(steps[-1])
        return tuple(steps)

    def _step(self, name: str, check: Callable[[], None], tool: str) -> Step:
        try:
            check()
            return Step(name, True, f"{tool} {reading.tool_version(tool)}" if tool else "")
        except (Wrong, reading.Unreadable) as wrong:
            return Step(name, False, str(wrong))
        except Exception as error:  # whatever goes wrong in a check, it has not passed
            return Step(name, False, f"This check could not be made ({type(error).__name__}).")

    def _read(self, reader: Callable[[Path], list[str]]) -> Callable[[], None]:
        def check() -> None:
            pages = reader(self.path)
            self.seen.append(Seen(f"what {reader.__name__} reads", "\n".join(pages)))
            if different := expected.difference(pages, self.document):
                raise Wrong(f"The reader {reader.__name__} {different}.")

        return check

    def _look_with_pypdfium2(self) -> None:
        pages = reading.pypdfium2(self.path)
        self.pages = len(pages)
        self.seen.append(Seen("what pypdfium2 reads", "\n".join(pages)))
        if not pages or not all(page.strip() for page in pages):
            raise Wrong("The reader pypdfium2 finds an empty page.")

    def _marks(self) -> None:
        read = expected.squeezed("".join(reading.pdftotext(self.path)))
        for entry in self.document.key:
            if read.count(expected.squeezed(entry.words)) != entry.marks + 1:
                raise Wrong(f"{entry.words} is not in the file as often as the key says.")
        if read.count("[Redacted") != sum(entry.marks + 1 for entry in self.document.key):
            raise Wrong("The file has a mark that the key does not name.")

    def _one_revision(self) -> None:
        if not self.written.startswith(b"%PDF-1.7\n") or not self.written.endswith(b"%%EOF\n"):
            raise Wrong("The file is cut off, or something stands before or after it.")
        if self.written.count(b"%%EOF") != 1 or self.written.count(b"startxref") != 1:
            raise Wrong("The file holds more than one revision.")
        with self._open() as pdf:
            if "/Prev" in pdf.trailer or "/Encrypt" in pdf.trailer:
                raise Wrong("The file holds more than one revision, or is encrypted.")
        if reading.rewritten(self.written) != self.written:
            raise Wrong("The file holds bytes that its own index does not reach.")

    def _nothing_but_pages(self) -> None:
        with self._open() as pdf:
            for kind, _, value in reading.objects(pdf):
                if value == "/Alt" and expected.figures(self.document):
                    continue  # what it says is looked at by itself
                if kind == "name" and value in vocabulary.MORE_THAN_PAGES:
                    raise Wrong(f"The file holds {vocabulary.MORE_THAN_PAGES[value]}.")
            if len(pdf.attachments):
                raise Wrong("The file holds an attachment.")
            for page in pdf.pages:
                self._drawing(page)
                for state in page.resources.get("/ExtGState", {}).values():
                    if any(float(state.get(key, 1)) != 1 for key in ("/ca", "/CA")):
                        raise Wrong("Something in the file is drawn so that it can be seen through.")

    def _drawing(self, page: pikepdf.Page) -> None:
        """Only drawing of glyphs and lines; no picture, no second text, no text drawn without ink."""
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(getattr(instruction, "operator", "BI"))
            operands = list(getattr(instruction, "operands", ()))
            if operator not in vocabulary.OPERATORS:
                raise Wrong("A page draws something other than text and lines.")
            if operator == "Tr" and int(operands[0]) != 0:
                raise Wrong("A page draws text without ink.")
            if operator == "BDC" and set(operands[1].keys()) != {"/MCID"}:
                raise Wrong("A page holds a second text behind the first.")

    def _known_strings(self) -> None:
        known = vocabulary.STRINGS | {self.document.title, *expected.headings(self.document)}
        described = set(expected.figures(self.document))
        unknown = ""
        with self._open() as pdf:
            for kind, key, value in reading.objects(pdf):
                if kind == "string" and key == "/Alt" and value in described:
                    continue
                if kind == "string" and value not in known and not vocabulary.STRING_SHAPES.fullmatch(value):
                    where = f" under {key}" if key in vocabulary.NAMES else ""
                    unknown = f"The file holds a string that is not known{where}."
                    self.seen.append(Seen("the strings of its objects", value))
                if kind == "name" and value not in vocabulary.NAMES and not vocabulary.NAME_SHAPES.fullmatch(value):
                    unknown = "The file holds a name that is not known."
                    self.seen.append(Seen("the names of its objects", value))
            self._known_streams(pdf)
        if unknown:
            raise Wrong(unknown)

    def _known_streams(self, pdf: pikepdf.Pdf) -> None:
        """Every stream is a page, a font, its table of characters, a colour profile or the metadata."""
        known: set[tuple[int, int]] = {pdf.Root.Metadata.objgen}
        known |= {intent.DestOutputProfile.objgen for intent in pdf.Root.OutputIntents}
        for page in pdf.pages:
            contents = page.obj.Contents
            known |= {each.objgen for each in ([contents] if isinstance(contents, pikepdf.Stream) else contents)}
            for font in page.resources.get("/Font", {}).values():
                descriptor = font.DescendantFonts[0].FontDescriptor
                known |= {descriptor.FontFile2.objgen, font.ToUnicode.objgen}
                if isinstance(font.DescendantFonts[0].CIDToGIDMap, pikepdf.Stream):
                    known.add(font.DescendantFonts[0].CIDToGIDMap.objgen)
        for stream, unpacked in reading.streams(pdf):
            self.seen.append(Seen("the bytes of its streams", unpacked.decode("latin-1"), is_raw=True))
            if stream.objgen not in known and stream.get("/Type") not in {"/ObjStm", "/XRef"}:
                raise Wrong("The file holds something that is neither a page nor a font.")

    def _metadata(self) -> None:
        with self._open() as pdf:
            written = pdf.Root.Metadata.read_bytes().decode()
            said = {key: str(value) for key, value in pdf.docinfo.items()}
        if said.keys() != {"/Producer", "/Title"} or said["/Title"] != self.document.title:
            raise Wrong("The file's own description says more than its title.")
        if "<!" in written or written.count("<?") != 2:
            raise Wrong("The file's metadata say more than its title.")
        ours = {text for text, _ in _texts(ElementTree.fromstring(f"<x xmlns:rdf='{_RDF}'>{ACCESSIBLE}</x>"))}  # noqa: S314
        allowed = vocabulary.METADATA_TEXTS | ours | {self.document.title}
        unknown = [
            text
            for text, _ in _texts(ElementTree.fromstring(written.encode()))  # noqa: S314
            if text not in allowed and not vocabulary.STRING_SHAPES.fullmatch(text)
        ]
        self.seen.extend(Seen("its metadata", text) for text in unknown)
        if unknown:
            raise Wrong("The file's metadata say more than its title.")

    def _fonts(self) -> None:
        pages = max(self.pages, 1)
        public = {" ", "\u00a0", *"".join(expected.body(self.document)), *"".join(expected.list_markers(self.document))}
        public |= set("".join((expected.CONTENTS, "Section", *expected.contents(self.document))))
        public |= {each for number in range(1, pages + 1) for each in expected.margins(self.document, number, pages)}
        public |= set(unicodedata.normalize("NFD", "".join(public)))  # a shape for each part of a letter
        wrong = ""
        with self._open() as pdf:
            fonts = {font.objgen: font for page in pdf.pages for font in page.resources.get("/Font", {}).values()}
            for font in fonts.values():
                characters = _characters(font.ToUnicode.read_bytes().decode())
                self.seen.append(Seen("the characters its fonts know", "".join(characters.values()), is_raw=True))
                if not set("".join(characters.values())) <= public:
                    wrong = "A font in the file knows a character that is not public."
                shapes = TTFont(io.BytesIO(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()))
                if not set(_further_codes(font)) <= set(characters):
                    wrong = "A font in the file has a shape for a code that stands for nothing."
                if not drawable(shapes) <= set(characters) | other_sizes(shapes, of=set(characters)) | {0}:
                    wrong = "A font in the file has the shape of a character that is not on its pages."
                codes = {chr(point) for point in shapes.getBestCmap() or {}} if "cmap" in shapes else set()
                if not all(_says_nothing_new(code, public) for code in codes):
                    wrong = "A font in the file has the code of a character that is not public."
        if wrong:
            raise Wrong(wrong)

    def _page_validation(self, profile: str) -> Callable[[], None]:
        def check() -> None:
            import page

            report = page.validate_pdf_bytes(self.written, profile=page.ValidationProfile(profile))
            rules = sorted({failure.rule_id for failure in report.failures} - _misread(self.written))
            if rules or not (report.is_compliant or report.failures):
                raise Wrong(f"page-validation finds {len(rules)} rules broken: {', '.join(rules)}.")

        return check

    def _pdfua(self) -> None:
        import pdfua

        report = pdfua.validate(str(self.path))
        if report.exit_code or report.findings:
            raise Wrong(f"pdfua finds {len(report.findings)} rules broken.")

    def _page(self) -> None:
        page = _Page(figures_of(self.document))
        page.feed(self.html)
        page.close()
        self.seen.extend(Seen("the page", text) for text in (*page.words, *page.unknown))
        document = self.document
        ends = (document.marking,)
        words = "".join((document.title, *ends, *expected.body(document), *ends))
        if page.unknown or page.style != styles() or self.html.count("<!") != 1:
            raise Wrong("The page holds something that is neither public words nor our own tags.")
        if expected.squeezed("".join(page.words)) != expected.squeezed(words):
            raise Wrong("The page reads other words than those that are public.")

    def _open(self) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(self.written), attempt_recovery=False)


# Every check: what it finds, how, and the tool that does it. The gate asks that each of them answered.
CHECKS: tuple[tuple[str, Callable[[Examination], None], str], ...] = (
    (
        "pdftotext reads exactly the public words",
        lambda examination: examination._read(reading.pdftotext)(),
        "pdftotext",
    ),
    (
        "pdfminer reads exactly the public words",
        lambda examination: examination._read(reading.pdfminer)(),
        "pdfminer.six",
    ),
    ("mutool reads exactly the public words", lambda examination: examination._read(reading.mutool)(), "mutool"),
    ("pypdfium2 read it for the search", Examination._look_with_pypdfium2, "pypdfium2"),
    ("Each mark is there as often as the key says", Examination._marks, ""),
    ("There is one revision, and no byte beside it", Examination._one_revision, "pikepdf"),
    ("There is nothing but pages in it", Examination._nothing_but_pages, "pikepdf"),
    ("Every string and name in it is a known one", Examination._known_strings, "pikepdf"),
    ("Its metadata say the title and nothing else", Examination._metadata, "pikepdf"),
    ("Its fonts know public characters alone", Examination._fonts, "fonttools"),
    (
        "page-validation finds it accessible, PDF/UA-1",
        lambda examination: examination._page_validation("ua1")(),
        "page-validation",
    ),
    (
        "page-validation finds it lasting, PDF/A-2a",
        lambda examination: examination._page_validation("2a")(),
        "page-validation",
    ),
    ("pdfua finds it accessible, PDF/UA-1", Examination._pdfua, "pdfua"),
    ("The page holds exactly the public words", Examination._page, ""),
)


def figures_of(document: PublicDocument) -> list[Figure]:
    """The figures that a document has, those described otherwise than they should be left out."""
    figures = (section.figure for section in sections_on_sheet(document.sections) if section.figure)
    return [figure for figure in figures if figure.description in expected.figures(document)]


class _Page(HTMLParser):
    """The words of a page in their order, its style, and whatever is neither."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        super().__init__(convert_charrefs=True)
        self._of_figures = {
            "aria-label": {figure.description for figure in figures},
            "d": {stroke.path for figure in figures for stroke in figure.strokes},
        }
        self.words: list[str] = []
        self.unknown: list[str] = []
        self.style = ""
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        if tag not in vocabulary.HTML_TAGS:
            self.unknown.append(tag)
        for name, value in attrs:
            if value not in vocabulary.HTML_ATTRIBUTES.get(name, set()) | self._of_figures.get(name, set()):
                self.unknown.append(f"{name} {value}")

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.style += data
        else:
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.unknown.append(data)

    def unknown_decl(self, data: str) -> None:
        self.unknown.append(data)

    def handle_pi(self, data: str) -> None:
        self.unknown.append(data)


# Letters of which one shape stands for one character and nothing else.
_ALONE = regex.compile(r"[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]")
_OF_A_PAIR = regex.compile(r"[()<>\[\]{}«»‹›]")
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def _texts(element: ElementTree.Element) -> Iterable[tuple[str, str]]:
    """Every text, attribute and tail below an element, with the tag it stands at."""
    for each in element.iter():
        for text in (each.text, each.tail, *each.attrib.values()):
            yield (text or "").strip(), each.tag


def _characters(table: str) -> dict[int, str]:
    """What a font's own table says of its glyphs. WeasyPrint writes single entries; anything else is refused."""
    if "beginbfrange" in table:
        raise Wrong("A font's table of characters is not of the form we know.")
    return {
        int(glyph, 16): bytes.fromhex(text).decode("utf-16-be")
        for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL)
        for glyph, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block)
    }


def _further_codes(font: pikepdf.Object) -> Iterable[int]:
    """The codes under which a font draws the shape of another code, for what else that shape stands for."""
    table = font.DescendantFonts[0].CIDToGIDMap
    if isinstance(table, pikepdf.Stream):
        glyphs = table.read_bytes()
        yield from (code for code in range(len(glyphs) // 2) if int.from_bytes(glyphs[2 * code :][:2], "big") != code)


def _says_nothing_new(code: str, public: set[str]) -> bool:
    """Whether a code of a shape is a public character, one of the forms in which a public letter of another script is
    drawn, the other of a pair of brackets, which stands where writing goes from right to left, or no character."""
    if code in public or _OF_A_PAIR.match(code) or unicodedata.category(code) == "Co":
        return True
    return not _ALONE.match(code) and set(unicodedata.normalize("NFKC", code)) <= public
