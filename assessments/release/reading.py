"""Reading a finished file as strangers do: by programs that know nothing of us, and object by object."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pikepdf

SECONDS = 20
PAGE_END = "\f"
# How pdftotext encloses what it turned, or what it did not turn on a page from right to left.
_LEFT_TO_RIGHT = "\u202a"
_TURNED = re.compile("\u202b(.*?)\u202c", re.DOTALL)
_WORD = re.compile(r"\S+")
_STRETCH = re.compile("\u202a[^\u202c]*\u202c|[^\u202a]+")


# What makes and reads a public file: their versions go out with it.
TOOLS = ("weasyprint", "pdftotext", "pdfminer.six", "mutool", "pypdfium2", "pikepdf", "page-validation", "pdfua")


class Unreadable(Exception):
    """A reader is missing, failed or took too long; the sentence says which."""


def pdftotext(path: Path) -> list[str]:
    """Every character in the order in which it is drawn."""
    return [_as_drawn(page) for page in _pages("pdftotext", "-raw", "-enc", "UTF-8", "-q", str(path), "-")]


def mutool(path: Path) -> list[str]:
    return _pages("mutool", "draw", "-q", "-F", "txt", "-o", "-", str(path))


def pdfminer(path: Path) -> list[str]:
    """Every character in the order in which it is drawn, on the page or off it."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LTChar
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    def characters(container: Iterable[Any]) -> Iterator[str]:
        for item in container:
            if isinstance(item, LTChar):
                yield item.get_text()
            elif isinstance(item, Iterable):
                yield from characters(item)

    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    pages = []
    with path.open("rb") as file:
        for page in PDFPage.get_pages(file):
            interpreter.process_page(page)
            pages.append("".join(characters(device.get_result())))
    return pages


def pypdfium2(path: Path) -> list[str]:
    """Not exact enough to compare with, but it sees what others do not."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def tool_version(name: str) -> str:
    """The version of a program or library, as it says itself."""
    if name in {"pdftotext", "mutool"}:
        said = subprocess.run([name, "-v"], capture_output=True, text=True, timeout=SECONDS, check=False)
        first = (said.stderr or said.stdout).strip().split("\n")[0]
        return first.removeprefix(f"{name} ").removeprefix("version ")
    return version(name)


def objects(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str, str]]:
    """Every string and name of every object: what kind it is, under which key it stands, what it says."""
    for thing in pdf.objects:
        yield from _within(thing, key="")
    for key, value in pdf.trailer.items():
        yield "name", "", key
        if key != "/ID" and not _stands_apart(value):
            yield from _within(value, key=key)


def streams(pdf: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Stream, bytes]]:
    """Every stream, unpacked."""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            yield thing, thing.read_bytes()


def rewritten(written: bytes) -> bytes:
    """The file as it is when written anew from what its own index reaches: nothing lies between, before or behind."""
    from assessments.documents.pdf import saved_again

    return saved_again(written)


def _pages(*command: str) -> list[str]:
    if shutil.which(command[0]) is None:
        raise Unreadable(f"The reader {command[0]} is not installed.")
    try:
        read = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as expired:
        raise Unreadable(f"The reader {command[0]} took too long.") from expired
    if read.returncode:
        raise Unreadable(f"The reader {command[0]} could not read the file.")
    pages = read.stdout.decode().split(PAGE_END)
    return pages if pages[-1].strip() else pages[:-1]


def _as_drawn(page: str) -> str:
    """What pdftotext was given before it turned words around, which it takes to be drawn from left to right.

    It says what it turned: on a page that is mostly left to right each word's other stretches, backwards and enclosed;
    on any other page the order of a word's stretches, with all backwards but those enclosed.
    """
    if _LEFT_TO_RIGHT not in page:
        return _TURNED.sub(lambda stretch: stretch[1][::-1], page)
    return _WORD.sub(lambda word: "".join(_stretches(word[0])), page)


def _stretches(word: str) -> Iterator[str]:
    for stretch in reversed(_STRETCH.findall(word)):
        is_enclosed = stretch.startswith(_LEFT_TO_RIGHT)
        yield stretch[1:-1] if is_enclosed else stretch[::-1]


def _within(thing: Any, *, key: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(thing, pikepdf.String):
        yield "string", key, str(thing)
    elif isinstance(thing, pikepdf.Name):
        yield "name", key, str(thing)
    elif isinstance(thing, pikepdf.Array):
        for item in thing:
            if not _stands_apart(item):
                yield from _within(item, key=key)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        entries = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
        for name, value in entries.items():
            if name == "/ID" and isinstance(thing, pikepdf.Stream):
                continue  # the file's own digest, in its index
            yield "name", key, name
            if not _stands_apart(value):
                yield from _within(value, key=name)


def _stands_apart(thing: Any) -> bool:
    """An object of its own, which is read on its own."""
    return isinstance(thing, pikepdf.Object) and thing.is_indirect
