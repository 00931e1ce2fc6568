"""What may be typed and kept: the text itself, exactly, or a refusal that names the character and its place."""

import pytest

from cia.canonical import LONGEST, MOST_LINES, Unacceptable, canonical


def test_line_ends_become_one_kind_and_nothing_is_trimmed():
    assert canonical("  first\r\nsecond\rthird\n\n ") == "  first\nsecond\nthird\n\n "


def test_accents_are_composed():
    assert canonical("Zoe\u0308") == "Zo\u00eb"


@pytest.mark.parametrize(
    "kept", ["é—“”…€✓☐", "Ωμέγα", "Вера", "a\tb", "😀 and ☎", "no\u00a0break", "[withheld in source]"]
)
def test_ordinary_writing_is_kept(kept):
    assert canonical(kept) == kept


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("a\x00", "U+0000"),
        ("a\x1b", "U+001B"),
        ("a\x85", "U+0085"),
        ("a\ud800", "U+D800"),
        ("a\ufffe", "U+FFFE"),
        ("a\ufdd0", "U+FDD0"),
        ("a\u202e", "U+202E"),
        ("a\u2066", "U+2066"),
        ("a\u200e", "U+200E"),
        ("a\u061c", "U+061C"),
        ("a\u2028", "U+2028"),
        ("a\u2029", "U+2029"),
        ("a\u200b", "U+200B"),
        ("a\u2060", "U+2060"),
        ("a\ufeff", "U+FEFF"),
        ("a\u00ad", "U+00AD"),
        ("a\ufff9", "U+FFF9"),
        ("a\u034f", "U+034F"),
        ("a\u3164", "U+3164"),
        ("a\U000e0041", "U+E0041"),
        ("a\ue000", "U+E000"),
        ("a\u200db", "U+200D"),
        ("☎\ufe0f", "U+FE0F"),
        ("😀\u200d😀", "U+200D"),
        ("a\u2588", "U+2588"),
        ("a\u4e2d", "U+4E2D"),
        ("a\u0627", "U+0627"),
        ("a\U0001f468", "U+1F468"),
    ],
)
def test_what_could_deceive_or_not_be_printed_is_refused_by_name(typed, number):
    with pytest.raises(Unacceptable, match=f"Line 2, character 2 holds .*{number.replace('+', '[+]')}"):
        canonical("first\r\n" + typed)


@pytest.mark.parametrize(
    "typed", ["[Redacted: s.40(2)]", "[REDACTED]", "[ redacted", "［Redacted", "[R\u0435d\u0430cted]"]
)
def test_a_pretended_redaction_mark_is_refused(typed):
    with pytest.raises(Unacceptable, match="Line 1, character 5 looks like one of our redaction marks"):
        canonical("See " + typed)


def test_five_accents_on_one_letter_are_refused_and_four_are_kept():
    assert canonical("z" + "\u0335" * 4)

    with pytest.raises(Unacceptable, match="too many accents"):
        canonical("z" + "\u0335" * 5)


@pytest.mark.parametrize("typed", ["\u0301x", "a\n\u0301", "- \u0301", "**\u0301a**"])
def test_an_accent_without_a_letter_is_refused(typed):
    with pytest.raises(Unacceptable, match="holds an accent without a letter"):
        canonical(typed)


def test_a_field_has_a_longest_text_and_a_most_lines():
    assert canonical("x" * LONGEST)

    with pytest.raises(Unacceptable, match="Shorten this to 20,000 characters"):
        canonical("x" * (LONGEST + 1))
    with pytest.raises(Unacceptable, match="fewer than 2,000 lines"):
        canonical("\n" * MOST_LINES)
