"""The small Markdown: what it understands, and that all else stays what was typed."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from assessments.documents.text import parse, parse_line


def shape(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in parse(text)]


def test_paragraphs_lists_and_headings():
    assert shape("# Places\n\nOne.\nTwo.\n\n- a\n- b\n  goes on\n\n1. first\n2. second") == [
        ("heading", "Places"),
        ("paragraph", "One."),
        ("paragraph", "Two."),
        ("bullet", "a"),
        ("bullet", "b goes on"),
        ("number", "first"),
        ("number", "second"),
    ]


def test_strong_and_emphasis():
    (block,) = parse("a **b** *c* ***d***")

    assert [(run.text, run.strong, run.emphasis) for run in block.runs] == [
        ("a ", False, False),
        ("b", True, False),
        (" ", False, False),
        ("c", False, True),
        (" ", False, False),
        ("d", True, True),
    ]


def test_nested_lists_come_out_flat():
    assert shape("- a\n  - b\n    1. c\n- d") == [("bullet", "a"), ("bullet", "b"), ("number", "c"), ("bullet", "d")]


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> <script>alert(1)</script>",
        "[link](https://example.org) ![picture](x.png) <https://example.org>",
        "`code` &amp; &#65; ~~gone~~",
        "> said",
        "| a | b |",
        "---",
        "*****",
        "C:\\temp\\*x",
        "[x]: https://example.org",
        "{{ settings.SECRET_KEY }} {% include 'x' %}",
        "snake_case_name and 2 * 3 * 4",
    ],
)
def test_everything_else_stays_as_typed(text):
    assert shape(text) == [("paragraph", text)]


@pytest.mark.parametrize("text", ["2020. A year of change", "7) Seventh"])
def test_a_number_that_starts_no_list_is_kept(text):
    assert shape(text) == [("paragraph", text)]


def test_a_number_that_does_not_count_on_is_kept():
    assert shape("1. a\n4. b") == [("number", "a"), ("paragraph", "4. b")]


@pytest.mark.parametrize("text", ["-", "#", "1.", "* * *"])
def test_a_marker_without_words_is_kept(text):
    assert shape(text) == [("paragraph", text[:2].strip())]


def test_absurd_nesting_is_kept_as_typed():
    assert shape("- " * 3_000 + "x")[0][1].endswith("- x")


@given(st.text(alphabet="ab1.)#*-_> \n\t<&[]`\\", max_size=60))
def test_no_letter_is_ever_lost(text):
    kept = "".join(block.text for block in parse(text))

    assert regex.findall("[ab]", kept) == regex.findall("[ab]", text)


def test_one_line_is_never_markdown():
    (block,) = parse_line("**PS** Okafor")

    assert block.text == "**PS** Okafor"
    assert parse_line("  ") == ()
