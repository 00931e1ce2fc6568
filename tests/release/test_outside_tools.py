"""The finished file, looked at by programs that the gate does not use: nothing but pages, and no word beside them."""

import json
import re
import subprocess

import pytest

from assessments.documents.internal import internal_pdf
from assessments.release import expected, vocabulary
from assessments.release.rendering import public_pdf
from tests.documents.lantern import lantern, public_lantern

MORE_THAN_PAGES = set(vocabulary.MORE_THAN_PAGES) - {"/E", "/T"}
# What exiftool says of the file on the disk and of itself, of PDF as a format, and of the standards that are kept.
BESIDE_THE_DESCRIPTION = (
    "SourceFile",
    "ExifTool:",
    "System:",
    "File:",
    "XMP-pdfaid:",
    "XMP-pdfuaid:",
    "XMP-pdfaExtension:",
)
DESCRIPTION = {"Title", "Producer", "Language", "TaggedPDF", "PDFVersion", "Linearized", "PageCount"}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("outside") / "public.pdf"
    path.write_bytes(public_pdf(public_lantern()))
    return path


def said_by(*words) -> str:
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=True).stdout


def every_text(thing):
    """Every key and value in what qpdf says of the objects."""
    if isinstance(thing, dict):
        for key, value in thing.items():
            yield key
            yield from every_text(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from every_text(value)
    elif isinstance(thing, str):
        yield thing


def test_qpdf_finds_no_fault_and_one_revision(path):
    assert "No syntax or stream encoding errors found" in said_by("qpdf", "--check", path)
    written = path.read_bytes()
    assert (
        written.count(b"%%EOF"),
        written.count(b"startxref"),
        b"/Prev" in said_by("qpdf", "--show-object=trailer", path).encode(),
    ) == (1, 1, False)


def test_every_string_that_qpdf_finds_is_a_known_one(path):
    objects = json.loads(said_by("qpdf", "--json=2", "--json-key=qpdf", path))["qpdf"][1]
    for each in objects.values():
        each.get("value", each.get("stream", {}).get("dict", {})).pop("/ID", None)  # the file's own digest
    document = public_lantern()
    known = vocabulary.STRINGS | {document.title, *expected.headings(document)}
    strings = {text[2:] for text in every_text(objects) if text.startswith("u:")}

    assert {each for each in strings if each not in known and not vocabulary.STRING_SHAPES.fullmatch(each)} == set()
    assert not MORE_THAN_PAGES & set(every_text(objects))


def test_pdfinfo_finds_a_title_and_no_other_description(path):
    said = dict(line.split(":", 1) for line in said_by("pdfinfo", path).splitlines() if ":" in line)

    assert said["Title"].strip() == public_lantern().title
    assert not {"Author", "Subject", "Keywords", "Creator", "CreationDate", "ModDate"} & said.keys()
    assert (said["JavaScript"].strip(), said["Form"].strip(), said["Encrypted"].strip()) == ("no", "none", "no")
    assert re.fullmatch(r"WeasyPrint \d+\.\d+", said["Producer"].strip())


def described_by_exiftool(path):
    """Everything that exiftool knows of a document, the unknown and the doubled too."""
    (found,) = json.loads(said_by("exiftool", "-json", "-G1", "-a", "-u", "-ee", path))
    return {tag: value for tag, value in found.items() if not tag.startswith(BESIDE_THE_DESCRIPTION)}


def test_exiftool_finds_a_fixed_title_and_no_author_subject_keyword_creator_or_date(path):
    found = described_by_exiftool(path)

    title = f"Community Impact Assessment, publication {public_lantern().number}"
    assert (found.pop("PDF:Title"), found.pop("XMP-dc:Title")) == (title, title)
    assert {found["PDF:Producer"], found["XMP-pdf:Producer"]} == {found["PDF:Producer"]}
    assert re.fullmatch(r"WeasyPrint \d+\.\d+", found["PDF:Producer"])
    assert {tag.split(":")[1] for tag in found} <= DESCRIPTION


def test_exiftool_finds_no_word_of_the_record_beside_the_pages_of_the_internal_document(tmp_path):
    written = tmp_path / "internal.pdf"
    written.write_bytes(internal_pdf(lantern()))
    found = described_by_exiftool(written)

    title = f"Community Impact Assessment {lantern().reference}, version {lantern().version}"
    assert (found.pop("PDF:Title"), found.pop("XMP-dc:Title")) == (title, title)
    assert {tag.split(":")[1] for tag in found} <= DESCRIPTION


def test_exiftool_would_find_an_author_and_a_date(path, tmp_path):
    """So that finding none means something."""
    careless = tmp_path / "careless.pdf"
    said_by("exiftool", "-q", "-PDF:Author=Dana", "-XMP-xmp:CreateDate=2026:03:02", "-o", careless, path)

    assert {"PDF:Author", "XMP-xmp:CreateDate"} <= described_by_exiftool(careless).keys()
