"""A release, rehearsed from one file by the real command, and read afterwards as a stranger would."""

import html
import json
import re
from contextlib import closing
from hashlib import sha256

import pikepdf
import pytest
from weasyprint import HTML

from cia.embedded import Server, in_use
from tests import database
from tests.release import rehearsing
from tests.release.rehearsing import EXAMPLES, PUBLIC, act, lantern, rehearse, squeezed, words

READERS = [rehearsing.with_pdftotext, rehearsing.with_pdfminer, rehearsing.with_mutool]
SEARCHERS = [*READERS, rehearsing.with_pypdfium2, rehearsing.with_a_walk]
TELLING = set(
    words(
        "okafor priya raman moot savings spotter tanner descriptions towpath staying garages sadler tasking samira "
        "quill alder refuge fuel operators kit halloran moira tench stabbing launderette covert arcade cinema"
    )
)
# As on the machine of a service: a rehearsal must neither read these settings nor open this database.
PRODUCTION = {"CIA_MODE": "production", "DATABASE_URL": "postgresql://nobody:wrong@db.example.invalid/none"}


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """The folder in which the first example was rehearsed; read it only."""
    out = tmp_path_factory.mktemp("rehearsed")
    done = rehearse(rehearsing.LANTERN, out, **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return out


@pytest.fixture
def refused(tmp_path):
    """Rehearse a changed example into a folder where an earlier one was published; the sentence that refuses it."""

    def try_it(content):
        file, out = tmp_path / "changed.json", tmp_path / "out"
        file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        out.mkdir()
        for name in PUBLIC:
            (out / name).write_text("from an earlier rehearsal")

        done = rehearse(file, out)

        assert done.returncode != 0
        assert not [name for name in PUBLIC if (out / name).exists()]
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
        return done.stderr.strip()

    return try_it


def test_everything_that_was_promised_is_written(published):
    assert sorted(path.name for path in published.iterdir()) == sorted([*PUBLIC, "internal.pdf", "report.txt"])


@pytest.mark.parametrize("search", SEARCHERS)
def test_no_hidden_passage_is_in_the_public_pdf(published, search):
    found = squeezed(search(published / "public.pdf"))

    assert not [text for text in rehearsing.hidden(lantern()) if squeezed(text) in found]


@pytest.mark.parametrize("search", SEARCHERS)
def test_no_word_that_is_only_hidden_is_in_the_public_pdf(published, search):
    found = set(words(search(published / "public.pdf")))

    assert not secret_words() & found


def test_no_hidden_word_is_in_the_public_page_or_the_manifest(published):
    for name in ["public.html", "manifest.json"]:
        text = html.unescape((published / name).read_text("utf-8"))

        assert not [hidden for hidden in rehearsing.hidden(lantern()) if squeezed(hidden) in squeezed(text)]
        assert not secret_words() & set(words(text))


@pytest.mark.parametrize("read", READERS)
def test_every_public_word_is_in_the_public_pdf_in_its_order(published, read):
    found = iter(words(read(published / "public.pdf")))

    assert [word for word in rehearsing.public_words(lantern()) if word not in found] == []


def test_every_public_word_is_in_the_public_page_in_its_order(published):
    page = (published / "public.html").read_text("utf-8")
    found = iter(words(html.unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL))))

    assert [word for word in rehearsing.public_words(lantern()) if word not in found] == []


@pytest.mark.parametrize("read", READERS)
def test_the_readers_find_the_hidden_words_where_they_are_printed(published, read):
    found = squeezed(read(published / "internal.pdf"))

    assert [text for text in rehearsing.hidden(lantern()) if squeezed(text) in found]


def test_pypdfium2_would_find_a_word_that_the_eye_does_not(tmp_path):
    path = tmp_path / "white.pdf"
    HTML(string="<p style='color: white; font-size: 1px'>Kit Halloran").write_pdf(path)

    assert "kithalloran" in squeezed(rehearsing.with_pypdfium2(path))


@pytest.mark.parametrize("place", ["metadata", "attachment", "outline"])
def test_the_walk_would_find_a_word_in_any_object(published, tmp_path, place):
    path = tmp_path / "leaking.pdf"
    with pikepdf.open(published / "public.pdf") as pdf:
        if place == "metadata":
            pdf.docinfo["/Subject"] = "Kit Halloran, ż"
        elif place == "attachment":
            pdf.attachments["notes"] = b"Kit Halloran"
        else:
            pdf.Root["/Seen"] = pdf.make_indirect(pikepdf.Dictionary(Title="Kit Halloran"))
        pdf.save(path)

    assert "kithalloran" in squeezed(rehearsing.with_a_walk(path))


def test_the_manifest_names_the_very_bytes_and_counts_the_marks(published):
    manifest = json.loads((published / "manifest.json").read_text())

    for name in ["public.pdf", "public.html"]:
        assert manifest["files"][name]["sha256"] == sha256((published / name).read_bytes()).hexdigest()
    assert manifest["number"] == "P-REHEARSAL"
    assert manifest["marks"] == len(act(lantern(), "mark")["marks"]) == 14
    assert manifest["marks_by_words"] == {
        "[Redacted: s.31(1)(a)]": 2,
        "[Redacted: s.31(1)(a), s.31(1)(b)]": 2,
        "[Redacted: s.31(1)(b)]": 1,
        "[Redacted: s.38(1)(b)]": 2,
        "[Redacted: s.40(2)]": 6,
        "[Redacted: s.43(2)]": 1,
    }
    assert manifest["tools"].keys() >= {"weasyprint", "pdftotext", "mutool"}


def test_the_marks_are_printed_as_often_as_the_manifest_says(published):
    text = " ".join(rehearsing.with_pdftotext(published / "public.pdf").split())
    document, _, key = text.partition("What it means")
    before_the_key = squeezed(document)

    assert key
    assert before_the_key.count(squeezed("[Redacted: s.40(2)]")) == 6
    assert before_the_key.count(squeezed("[Redacted: s.43(2)]")) == 1


def test_the_report_tells_what_was_done_and_found_and_quotes_nothing(published):
    report = (published / "report.txt").read_text("utf-8")

    assert "1820hrs 12/03/2026  signing it off, by priya" in report
    assert "pdftotext reads exactly the public words" in report
    assert not [text for text in rehearsing.hidden(lantern()) if squeezed(text) in squeezed(report)]


def test_the_same_release_with_other_hidden_words_gives_the_same_bytes(published, tmp_path):
    text = rehearsing.LANTERN.read_text("utf-8")
    for old, new in {
        "Dana Okafor": "Wilhelmina Featherstone-Haugh",
        '"PS"': '"DCI"',
        "Priya Raman": "Jo Li",
        "between the Moot Hall and the savings bank": "by the well",
        "A spotter in plain clothes will nevertheless stand at the mouth of Tanner's Passage.": "Nobody is there.",
        "He will pass on the descriptions of people on the watchlist who leave that way.": "Nothing whatsoever. " * 9,
        "are wanted for the towpath robberies and are thought to be staying above the garages in Sadler's Yard": "roam",
        "the tasking log of the robbery team": "Ζ, Ж and ż",
        "Samira Quill": "Bartholomew Throckmorton-Smythe the Younger",
        "leads past the door of the Alder House refuge, and women who live there must be able to come and go without "
        "being filmed": "is long",
        "£6,840 plus fuel and two operators": "£9,876,543",
        "Kit Halloran": "Q",
        "Moira Tench": "Ångström Œuvre",
        "she gave evidence about the stabbing outside the launderette and was threatened for it": "he is shy",
        "Covert enquiries place the robbery team's main suspects in the arcade behind the cinema on most Friday "
        "afternoons": "Rumour has it",
    }.items():
        assert old in text
        text = text.replace(old, new)
    changed = tmp_path / "changed.json"
    changed.write_text(text, "utf-8")

    done = rehearse(changed, tmp_path)

    assert done.returncode == 0, done.stderr
    for name in PUBLIC:
        assert (tmp_path / name).read_bytes() == (published / name).read_bytes()
    assert (tmp_path / "internal.pdf").read_bytes() != (published / "internal.pdf").read_bytes()


def test_a_missing_rating_is_refused(refused):
    file = lantern()
    del file["assessment"]["ratings"]["potential"]

    assert "Choose a level for 'III. Potential (what might happen)'" in refused(file)


def test_an_unknown_exemption_is_refused(refused):
    file = lantern()
    act(file, "mark")["marks"][3]["exemptions"] = ["s.99(1)"]

    assert "mark 4, at section.information: There is no exemption 's.99(1)' in force on 30/03/2026." in refused(file)


def test_a_quote_that_is_not_there_is_refused(refused):
    file = lantern()
    act(file, "mark")["marks"][1]["quote"] = "between the Moot Hall and the moon"

    assert "mark 2, at section.information: These words do not stand in Information." in refused(file)


def test_a_label_that_is_not_offered_is_refused(refused):
    file = lantern()
    act(file, "mark")["marks"][1]["role"] = "Bob's brother"

    assert "mark 2, at section.information: Choose one of the labels that are offered, or none." in refused(file)


def test_the_author_cannot_sign_off_their_own(refused):
    file = lantern()
    file["rehearsal"]["people"][0]["role"] = "authorising_officer"
    act(file, "sign_off")["by"] = "dana"

    assert refused(file) == (
        "Act 3, signing it off, by dana: You wrote part of this assessment, so someone else must decide on it."
    )


def test_somebody_who_marked_cannot_approve(refused):
    file = lantern()
    act(file, "approve")["by"] = "tom"

    assert "You made or removed marks in this release, so another FOI officer must check" in refused(file)


def test_words_that_survive_elsewhere_are_refused(refused):
    file = lantern()
    act(file, "mark")["marks"] = [mark for mark in act(file, "mark")["marks"] if mark.get("occurrence") != 2]

    assert "1 other mention of the words withheld in Comment under I." in refused(file)


def test_what_was_never_signed_off_is_refused(refused):
    file = lantern()
    file["rehearsal"]["acts"] = [step for step in file["rehearsal"]["acts"] if step["act"] != "sign_off"]

    assert "Only a version that has been signed off can be published without a request." in refused(file)


def test_a_file_that_stops_before_publication_is_refused(refused):
    file = lantern()
    file["rehearsal"]["acts"] = file["rehearsal"]["acts"][:2]

    assert refused(file) == "The acts of this file end before anything is published."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "This is not a JSON file: line 1, character 2: expecting property name enclosed in double quotes."),
        ('{"format": 1}', "'assessment' is missing."),
        (
            '{"format": 1, "assessment": {"unit": "Harrowmere BCU", "about": "event"}}',
            "This file has an assessment but no rehearsal: it does not say who does what with it.",
        ),
    ],
)
def test_what_is_no_such_file_is_refused(refused, content, sentence):
    assert refused(content) == sentence


def test_a_file_that_is_not_there_is_refused(tmp_path):
    done = rehearse(tmp_path / "missing.json", tmp_path / "out")

    assert done.returncode == 1
    assert done.stderr == f"{tmp_path / 'missing.json'}: no such file or directory.\n"


def test_nothing_of_a_rehearsal_stays_in_a_database(tmp_path):
    var = database.FOLDER / f"alone-{database.WORKER}"
    server = Server(var / "rehearsal" / "postgres", durable=False)

    done = rehearse(EXAMPLES / "lantern-second-day.json", tmp_path, CIA_VAR=str(var))
    was_stopped = not server.is_running()
    with in_use(server), closing(server.connect()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'cia_rehearsal_%' ORDER BY 1")
        (template,) = [name for (name,) in cursor.fetchall()]

    assert done.stderr == "The acts of this file end before anything is published.\n"
    assert was_stopped
    assert template.startswith("cia_rehearsal_template_")


def secret_words():
    """The words that give something away: each stands in a hidden passage, and in no public one."""
    hidden = {word for text in rehearsing.hidden(lantern()) for word in words(text)}
    assert hidden >= TELLING
    assert not set(rehearsing.public_words(lantern())) & TELLING
    return TELLING
