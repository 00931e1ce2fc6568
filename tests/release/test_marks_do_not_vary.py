"""A mark says nothing of what it hides: all of a kind are drawn alike, and a file never tells which of thirty names."""

from __future__ import annotations

import io
from collections import defaultdict

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar

from assessments.release.rendering import public_html, public_pdf
from tests.documents.lantern import lantern, passage, public

FIRST = ("Al", "Bo", "Ines", "Magdalena", "Wilhelmina-Josephine", "Ilie")
LAST = ("Ng", "Dorr", "Illi", "Mwambazi", "Featherstonehaugh-Winterbottom")
NAMES = [f"{first} {last}" for first in FIRST for last in LAST]
MARKS = {"s.40(2)": "[Redacted: s.40(2)]", "s.31(1)(a)": "[Redacted: s.31(1)(a)]"}


def characters(pdf: bytes) -> list[LTChar]:
    """Every character that is drawn, in the order of drawing."""
    found: list[LTChar] = []

    def walk(thing):
        if isinstance(thing, LTChar):
            found.append(thing)
        for each in getattr(thing, "_objs", ()):
            walk(each)

    for page in extract_pages(io.BytesIO(pdf), laparams=None):
        walk(page)
    return found


def drawn_in_text(pdf: bytes) -> dict[str, list[tuple]]:
    """How each mark in the text is drawn, character by character: its font, and how far it moves on.

    The key at the end says once more what each means, in smaller letters.
    """
    runs = defaultdict(list)
    drawn = characters(pdf)
    text = "".join(each.get_text() for each in drawn)
    assert len(text) == len(drawn)
    for words in MARKS.values():
        start = text.find(words)
        while start >= 0:
            run = drawn[start : start + len(words)]
            on_one_line = len({round(each.y0, 2) for each in run}) == 1
            if on_one_line and {round(each.size, 2) for each in run} == {11.0}:
                runs[words].append(tuple((each.fontname, round(each.adv, 4)) for each in run))
            start = text.find(words, start + 1)
    return runs


def test_marks_with_the_same_words_are_drawn_alike_whatever_they_hide():
    content = lantern(section__information="\n\n".join(f"We met {name} there." for name in NAMES))
    marks = [
        passage(content, "section.information", name, code)
        for name, code in zip(NAMES, [*MARKS] * len(NAMES), strict=False)
    ]

    runs = drawn_in_text(public_pdf(public(content, marks)))

    for words in MARKS.values():
        assert len(runs[words]) >= len(NAMES) / 2
        assert len(set(runs[words])) == 1


def test_a_file_is_the_same_whichever_of_thirty_names_it_hides():
    files = set()
    for name in NAMES:
        content = lantern(section__purpose=f"{name} asked us, and we answered {name} at once.")
        marks = [passage(content, "section.purpose", name, "s.40(2)", occurrence=each) for each in (1, 2)]
        document = public(content, marks)
        files.add((public_pdf(document), public_html(document)))

    assert len(files) == 1
