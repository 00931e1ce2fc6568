"""The three examples of the whole form, rehearsed by the real command and read as strangers would."""

import html
import json

import pytest

from tests.release import rehearsing
from tests.release.rehearsing import (
    EXAMPLES,
    SECRETS,
    act,
    public_texts,
    rehearse,
    secret_sequences,
    squeezed,
    unfound,
    words,
)

NAMES = ["operation-lantern-full", "lantern-walk", "mosque-fire"]


@pytest.fixture(scope="module", params=NAMES)
def example(request, tmp_path_factory):
    """The name of an example, its file, and the folder in which it was rehearsed; read it only."""
    out = tmp_path_factory.mktemp(request.param)
    done = rehearse(EXAMPLES / f"{request.param}.json", out)
    assert done.returncode == 0, done.stderr
    return request.param, json.loads((EXAMPLES / f"{request.param}.json").read_text("utf-8")), out


def test_no_hidden_word_is_in_the_public_files(example):
    name, _, out = example
    secret = set(words(SECRETS[name]))

    for search in rehearsing.SEARCHERS:
        assert not secret & set(words(search(out / "public.pdf"))), search.__name__
    for file in ["public.html", "manifest.json"]:
        assert not secret & set(words(html.unescape((out / file).read_text("utf-8"))))


def test_no_hidden_words_in_a_row_are_in_the_public_files(example):
    """Of every mark, whatever it is on: derived from the marks, where the words above were chosen by hand."""
    _, file, out = example
    secret = set(secret_sequences(file))
    inside = squeezed(rehearsing.with_pdftotext(out / "internal.pdf"))

    assert len([sequence for sequence in secret if sequence in inside]) >= 0.9 * len(secret)
    for search in rehearsing.SEARCHERS:
        read = squeezed(search(out / "public.pdf"))
        assert [sequence for sequence in secret if sequence in read] == [], search.__name__
    for name in ["public.html", "manifest.json"]:
        read = squeezed(html.unescape((out / name).read_text("utf-8")))
        assert [sequence for sequence in secret if sequence in read] == [], name


def test_the_hidden_words_are_found_where_they_are_printed(example):
    name, _, out = example

    assert set(words(SECRETS[name])) <= set(words(rehearsing.with_pdftotext(out / "internal.pdf")))


def test_every_public_text_is_found_in_the_public_files(example):
    _, file, out = example
    page = rehearsing.with_a_browser((out / "public.html").read_text("utf-8"))

    assert len(list(public_texts(file))) > 10
    for reading in [page, *(read(out / "public.pdf") for read in rehearsing.READERS)]:
        assert unfound(file, reading) == []


def test_the_manifest_counts_the_marks(example):
    _, file, out = example

    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["marks"] >= len(act(file, "mark")["marks"])


def test_the_richest_has_the_shape_of_a_real_one():
    file = json.loads((EXAMPLES / "operation-lantern-full.json").read_text("utf-8"))
    marks, acts = act(file, "mark")["marks"], file["rehearsal"]["acts"]

    assert len(marks) == 20
    assert len([mark for mark in marks if mark.get("whole") == "row"]) == 2
    first = [each for each in acts if each["act"] == "log_contact" and "corrects" not in each["contact"]]
    assert len(first) == 8
    assert len(file["assessment"]["deployments"][0]["places"]) == 2
    assert [each for each in acts if each["act"] == "log" and "levels" in each["entry"]]
