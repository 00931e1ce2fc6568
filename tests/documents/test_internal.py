"""The unredacted document: everything is in it, every page says what it is, and it is accessible."""

import re

import page
import pypdfium2
import pytest

from assessments.documents import internal, pdf
from assessments.documents.internal import internal_pdf
from assessments.release.expected import squeezed
from tests.documents.lantern import lantern

FINGERPRINT = "3f2a 91bc 0d4e 77a1 5c20"


@pytest.fixture(scope="module")
def pages() -> list[str]:
    written = internal_pdf(lantern(), fingerprint=FINGERPRINT)
    return [each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(written)]


def test_every_page_says_that_it_is_unredacted_and_bears_its_marking_and_reference(pages):
    for number, text in enumerate(pages, start=1):
        assert text.count("UNREDACTED, NOT FOR RELEASE") >= 2
        assert text.count("OFFICIAL-SENSITIVE") >= 2
        assert "WVP-CIA-2026-0007" in text
        assert f"Page {number} of {len(pages)}" in text


def test_every_typed_word_is_in_it(pages):
    read = squeezed("".join(pages))

    for field in lantern().fields().values():
        for block in field.blocks:
            assert squeezed(block.text)[:40] in read


def test_it_bears_the_fingerprint_of_what_was_signed(pages):
    assert FINGERPRINT in "".join(pages).replace("\r\n", " ")


def test_no_line_ends_after_its_first_word_where_all_its_words_fit(monkeypatch):
    """WeasyPrint 70 does that where the words fit exactly and a blank after them does not."""
    filled = []
    monkeypatch.setattr(internal, "write_pdf", lambda html: filled.append(html) or b"")
    internal_pdf(lantern())

    written = filled[0]
    assert re.search(r"\S</(p|li|h3|h4|td|span)>", written)
    assert re.findall(r".{20}\s</(?:p|li|h3|h4|span)>", written) == []


def test_it_is_accessible():
    written = internal_pdf(lantern())

    assert page.validate_pdf_bytes(written, profile=page.ValidationProfile.PDF_UA_1).is_compliant


def test_no_text_asks_for_font_features_which_would_be_kept_for_good():
    internal_pdf(lantern())

    assert not pdf._press().fonts.font_features
