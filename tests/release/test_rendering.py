"""The public files: the same everywhere, without what was typed coming alive, and nothing made from what is hidden."""

import base64
import hashlib
import io
import os
import random
import subprocess
import sys
from bisect import bisect_left
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pikepdf
import pypdfium2
import pytest

from assessments.documents.pdf import AsksForMoreError, fill, write_pdf
from assessments.documents.sheet import has_contents
from assessments.release import expected, reading
from assessments.release.checking import Examination
from assessments.release.gate import PROJECT
from assessments.release.rendering import public_html, public_pdf, style_source, styles
from assessments.release.residual import swapped
from cia.canonical import canonical
from tests.documents.lantern import lantern, lantern_marks, passage, public, public_lantern

HARMLESS = [
    '<img src="http://169.254.169.254/latest/meta-data"> //host/x http://[::1]:8000/',
    '<link rel=attachment href="file:///etc/passwd">',
    "<style>@import url(http://h/x);@font-face{font-family:x;src:url(http://h/y)}</style>",
    '<base href="http://h/"><object data="x"></object><embed src="x"><iframe src="x"></iframe>',
    '<svg><image href="http://h/x"/></svg><meta http-equiv=refresh content="0;url=http://h">',
    "<h1 id=x style=\"bookmark-label:'leak';position:absolute;left:-5000pt\">x</h1>",
    '"><script>alert(1)</script>',
    "javascript:alert(1) data:text/html,x",
    '{{ settings.SECRET_KEY }} {% include "/etc/passwd" %} ${7*7} %s%n',
    "<!-- --> <![CDATA[x]]> &lt;b&gt; &#x41; </body></html>",
    "url(http://h/x) content:url(file:///etc/passwd) \\41 \\000041",
]


def read(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("typed", HARMLESS)
def test_what_is_typed_stays_text_in_both_files(typed, tmp_path):
    typed = canonical(typed)
    content = lantern(cover__title=typed, section__purpose=typed, rating__experienced__reasons=typed)
    document = public(content, [])

    pdf, html = public_pdf(document), public_html(document)

    steps = Examination(document, pdf, html, tmp_path).steps()
    assert [step for step in steps if not step.passed] == []
    words = expected.squeezed("".join(reading.pdftotext(tmp_path / "public.pdf")))
    assert words.count(expected.squeezed(typed)) == 3


def test_a_template_that_asks_for_something_outside_makes_no_file():
    for asking in ('<img src="http://127.0.0.1:9/x" alt="x">', '<link rel="stylesheet" href="file:///etc/passwd">'):
        with pytest.raises(AsksForMoreError, match="outside itself"):
            write_pdf(f'<html lang="en-GB"><title>x</title><h1>x</h1>{asking}')


def test_the_page_holds_one_style_that_its_policy_allows():
    html = public_html(public_lantern())

    digest = base64.b64encode(hashlib.sha256(styles().encode()).digest()).decode()
    assert f"<style>{styles()}</style>" in html
    assert style_source() == f"'sha256-{digest}'"
    assert "<script" not in html
    assert "href" not in html
    assert "style=" not in html


ZONES = ("Asia/Tokyo", "America/Lima", "Europe/London")
LOCALES = ({"LANG": "C.UTF-8"}, {"LC_ALL": "C", "SOURCE_DATE_EPOCH": "1000000000"})


def test_twenty_processes_of_their_own_give_the_same_bytes_wherever_they_run(tmp_path):
    program = (
        "import hashlib; from tests.documents.lantern import public_lantern;"
        "from assessments.release.rendering import public_pdf, public_html; document = public_lantern();"
        "print(hashlib.sha256(public_pdf(document) + public_html(document).encode()).hexdigest())"
    )
    common = {"PATH": os.environ["PATH"], "PYTHONPATH": str(PROJECT), "HOME": str(tmp_path)}

    def run(number: int) -> str:
        own = {"TZ": ZONES[number % 3], "PYTHONHASHSEED": str(number), **LOCALES[number % 2]}
        command = [sys.executable, "-c", program]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path, env=common | own)
        return done.stdout.strip()

    with ThreadPoolExecutor(max_workers=2) as both:
        elsewhere = list(both.map(run, range(20)))

    document = public_lantern()
    here = hashlib.sha256(public_pdf(document) + public_html(document).encode()).hexdigest()
    assert set(elsewhere) == {here}


@pytest.mark.parametrize("seed", range(4))
def test_other_hidden_words_give_the_same_bytes(seed):
    content = lantern()
    marks = lantern_marks(content)
    other = public(*swapped(content, marks, random.Random(seed)))

    assert public_pdf(other) == public_pdf(public(content, marks))
    assert public_html(other) == public_html(public(content, marks))


def test_rendering_other_documents_in_between_changes_nothing():
    document = public_lantern()
    before = public_pdf(document)

    public_pdf(public(lantern(section__purpose="Łódź 😀 **bold** *slope*"), []))

    assert public_pdf(document) == before


def test_a_hidden_level_leaves_no_chosen_row():
    content = lantern()
    level = next(mark for mark in lantern_marks(content) if mark.path == "rating.potential.level")

    shown, hidden = public_html(public(content, [])), public_html(public(content, [level]))

    assert shown.count('class="assessed"') == 3
    assert hidden.count('class="assessed"') == 2
    assert shown.count("(1 is the most serious)") == 3
    assert hidden.count("(1 is the most serious)") == 2


def test_a_title_with_hidden_words_shows_a_mark_and_names_nothing_elsewhere():
    content = lantern()
    marks = [passage(content, "cover.title", "Operation Lantern", "s.31(1)(a)")]
    marks += [passage(content, "section.information", "Operation Lantern", "s.31(1)(a)")]

    document = public(content, marks)

    pdf = public_pdf(document)
    assert b"Lantern" not in pdf
    assert "Lantern" not in read(pdf)
    assert "Lantern" not in public_html(document)
    assert document.title == "Community Impact Assessment, publication P-7KMX-3WQT"


def test_templates_are_filled_without_settings_and_escape_everything():
    document = public(lantern(cover__title="<b>&\"'"), [])

    assert "<b>&" not in fill("assessments/pdf/public_page.html", {"document": document})
    assert "&lt;b&gt;&amp;&quot;&#x27;" in public_html(document)


LONG_PURPOSE = ("Many words of purpose stand here, one after the other. " * 12 + "\n\n") * 10


@pytest.fixture
def long_document():
    content = lantern(section__purpose=LONG_PURPOSE)
    return public(content, lantern_marks(content))


def test_a_long_document_lists_its_sections_and_where_they_begin(long_document, tmp_path):
    path = tmp_path / "public.pdf"
    path.write_bytes(public_pdf(long_document))

    pages = reading.pdftotext(path)
    assert "Contents\nSection Page\nInformation 3\nPurpose 3\n" in pages[1]
    assert expected.difference(pages, long_document) == ""


def test_a_wrong_page_in_the_list_of_contents_is_noticed(long_document, tmp_path):
    path = tmp_path / "public.pdf"
    path.write_bytes(public_pdf(long_document))

    pages = reading.pdftotext(path)
    pages[1] = pages[1].replace("Sign-off 9", "Sign-off 8")
    assert "in the list of contents that something begins on page 8" in expected.difference(pages, long_document)


def test_a_short_document_has_no_list_of_contents():
    assert expected.contents(public_lantern()) == []
    assert "Contents" not in expected.headings(public_lantern())


def test_labels_count_for_the_list_of_contents_as_they_are_read():
    def labelled(length):
        content = lantern(section__purpose="x" * length)
        marks = [msgspec.structs.replace(mark, role="police officer") for mark in lantern_marks(content)]
        return public(content, marks)

    longest = bisect_left(range(1, 5000), True, key=lambda length: bool(expected.contents(labelled(length))))

    assert not has_contents(labelled(longest).sections)
    assert has_contents(labelled(longest + 1).sections)


def test_the_list_of_contents_leaves_no_named_place_in_the_file(long_document):
    with pikepdf.open(io.BytesIO(public_pdf(long_document))) as pdf:
        assert "/Names" not in pdf.Root
        assert "/Dests" not in pdf.Root
