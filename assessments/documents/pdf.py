"""HTML of ours to a tagged PDF that is the same, byte for byte, on every machine: PDF/UA-1 and PDF/A-2a."""

import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import pikepdf
from django.template import Context, Engine
from pikepdf import Array, Dictionary, Name

from assessments.documents.glyphs import Codes, draws_with_care, needs_care

PROJECT = Path(__file__).resolve().parent.parent.parent
_FONTS = Path(__file__).with_name("fonts.conf")
_STYLES = PROJECT / "static" / "pdf.css"
ACCESSIBLE = (PROJECT / "assessments" / "documents" / "accessible.xml").read_text()
# WeasyPrint 70 breaks a line after its first word where the line is nearly full and ends in white space.
_SPACE_BEFORE_AN_END = re.compile(r"\s+(?=</(?:p|li|h[1-4]|td|th)>)")
_SPACE_BEFORE_ANOTHER = re.compile(r" (?=<(?:span|strong|em)\b)")
_PLACE_OF_OURS = re.compile(r"s\d+|key|complaints")
# Two threads are slower than one, and the shared font configuration is not made for them.
_lock = Lock()


class AsksForMoreError(ValueError):
    """A document asked for something outside itself, so it was not made."""


class _Press(NamedTuple):
    """What is prepared once: the library, the fonts, the parsed styles. Prepared anew, it grows with every document."""

    weasyprint: Any
    fonts: Any
    styles: Any
    fetcher: Any
    stopped: type[BaseException]


def write_pdf(html: str) -> bytes:
    """The document as a PDF. Raises ``AsksForMoreError`` where the HTML asks for anything outside itself."""
    with _lock:
        press = _press()
        document = press.weasyprint.HTML(string=_spaced(html), base_url=None, url_fetcher=press.fetcher)
        codes = Codes()
        try:
            with draws_with_care(codes) if needs_care(html) else nullcontext():
                written = document.write_pdf(
                    stylesheets=[press.styles], font_config=press.fonts, pdf_variant="pdf/a-2a"
                )
        except press.stopped as stopped:
            raise AsksForMoreError(str(stopped)) from stopped
    return _with_codes(_complete(written), codes)


def _spaced(html: str) -> str:
    """The same words, with no white space at the end of a text, where it would break the wrong line."""
    return _SPACE_BEFORE_ANOTHER.sub("<span> </span>", _SPACE_BEFORE_AN_END.sub("", html))


def fill(template: str, context: dict[str, Any]) -> str:
    """A template of ours, filled in without settings, database or request."""
    rendered = _engine().get_template(template).render(Context(context, use_l10n=False, use_tz=False))
    return str.__str__(rendered)  # plain text, no longer Django's kind that counts as safe


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(PROJECT / "templates")], autoescape=True)


@cache
def _press() -> _Press:
    """Imported when first needed: it takes a second, which every management command would pay."""
    with _only_our_fonts():
        import weasyprint
        from weasyprint.text.ffi import harfbuzz_subset
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import FatalURLFetchingError, URLFetcher

        class Nothing(URLFetcher):  # type: ignore[misc]
            """A document holds all it needs; whatever asks for more stops it."""

            def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
                raise FatalURLFetchingError("A document asked for something outside itself, so it was not made.")

        if harfbuzz_subset is None:
            raise RuntimeError("libharfbuzz-subset is missing: without it documents would differ between machines.")
        fonts = FontConfiguration()
    fetcher = Nothing()
    styles = weasyprint.CSS(string=_STYLES.read_text(), font_config=fonts, url_fetcher=fetcher)
    return _Press(weasyprint, fonts, styles, fetcher, FatalURLFetchingError)


@contextmanager
def _only_our_fonts() -> Iterator[None]:
    """Fontconfig reads its environment when a configuration is made, and only then."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(_FONTS)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def _complete(written: bytes) -> bytes:
    """What WeasyPrint leaves out: the scope of header cells, and the statement that this is PDF/UA as well."""
    with pikepdf.open(io.BytesIO(written)) as pdf:
        _forget_places(pdf)
        _scope_headers(pdf.Root.StructTreeRoot, within="")
        metadata = pdf.Root.Metadata.read_bytes().decode()
        end = metadata.rindex("</rdf:RDF>")
        pdf.Root.Metadata.write((metadata[:end] + ACCESSIBLE + metadata[end:]).encode())
        return save(pdf)


def _forget_places(pdf: pikepdf.Pdf) -> None:
    """Take out the places of ours by which the list of contents counted pages; nothing leads to them. Others stay."""
    if "/Names" not in pdf.Root or "/Dests" not in pdf.Root.Names:
        return
    places = pdf.Root.Names.Dests.Names
    if all(_PLACE_OF_OURS.fullmatch(str(places[at])) for at in range(0, len(places), 2)):
        del pdf.Root.Names


def save(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of a PDF, the same for the same content."""
    finished = io.BytesIO()
    pdf.save(finished, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return finished.getvalue()


def _with_codes(written: bytes, codes: Codes) -> bytes:
    """With what is drawn under the further codes of shapes, where there are any."""
    if not codes.are_more:
        return written
    with pikepdf.open(io.BytesIO(written)) as pdf:
        codes.complete(pdf)
        return saved_again(save(pdf))


def saved_again(written: bytes) -> bytes:
    """The same file as it is when written anew from what its own index reaches. Done twice it no longer changes."""
    with pikepdf.open(io.BytesIO(written)) as pdf:
        return save(pdf)


def _scope_headers(element: pikepdf.Object, *, within: str) -> None:
    if not isinstance(element, Dictionary):
        return
    kind = str(element.get("/S", ""))
    within = kind if kind in {"/THead", "/TBody"} else within
    if kind == "/TH":
        element["/A"] = Dictionary(O=Name.Table, Scope=Name.Column if within == "/THead" else Name.Row)
    children = element.get("/K")
    for child in children if isinstance(children, Array) else [children]:
        if isinstance(child, Dictionary):
            _scope_headers(child, within=within)
