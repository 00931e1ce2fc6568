"""The finished file, looked at by programs that the gate does not use: nothing but pages, and no word beside them."""

import json
import re
import subprocess

import pytest

from assessments.release import expected, vocabulary
from assessments.release.rendering import public_pdf
from tests.documents.lantern import public_lantern

MORE_THAN_PAGES = set(vocabulary.MORE_THAN_PAGES) - {"/E", "/T"}


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
