"""The three examples of the whole form, rehearsed by the real command and read as strangers would."""

import html
import json
import re

import pytest

from tests.release import rehearsing
from tests.release.rehearsing import EXAMPLES, act, rehearse, squeezed, words

NAMES = ["operation-lantern-full", "lantern-walk", "mosque-fire"]
READERS = [rehearsing.with_pdftotext, rehearsing.with_pdfminer, rehearsing.with_mutool]
SEARCHERS = [*READERS, rehearsing.with_pypdfium2, rehearsing.with_a_walk]
# Words of hidden passages and rows that stand in no public text.
SECRETS = {
    "operation-lantern-full": "Marwood Estelle Varga Rowan Pike Moira Tench Oakshott nephew spotter refuge "
    "Calder goods footbridge launderette Gwen Sallow Marsh",
    "lantern-walk": "Dana Okafor",
    "mosque-fire": "Tanner van observers Petra Lune petrol Dana Okafor",
}


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

    for search in SEARCHERS:
        assert not secret & set(words(search(out / "public.pdf"))), search.__name__
    for file in ["public.html", "manifest.json"]:
        assert not secret & set(words(html.unescape((out / file).read_text("utf-8"))))


def test_the_hidden_words_are_found_where_they_are_printed(example):
    name, _, out = example

    assert set(words(SECRETS[name])) <= set(words(rehearsing.with_pdftotext(out / "internal.pdf")))


def test_every_public_text_is_found_in_the_public_files(example):
    _, file, out = example
    page = re.sub(r"<style>.*?</style>|<[^>]+>", " ", (out / "public.html").read_text("utf-8"), flags=re.DOTALL)
    readings = [squeezed(html.unescape(page)), *(squeezed(read(out / "public.pdf")) for read in READERS)]

    texts = list(public_texts(file))
    assert len(texts) > 10
    for reading in readings:
        # A page's margins stand between the two parts of a text that goes on overleaf.
        missing = [text for text in texts if not any(part in reading for part in parts(text))]
        assert missing == []


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


def public_texts(file):
    """Every text that somebody typed and in which nothing is marked, squeezed."""
    marks = act(file, "mark")["marks"]
    withheld = {squeezed(mark["quote"]) for mark in marks if "quote" in mark}
    hidden_rows = {mark["at"] for mark in marks if mark.get("whole") == "row"}
    written, contact = file["assessment"], 0
    typed = [*written["sections"].values(), *(rating["reasons"] for rating in written["ratings"].values())]
    typed += [written["cover"]["title"], act(file, "sign_off")["reasons"]]
    typed += [answered["answer"] for answered in act(file, "sign_off").get("answers", [])]
    typed += [row["text"] for row in written.get("risks", [])]
    numbered = enumerate(written.get("interventions", []), start=1)
    typed += [row["text"] for number, row in numbered if f"intervention.{number}" not in hidden_rows]
    for each in file["rehearsal"]["acts"]:
        if each["act"] == "log_contact":
            contact += 1
            if f"contact.{contact}" not in hidden_rows:
                told = each["contact"]
                typed += [told[key] for key in ("narrative", "response") if key in told]
                typed += [concern["text"] for concern in told.get("concerns", []) if "text" in concern]
                typed += [promise["what"] for promise in told.get("promises", [])]
        if each["act"] == "log":
            typed.append(each["entry"]["text"])
    for text in typed:
        for line in rehearsing.lines(text):
            said = squeezed(rehearsing.typed(line))
            if said and not any(quote in said for quote in withheld):
                yield said


def parts(text):
    """A text whole, or either long half of it."""
    half = len(text) // 2
    return [text, *([text[:half], text[half:]] if half > 20 else [])]
