"""What may be typed and kept: the text itself, exactly, or a refusal that names the character and its place."""

import pytest

from cia.canonical import LONGEST, MOST_LINES, Unacceptable, canonical
from tests.documents.scripts import SENTENCES


def test_line_ends_become_one_kind_and_nothing_is_trimmed():
    assert canonical("  first\r\nsecond\rthird\n\n ") == "  first\nsecond\nthird\n\n "


def test_accents_are_composed():
    assert canonical("Zoe\u0308") == "Zo\u00eb"


@pytest.mark.parametrize(
    "kept",
    [
        "é—“”…€✓☐",
        "Ωμέγα",
        "Вера",
        "a\tb",
        "😀 and ☎",
        "no\u00a0break",
        "[withheld in source]",
        "☎\ufe0f 1\ufe0f\u20e3 \U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\U0001f469\U0001f3fe\u200d\u2695\ufe0f",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u09b0\u200d\u09cd\u09af",
        *SENTENCES.values(),
    ],
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
        ("a\ufe0f", "U+FE0F"),
        ("a\u200c\u0645", "U+200C"),
        ("\u0645\u200d", "U+200D"),
        ("\u05d0\u200d\u05d1", "U+200D"),
        ("😀\u200da", "U+200D"),
        ("a\u2588", "U+2588"),
        ("a\u1300", "U+1300"),
        ("a\u0e44", "U+0E44"),
        ("a\u11b6", "U+11B6"),
        ("a\U00020000", "U+20000"),
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
    assert canonical("z\u0335\u0336\u0337\u0338")

    with pytest.raises(Unacceptable, match="too many accents"):
        canonical("z\u0335\u0336\u0337\u0338\u0335")


@pytest.mark.parametrize("typed", ["z\u0335\u0335", "\u05e8\u05bf\u05bf", "\u0a24\u0a41\u0a41"])
def test_the_same_accent_twice_on_a_letter_is_refused(typed):
    with pytest.raises(Unacceptable, match="Line 1, character 3 has the same accent twice on one letter"):
        canonical(typed)


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
