"""The gate lets the clean file through and no other: every reader is alive on a file that it must refuse."""

import io
import subprocess
import sys
from collections.abc import Callable

import msgspec
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from assessments.documents import pdf as press
from assessments.release import gate, reading
from assessments.release.checking import Seen, Step
from assessments.release.expected import margins as margins_of
from assessments.release.gate import Examined, Refused, examine, hidden_words_seen, inspect, last_of
from assessments.release.redacting import MarkedPassage, PublicDocument
from assessments.release.rendering import public_html, public_pdf
from assessments.release.residual import hidden_texts
from assessments.release.workroom import LENGTH, Checked, ExamineFiles, Looked, Made
from cia.canonical import canonical
from tests.documents.lantern import NUMBER, lantern, lantern_marks, passage, public, public_lantern
from tests.documents.scripts import SENTENCES
from tests.release.careless import PICTURE, SECRET, broken, failed, filled_template, found_in

TEXT_READERS = {"what pdftotext reads", "what pdfminer reads", "what mutool reads", "what pypdfium2 reads"}


@pytest.fixture(scope="module")
def document() -> PublicDocument:
    return public_lantern()


@pytest.fixture(scope="module")
def pdf(document) -> bytes:
    return public_pdf(document)


@pytest.fixture(scope="module")
def html(document) -> str:
    return public_html(document)


@pytest.fixture(scope="module")
def filled(document) -> str:
    return filled_template(document)


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        return press.save(opened)


def refusal(document: PublicDocument, pdf: bytes, html: str) -> Refused:
    with pytest.raises(Refused) as refused:
        inspect(document, pdf=pdf, html=html, hidden=[SECRET])
    assert SECRET not in str(refused.value)
    return refused.value


class TestTheCleanFile:
    def test_passes_every_check_and_says_so_in_words(self, document):
        content = lantern()

        examined = examine(document, hidden=hidden_texts(content, lantern_marks(content)), from_swapped=document)

        assert isinstance(examined, Examined)
        assert examined.pages == 6
        assert all(step.passed for step in examined.report)
        assert len(examined.report) == 18
        assert examined.pdf == public_pdf(document)
        assert examined.html == public_html(document)

    def test_a_document_without_marks_and_one_with_every_kind_of_text_pass(self):
        every_kind = "# Head **bold** *slope*\n\n***both*** ✓ ☐ 😀 ☎ Ωμέγα Вера e\u0323\u0301 fi ﬁ … ½\n\n1. a\n\n- b"
        content = lantern(
            section__purpose=canonical(every_kind),
            rating__potential__reasons="# Sub\n\nA long word: " + "Llanfair" * 40,
        )
        assert inspect_fresh(public(content, [])).pages >= 6

    def test_an_arrow_that_its_font_holds_in_several_sizes_passes(self):
        content = lantern(section__purpose=canonical("Fewer patrols ⇒ less trust ⇐ less said. ∮ ↦"))

        assert inspect_fresh(public(content, [])).pages >= 6

    def test_labels_beside_marks_are_public_words_in_every_layout(self):
        arabic = SENTENCES["Arabic"]
        content = lantern(section__purpose=canonical(f"{arabic} {SECRET} {arabic}\n\n- {SECRET} rang"))
        wholes = [("sign_off", "row"), ("cover.author", "field"), ("rating.potential.level", "field")]
        marks = [
            *(MarkedPassage(path=path, whole=whole, codes=("s.40(2)",)) for path, whole in wholes),
            passage(content, "section.purpose", SECRET, "s.40(2)"),
            passage(content, "section.purpose", SECRET, "s.31(1)(a)", occurrence=2),
            passage(content, "rating.experienced.reasons", "Martin Penrose", "s.40(2)"),
        ]
        document = public(content, [msgspec.structs.replace(mark, role="private individual") for mark in marks])

        examined = inspect_fresh(document)

        assert examined.html.count("(private individual)") == len(marks)
        assert all(step.passed for step in examined.report)

    def test_a_label_that_the_document_does_not_have_is_other_words(self, document, html, filled):
        label = '</span> <span class="role">(police officer)</span>'
        found = filled.replace("]</span></span>", f"]</span>{label}", 1)
        assert found != filled

        refused = refusal(document, broken(found), html)

        assert any(name.endswith("reads exactly the public words") for name in failed(refused))

    def test_a_document_without_a_release_marking_passes(self, document):
        assert inspect_fresh(msgspec.structs.replace(document, marking="")).pages >= 6


def inspect_fresh(document: PublicDocument) -> Examined:
    return inspect(document, pdf=public_pdf(document), html=public_html(document), hidden=[SECRET])


HIDDEN_IN_TEXT = {
    "black on black": f'<p style="background:#000;color:#000">{SECRET}</p>',
    "transparent": f'<p style="color:transparent">{SECRET}</p>',
    "white on white": f'<p style="color:#fff">{SECRET}</p>',
    "without opacity": f'<p style="opacity:0">{SECRET}</p>',
    "drawn after an element": f'<style>.x::after{{content:attr(data-x)}}</style><p class="x" data-x="{SECRET}">.</p>',
    "under a rectangle": (
        '<svg width="200" height="20"><title>x</title>'
        f'<text x="0" y="15">{SECRET}</text><rect width="200" height="20"/></svg>'
    ),
    "split by soft hyphens": "<p>Ayes&shy;ha Qui&shy;ll</p>",
    "split by styles": "<p>Aye<b>sha Q</b>u<i>ill</i></p>",
    "backwards": f"<p>{SECRET[::-1]}</p>",
    "in full-width letters": "<p>Ａｙｅｓｈａ　Ｑｕｉｌｌ</p>",
    "letter-spaced": f'<p style="letter-spacing:3mm;text-transform:uppercase">{SECRET}</p>',
}


@pytest.mark.parametrize("snippet", HIDDEN_IN_TEXT.values(), ids=HIDDEN_IN_TEXT)
def test_words_hidden_on_the_page_are_read_by_strangers(document, html, filled, snippet):
    refused = refusal(document, broken(filled.replace("</body>", f"{snippet}</body>")), html)

    assert any(reader in found_in(refused) for reader in TEXT_READERS)
    assert any(name.endswith("reads exactly the public words") for name in failed(refused))


@pytest.mark.parametrize("reader", sorted(TEXT_READERS))
def test_each_text_reader_is_alive(document, html, filled, reader):
    refused = refusal(document, broken(filled.replace("</body>", f"<p>{SECRET}</p></body>")), html)

    assert reader in found_in(refused)


def test_words_beside_the_page_are_seen_by_those_who_draw_everything(document, html, filled):
    beside = f'<p style="position:absolute;left:-3000pt">{SECRET}</p>'

    refused = refusal(document, broken(filled.replace("</body>", f"{beside}</body>")), html)

    assert "what pdfminer reads" in found_in(refused)
    assert "what pypdfium2 reads" in found_in(refused)
    assert "pdfminer reads exactly the public words" in failed(refused)


HIDDEN_IN_OBJECTS = {
    "description of a picture": (f'<img src="{PICTURE}" alt="{SECRET}">', "</body>"),
    "anchor": (f'<p id="{SECRET}"></p>', "</body>"),
    "link": (f'<a href="https://example.org/{SECRET.replace(" ", "%20")}">.</a>', "</body>"),
    "outline": (f"<h2 style=\"bookmark-level:2;bookmark-label:'{SECRET}'\">.</h2>", "</body>"),
    "author": (f'<meta name="author" content="{SECRET}">', "</head>"),
    "keywords": (f'<meta name="keywords" content="{SECRET}">', "</head>"),
    "description": (f'<meta name="description" content="{SECRET}">', "</head>"),
    "date": ('<meta name="dcterms.created" content="2026-03-02">', "</head>"),
}


@pytest.mark.parametrize(("snippet", "before"), HIDDEN_IN_OBJECTS.values(), ids=HIDDEN_IN_OBJECTS)
def test_words_hidden_in_objects_are_seen_by_the_walk(document, html, filled, snippet, before):
    refused = refusal(document, broken(filled.replace(before, f"{snippet}{before}")), html)

    assert failed(refused) & {
        "Every string and name in it is a known one",
        "There is nothing but pages in it",
        "Its metadata say the title and nothing else",
    }
    if SECRET.split()[0] in snippet:
        assert "objects" in found_in(refused) or "metadata" in found_in(refused)


def test_a_form_that_holds_words_is_refused(document, html, filled):
    form = filled.replace("</body>", f'<input value="{SECRET}" style="appearance:auto"></body>')

    assert "There is nothing but pages in it" in failed(refusal(document, broken(form, pdf_forms=True), html))


def attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["names.txt"] = pikepdf.AttachedFileSpec(pdf, SECRET.encode())


def run_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))


def annotate(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=String(SECRET))
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])


def add_layer(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(SECRET)))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary())


def add_second_text(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K[0].ActualText = String(SECRET)


def add_metadata(pdf: pikepdf.Pdf) -> None:
    said = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(said.replace(b"</dc:title>", b"</dc:title><!-- " + SECRET.encode() + b" -->"))


def rename_font(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        font.BaseFont = Name("/" + SECRET.replace(" ", ""))


def add_stream(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources.XObject = Dictionary(X=pdf.make_stream(SECRET.encode()))


def draw_without_ink(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"BT 3 Tr ET")


def add_to_the_text_of_a_tag(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(f"/Span <</ActualText ({SECRET})>> BDC EMC".encode())


HIDDEN_BY_HAND = [
    attach, run_script, annotate, add_layer, add_second_text, add_metadata, rename_font, add_stream, draw_without_ink,
    add_to_the_text_of_a_tag,
]  # fmt: skip


@pytest.mark.parametrize("change", HIDDEN_BY_HAND, ids=lambda change: change.__name__)
def test_what_is_more_than_pages_is_refused(document, pdf, html, change):
    refused = refusal(document, changed(pdf, change), html)

    assert failed(refused) & {
        "Every string and name in it is a known one",
        "There is nothing but pages in it",
        "Its metadata say the title and nothing else",
    }


def test_a_font_that_knows_more_than_the_public_characters_is_refused(document, html, filled):
    refused = refusal(document, broken(filled, full_fonts=True), html)

    assert "Its fonts know public characters alone" in failed(refused)


def test_a_glyph_of_a_hidden_letter_is_refused(document, html, filled):
    refused = refusal(document, broken(filled.replace("</body>", '<p style="opacity:0">Żþ</p></body>')), html)

    assert "Its fonts know public characters alone" in failed(refused)


def test_a_second_revision_is_refused(document, pdf, html):
    twice = pdf + b"\n1 0 obj\n(" + SECRET.encode() + b")\nendobj\n" + pdf[pdf.rindex(b"startxref") :]

    assert "There is one revision, and no byte beside it" in failed(refusal(document, twice, html))


def test_bytes_that_no_index_reaches_are_refused(document, pdf, html):
    start = pdf.rindex(b"startxref")
    beside = pdf[:start] + b"% " + SECRET.encode() + b"\n" + pdf[start:]

    assert "There is one revision, and no byte beside it" in failed(refusal(document, beside, html))


@pytest.mark.parametrize("cut", [0, 5, 20_000, -10])
def test_a_file_that_is_cut_off_is_refused(document, pdf, html, cut):
    assert failed(refusal(document, pdf[:cut], html))


def test_a_mark_that_is_left_out_is_refused(document, html, filled):
    mark = '<span class="mark"><span>[Redacted: s.31(1)(b)]</span></span>'
    assert mark in filled

    refused = refusal(document, broken(filled.replace(mark, "", 1)), html)

    assert "Each mark is there as often as the key says" in failed(refused)


def test_public_words_that_are_left_out_are_refused(document, html, filled):
    refused = refusal(document, broken(filled.replace("A privacy group plans a stall at the Guildhall", ".")), html)

    assert {f"{reader} reads exactly the public words" for reader in ("pdftotext", "pdfminer", "mutool")} <= failed(
        refused
    )


def test_a_file_that_is_not_accessible_is_refused(document, html, filled):
    refused = refusal(document, broken(filled.replace('lang="en-GB"', "").replace("<h2>", "<h5>")), html)

    assert "page-validation finds it accessible, PDF/UA-1" in failed(refused)


PAGES = {
    "more words": ("</main>", f"<p>{SECRET}</p></main>"),
    "a comment": ("</main>", f"<!-- {SECRET} --></main>"),
    "a script": ("</main>", "<script>alert(1)</script></main>"),
    "an attribute": ("<main>", f'<main title="{SECRET}">'),
    "hidden words": ("</main>", f"<p hidden>{SECRET}</p></main>"),
    "fewer words": ("A privacy group plans a stall at the Guildhall", ""),
    "another style": ("</style>", f"/* {SECRET} */</style>"),
    "a link": ("</main>", '<a href="https://example.org">.</a></main>'),
}


@pytest.mark.parametrize(("old", "new"), PAGES.values(), ids=PAGES)
def test_a_page_that_holds_more_or_less_is_refused(document, pdf, html, old, new):
    refused = refusal(document, pdf, html.replace(old, new))

    assert failed(refused) >= {"The page holds exactly the public words"}


class TestWhenTheGateCannotRun:
    def test_a_missing_reader_refuses(self, document, pdf, html, monkeypatch, tmp_path):
        monkeypatch.setattr(gate, "PROGRAMS", str(tmp_path))

        refused = refusal(document, pdf, html)

        assert "The reader pdftotext is not installed." in str(refused)
        assert "The reader mutool is not installed." in str(refused)

    @pytest.mark.parametrize("reader", ["pdftotext", "mutool"])
    def test_a_reader_that_fails_refuses(self, document, pdf, html, monkeypatch, tmp_path, reader):
        (tmp_path / reader).write_text("#!/bin/sh\nexit 3\n")
        (tmp_path / reader).chmod(0o755)
        monkeypatch.setattr(gate, "PROGRAMS", f"{tmp_path}:{gate.PROGRAMS}")

        assert f"The reader {reader} could not read the file." in str(refusal(document, pdf, html))

    @pytest.mark.parametrize("reader", ["pdftotext", "mutool"])
    def test_a_reader_that_reads_nothing_refuses(self, document, pdf, html, monkeypatch, tmp_path, reader):
        (tmp_path / reader).write_text("#!/bin/sh\nexit 0\n")
        (tmp_path / reader).chmod(0o755)
        monkeypatch.setattr(gate, "PROGRAMS", f"{tmp_path}:{gate.PROGRAMS}")

        assert f"{reader} reads exactly the public words" in failed(refusal(document, pdf, html))

    def test_taking_too_long_refuses(self, document, monkeypatch):
        monkeypatch.setattr(gate, "SECONDS", 0.05)

        with pytest.raises(Refused, match="took too long"):
            examine(document, hidden=[])

    @pytest.mark.parametrize(("program", "sentence"), [("false", "stopped before"), ("true", "gave no answer")])
    def test_a_process_that_ends_early_refuses(self, document, monkeypatch, program, sentence):
        monkeypatch.setattr(sys, "executable", f"/bin/{program}")

        with pytest.raises(Refused, match=sentence):
            examine(document, hidden=[])

    def test_a_file_that_comes_out_different_refuses(self, document):
        other = msgspec.structs.replace(document, marking="OFFICIAL-SENSITIVE")

        with pytest.raises(Refused, match="came out different"):
            examine(document, hidden=[], from_swapped=other)


class TestTheSearch:
    def seen(self, document: PublicDocument, text: str, *hidden: str, is_raw: bool = False) -> bool:
        return bool(hidden_words_seen(document, hidden, [Seen("there", text, is_raw=is_raw)], pages=7))

    @pytest.mark.parametrize(
        "text",
        [
            "ayesha QUILL",
            "Ayesha\nQ u i l l",
            "x%41yesha%20Quill",
            "&#65;yesha Quill",
            "lliuQ",
            "the Quills",
            "A-yesha",
        ],
    )
    def test_other_forms_of_a_hidden_word_are_found(self, document, text):
        assert self.seen(document, text, SECRET)

    def test_a_word_that_the_document_shows_is_no_finding(self, document):
        assert not self.seen(document, "Harrowmere town centre", "Harrowmere")

    def test_short_words_are_found_as_words_and_not_by_chance(self, document):
        assert self.seen(document, "log of Xy 77", "Xy")
        assert self.seen(document, "to Zorn:", "Zorn")
        assert not self.seen(document, "jazz orn", "Zorn")
        assert self.seen(document, "page 64", "64")

    def test_a_hidden_word_that_is_part_of_a_public_one_is_still_found_alone(self, document):
        assert self.seen(document, "met Harrow there", "Harrow")
        assert not self.seen(document, "Harrowmere town centre", "Harrow")

    def test_the_last_word_of_a_page_and_its_margin_make_no_hidden_word(self, document):
        margins = [margins_of(document, number, 7) for number in (1, 2)]

        assert not self.seen(document, f"people\n{margins[0]}\nsaid\n{margins[1]}", "Lewessex")
        assert self.seen(document, f"people\n{margins[0]}\nof Lewessex\n{margins[1]}", "Lewessex")

    def test_numbers_are_not_found_in_raw_bytes_by_chance(self, document):
        assert not self.seen(document, "1 0 0 1 10.02 2020 700 cm <00240035>", "10/02/2020", is_raw=True)
        assert self.seen(document, "seen on 10/02/2020", "10/02/2020")

    def test_long_words_are_found_in_raw_bytes(self, document):
        assert self.seen(document, "\x00\x01AyeshaQuill\x02", SECRET, is_raw=True)


def test_the_workroom_has_no_database_no_settings_and_no_environment():
    program = (
        "import sys; from django.conf import settings; from assessments.release import workroom, rendering, checking;"
        "print(settings.configured, 'psycopg2' in sys.modules, 'assessments.models' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(gate.PROJECT)},
    )

    assert said.stdout.split() == ["False", "False", "False"]


def test_the_workroom_cannot_reach_anything(tmp_path):
    program = (
        "import socket; from assessments.release.workroom import leave_the_network; print(leave_the_network());"
        "socket.create_connection(('127.0.0.1', int(__import__('sys').argv[1])), timeout=2)"
    )
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        said = subprocess.run(
            [sys.executable, "-c", program, port],
            capture_output=True,
            text=True,
            check=False,
            env={"PYTHONPATH": str(gate.PROJECT)},
        )

    if said.stdout.strip() == "False":
        pytest.skip("This machine's kernel allows no network namespace.")
    assert "OSError" in said.stderr or "Network is unreachable" in said.stderr


def test_the_readers_name_their_versions():
    assert all(reading.tool_version(name)[0].isdigit() for name in ("pdftotext", "mutool", "pikepdf", "pdfua"))


def test_the_number_is_the_only_identity(document, pdf):
    assert document.number == NUMBER
    assert lantern().reference not in "".join(reading_of(pdf))


def reading_of(pdf: bytes) -> list[str]:
    import pypdfium2

    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def test_a_check_that_gives_no_answer_refuses_the_file(document, pdf, html, monkeypatch):
    really_ask = gate._ask

    def forgetful(task, answer):
        looked = yield from really_ask(task, answer)
        return msgspec.structs.replace(looked, steps=looked.steps[1:])

    monkeypatch.setattr(gate, "_ask", forgetful)

    with pytest.raises(Refused, match="1 of 14 checks gave no answer"):
        inspect(document, pdf=pdf, html=html, hidden=["Ayesha Quill"])


def test_steps_left_before_the_end_leave_no_process_behind(document, pdf, html, monkeypatch):
    started, really_start = [], subprocess.Popen

    def start(command, **others):
        started.append(really_start(command, **others))
        return started[-1]

    monkeypatch.setattr(gate.subprocess, "Popen", start)
    steps = gate._ask(ExamineFiles(document, pdf, html), Looked)

    assert next(steps).passed
    steps.close()

    assert [process.returncode for process in started] == [-9]


STEP = Step("A check", True, "")
CHECKED = msgspec.msgpack.encode(Checked(STEP))
LOOKED = msgspec.msgpack.encode(Looked((STEP,), (), 1, True))
UNREADABLE = {
    "nothing": [],
    "no answer after its checks": [CHECKED],
    "an answer that names other checks": [LOOKED],
    "an answer that names fewer checks": [CHECKED, CHECKED, LOOKED],
    "two answers": [CHECKED, LOOKED, LOOKED],
    "a check after the answer": [CHECKED, LOOKED, CHECKED],
    "the answer to something else": [CHECKED, msgspec.msgpack.encode(Made(b"", "", True))],
    "no message at all": [CHECKED, b"\xc1", LOOKED],
    "a message that is cut off": [CHECKED, LOOKED, None],
    "a message of no length": [CHECKED, b"", LOOKED],
}


def as_said(messages) -> bytes:
    return b"".join(b"\0\0" if message is None else LENGTH.pack(len(message)) + message for message in messages)


@pytest.mark.parametrize("messages", UNREADABLE.values(), ids=UNREADABLE)
def test_what_the_process_says_must_be_whole(messages):
    assert answered(as_said(messages)) is None


def test_what_the_process_says_is_taken_where_it_is_whole():
    assert answered(as_said([CHECKED, LOOKED])) == Looked((STEP,), (), 1, True)


def answered(said: bytes) -> Looked | None:
    """What is made of an answer that a process writes."""
    program = f"import sys; sys.stdout.buffer.write({said!r})"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as process:
        return last_of(gate._answer(process, Looked))
