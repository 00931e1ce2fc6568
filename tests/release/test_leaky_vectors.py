"""Eighteen ways in which a template can hide words and leave them in the file, each refused for its own reason.

They are those that were found with the renderer that makes the public files. The same careless press makes the clean
control, which passes: so what refuses the others is the hidden words and nothing else. Ten more ways leave no trace.
"""

import io
from typing import NamedTuple

import pikepdf
import pytest

from assessments.release import gate, reading, workroom
from assessments.release.gate import Refused, inspect
from assessments.release.redacting import PublicDocument
from assessments.release.rendering import public_html
from tests.documents.lantern import public_lantern
from tests.release.careless import PICTURE, SECRET, broken, failed, filled_template, found_in

ONE_WORD = SECRET.replace(" ", "")
WORDS = {f"{reader} reads exactly the public words" for reader in ("pdftotext", "pdfminer", "mutool")}
STRINGS = "Every string and name in it is a known one"
PAGES = "There is nothing but pages in it"
METADATA = "Its metadata say the title and nothing else"
READ = ("pdftotext", "pdfminer", "mutool", "pypdfium2")


class Way(NamedTuple):
    """Where words are hidden, which checks must say so of themselves, and who must find the words."""

    body: str = ""
    head: str = ""
    options: dict[str, bool] = {}
    refused_by: set[str] = WORDS
    found_by: tuple[str, ...] = tuple(f"what {reader} reads" for reader in READ)


IN_OBJECTS = ("the strings of its objects",)
WAYS = {
    "black on black": Way(f'<p style="background:#000;color:#000">{SECRET}</p>'),
    "a box over it": Way(
        f'<div style="position:relative"><p>{SECRET}</p>'
        '<p style="position:absolute;top:0;left:0;width:100%;height:1cm;background:#000"></p></div>'
    ),
    "transparent": Way(f'<p style="color:transparent">{SECRET}</p>', refused_by=WORDS | {PAGES}),
    "without opacity": Way(f'<p style="opacity:0">{SECRET}</p>', refused_by=WORDS | {PAGES}),
    "white on white": Way(f'<p style="color:#fff">{SECRET}</p>'),
    "beside the page": Way(
        f'<p style="position:absolute;left:-3000pt">{SECRET}</p>',
        refused_by={"pdfminer reads exactly the public words"},
        found_by=("what pdfminer reads", "what pypdfium2 reads"),
    ),
    "clipped away": Way(
        f'<div style="overflow:hidden;height:0"><p>{SECRET}</p></div>',
        refused_by={"pdftotext reads exactly the public words", "pdfminer reads exactly the public words"},
        found_by=("what pdfminer reads", "what pdftotext reads", "what pypdfium2 reads"),
    ),
    "a drawing under a rectangle": Way(
        f'<svg width="200" height="20"><text x="0" y="15">{SECRET}</text><rect width="200" height="20"/></svg>',
        refused_by=WORDS,
    ),
    "drawn after an element": Way(
        "<style>.x::after{content:attr(data-x);color:transparent}</style>" + f'<p class="x" data-x="{SECRET}"></p>',
        refused_by=WORDS | {PAGES},
    ),
    "a form": Way(
        f'<input value="{SECRET}" style="appearance:auto">',
        options={"pdf_forms": True},
        refused_by={PAGES, STRINGS},
        found_by=("what mutool reads", "what pdftotext reads", *IN_OBJECTS),
    ),
    "the description of a picture": Way(
        f'<img src="{PICTURE}" alt="{SECRET}">', refused_by={PAGES, STRINGS}, found_by=IN_OBJECTS
    ),
    "the outline": Way(
        f"<p style=\"bookmark-level:2;bookmark-label:'{SECRET}'\">.</p>", refused_by={STRINGS}, found_by=IN_OBJECTS
    ),
    "an anchor": Way(f'<p id="{SECRET}"></p>', refused_by={PAGES, STRINGS}, found_by=IN_OBJECTS),
    "an anchor that is linked": Way(
        f'<p id="{ONE_WORD}"></p><p><a href="#{ONE_WORD}">.</a></p>', refused_by={PAGES, STRINGS}, found_by=IN_OBJECTS
    ),
    "a link": Way(
        f'<p><a href="https://example.org/{SECRET.replace(" ", "%20")}">.</a></p>',
        refused_by={PAGES, STRINGS},
        found_by=IN_OBJECTS,
    ),
    "the author": Way(
        head=f'<meta name="author" content="{SECRET}">', refused_by={METADATA, STRINGS}, found_by=IN_OBJECTS
    ),
    "metadata of its own": Way(
        head=f'<meta name="{ONE_WORD}" content="{SECRET}">',
        options={"custom_metadata": True},
        refused_by={METADATA, STRINGS},
        found_by=("the names of its objects", *IN_OBJECTS),
    ),
    "the description of the document": Way(
        head=f'<meta name="description" content="{SECRET}">', refused_by={METADATA, STRINGS}, found_by=IN_OBJECTS
    ),
}
LEAVE_NO_TRACE = {
    "a comment": f"<!-- {SECRET} -->",
    "data of an element": f'<p data-x="{SECRET}"></p>',
    "a title": f'<p title="{SECRET}"></p>',
    "a label": f'<p aria-label="{SECRET}"></p>',
    "a class": f'<p class="{SECRET}"></p>',
    "not displayed": f'<p style="display:none">{SECRET}</p>',
    "invisible": f'<p style="visibility:hidden">{SECRET}</p>',
    "of no size": f'<p style="font-size:0">{SECRET}</p>',
    "a string that is not used": f"<p style=\"string-set:x '{SECRET}'\"></p>",
    "a language": f'<p lang="{ONE_WORD}"></p>',
}


@pytest.fixture(autouse=True)
def read_in_this_process(monkeypatch) -> None:
    """The gate's work done here: what processes add is shown elsewhere, and costs a second each."""

    def ask(task, _answer):
        yield from ()
        return workroom.work(task, has_no_network=True)

    monkeypatch.setattr(gate, "_ask", ask)


@pytest.fixture(scope="module")
def document() -> PublicDocument:
    return public_lantern()


@pytest.fixture(scope="module")
def html(document) -> str:
    return public_html(document)


@pytest.fixture(scope="module")
def template(document) -> str:
    return filled_template(document)


def test_there_are_eighteen_ways():
    assert len(WAYS) == 18


def test_the_clean_control_of_the_same_press_raises_no_alarm(document, html, template):
    examined = inspect(document, pdf=broken(template), html=html, hidden=[SECRET])

    assert [step.name for step in examined.report if not step.passed] == []


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_what_is_hidden_that_way_is_refused_for_a_reason_of_its_own(document, html, template, way):
    careless = template.replace("</body>", f"{way.body}</body>").replace("</head>", f"{way.head}</head>")

    with pytest.raises(Refused) as refused:
        inspect(document, pdf=broken(careless, **way.options), html=html, hidden=[SECRET])

    assert way.refused_by <= failed(refused.value)
    assert all(place in found_in(refused.value) for place in way.found_by)
    assert SECRET.split()[0] not in str(refused.value)


@pytest.mark.parametrize("body", LEAVE_NO_TRACE.values(), ids=LEAVE_NO_TRACE)
def test_what_leaves_no_trace_is_in_no_byte_of_the_file(template, body, tmp_path):
    path = tmp_path / "public.pdf"
    path.write_bytes(broken(template.replace("</body>", f"{body}</body>")))

    with pikepdf.open(path) as pdf:
        unpacked = [packed for _, packed in reading.streams(pdf)]
        said = "".join(value for _, _, value in reading.objects(pdf))
    read = "".join("".join(reader(path)) for reader in (reading.pdfminer, reading.pypdfium2))
    for word in ("Ayesha", "Quill"):
        for form in (word.encode(), word.encode("utf-16-be"), word.encode("utf-16-le"), word.encode().hex().encode()):
            assert not any(form.lower() in each.lower() for each in (path.read_bytes(), *unpacked))
        assert word not in said + read


def test_a_search_for_the_bytes_would_find_them_if_they_were_there(template):
    """The test above can fail: the same search finds the words in the outline."""
    way = WAYS["the outline"]
    with pikepdf.open(io.BytesIO(broken(template.replace("</body>", f"{way.body}</body>")))) as pdf:
        assert SECRET in "".join(value for _, _, value in reading.objects(pdf))
