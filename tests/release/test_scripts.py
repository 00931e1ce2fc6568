"""Every script that may be typed reaches the public whole: three readers get its letters back as they were typed."""

import io
import random

import msgspec
import pikepdf
import pytest

from assessments.documents.pdf import save
from assessments.release.checking import Examination, Seen
from assessments.release.gate import examine, hidden_words_seen
from assessments.release.missed import missed
from assessments.release.redacting import PublicDocument
from assessments.release.rendering import public_html, public_pdf
from assessments.release.residual import swapped
from cia.canonical import canonical
from tests.documents.lantern import lantern, passage, public, public_lantern
from tests.documents.scripts import FROM_THE_RIGHT, SENTENCES

CODE = "s.40(2)"


def in_every_place(sentence: str) -> PublicDocument:
    """A document that says a sentence on its cover and in every kind of block, strong, and beside marks."""
    content = lantern(
        cover__title=sentence,
        section__information=f"{sentence}\n\n# {sentence}\n\n- {sentence}\n- **{sentence}**\n\n1. {sentence}",
        section__caveats=f"{sentence} Ayesha Quill {sentence}\n\nIn English: {sentence} and no more.",
    )
    said = tuple(section for section in content.sections if section.key in {"cover", "information", "caveats"})
    content = msgspec.structs.replace(content, sections=said)
    return public(content, [passage(content, "section.caveats", "Ayesha Quill", CODE)])


@pytest.mark.parametrize("name", SENTENCES)
def test_every_reader_gets_a_script_back_and_the_file_is_accessible(name, tmp_path):
    document = in_every_place(canonical(SENTENCES[name]))
    pdf, html = public_pdf(document), public_html(document)

    steps = Examination(document, pdf, html, tmp_path).steps()

    assert [(step.name, step.detail) for step in steps if not step.passed] == []
    assert public_pdf(document) == pdf


def test_a_shape_under_a_code_that_stands_for_nothing_is_refused(tmp_path):
    document = in_every_place(SENTENCES["Arabic"])
    with pikepdf.open(io.BytesIO(public_pdf(document))) as pdf:
        fonts = (font for page in pdf.pages for font in page.resources.Font.values())
        table = next(map for font in fonts if isinstance(map := font.DescendantFonts[0].CIDToGIDMap, pikepdf.Stream))
        table.write(table.read_bytes() + bytes.fromhex("0005"))
        changed = save(pdf)

    steps = Examination(document, changed, public_html(document), tmp_path).steps()

    assert "A font in the file has a shape for a code that stands for nothing." in [step.detail for step in steps]


def test_all_scripts_together_pass_the_gate_from_other_hidden_words():
    content = lantern(
        section__purpose="\n\n".join(SENTENCES.values()), section__caveats="\n\n".join(SENTENCES.values())
    )
    marks = [passage(content, "section.purpose", sentence, CODE) for sentence in SENTENCES.values()]
    other, other_marks = swapped(content, marks, random.Random(7))

    examined = examine(public(content, marks), hidden=[], from_swapped=public(other, other_marks))

    assert all(step.passed for step in examined.report)


@pytest.mark.parametrize("name", SENTENCES)
def test_a_text_reads_from_the_side_from_which_its_script_is_read(name):
    html = public_html(in_every_place(SENTENCES[name]))

    assert (f'<p dir="rtl">{SENTENCES[name]}' in html.replace("&quot;", '"')) == (name in FROM_THE_RIGHT)
    assert "<p>In English: " in html


def test_what_is_hidden_does_not_turn_a_text():
    hebrew = SENTENCES["Hebrew"]
    content = lantern(section__caveats=f"{hebrew} said Ayesha Quill")

    document = public(content, [passage(content, "section.caveats", hebrew, CODE)])

    assert "<p dir=" not in public_html(document)


def test_a_document_in_latin_letters_is_drawn_as_ever(monkeypatch):
    monkeypatch.setattr("assessments.documents.pdf.draws_with_care", None)

    assert public_pdf(public_lantern())


@pytest.mark.parametrize(
    ("hidden", "read"),
    [
        ("王小明", "我见到王小明了"),
        ("李明", "昨天李明在家"),
        ("王小明住在伦敦", "见到小明了"),
        ("王", "王先生"),
        ("田中", "田中さんが来た"),
        ("김철수", "김철수는 집에 있었다"),
        ("أحمد", "وأحمد في البيت"),
        ("أحمد", "أَحْمَد في البيت"),
        ("דוד", "ודוד אמר"),
        ("राहुल", "राहुल आया"),
        ("রহিম", "রহিমের বাড়ি"),
        ("முருகன்", "முருகன் வந்தார்"),
        ("ਗੁਰਪ੍ਰੀਤ", "ਗੁਰਪ੍ਰੀਤ ਆਇਆ"),
        ("Żuk", "z\u0335 ŻUK"),
        ("q", "seen by Q there"),
    ],
)
def test_the_search_finds_hidden_words_of_every_script(hidden, read):
    document = public_lantern()

    assert hidden_words_seen(document, [hidden], [Seen("there", read)], pages=7)


@pytest.mark.parametrize(
    ("hidden", "public_too"), [("学校", "小学。校长"), ("कि", "का के"), ("王明", "王先生和明"), ("أحمد", "محمد")]
)
def test_the_search_finds_nothing_in_what_is_public(hidden, public_too):
    document = in_every_place(public_too)

    assert not hidden_words_seen(document, [hidden], [Seen("there", f"{public_too} {public_too}")], pages=7)


@pytest.mark.parametrize(
    ("hidden", "left"),
    [
        ("王小明", "我见到王小明了"),
        ("李明", "昨天李明在家"),
        ("김철수", "김철수는 왔다"),
        ("田中", "田中さん"),
        ("أحمد", "وأحمد في البيت"),
        ("דוד", "ודוד אמר"),
        ("রহিম", "রহিমের বাড়ি"),
        ("राहुल", "राहुल आया"),
        ("முருக", "முருகன் வந்தார்"),
    ],
)
def test_hidden_words_that_stand_elsewhere_hold_back_a_release_in_every_script(hidden, left):
    content = lantern(section__purpose=f"{hidden} .", section__caveats=left)
    marks = [passage(content, "section.purpose", hidden, CODE)]

    (group,) = missed(content, marks)
    assert [(mention.place.path, mention.words) for mention in group.mentions] == [("section.caveats", hidden)]


def test_a_letter_inside_another_word_holds_nothing_back():
    content = lantern(section__purpose="دو کس", section__caveats="دور رفتند")
    marks = [passage(content, "section.purpose", "دو", CODE)]

    assert missed(content, marks) == ()
