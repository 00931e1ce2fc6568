"""The internal document, on a page and as a file."""

import subprocess

import pytest

from assessments.actions.deciding import submit
from assessments.documents.snapshot import fingerprint
from tests.factories import signed_off, submitted


def text_of(pdf, tmp_path):
    (tmp_path / "internal.pdf").write_bytes(pdf)
    return subprocess.run(
        ["pdftotext", "-layout", tmp_path / "internal.pdf", "-"], check=True, capture_output=True, text=True
    ).stdout


def test_a_draft_is_shown_as_it_reads_now_and_nothing_is_kept(signed_in, dana, whole):
    page = signed_in(dana).get(f"{whole.get_absolute_url()}document/").text

    assert "This has not been submitted. It reads so now, and may change." in page
    assert "nine people" in page
    assert not whole.snapshots.exists()


def test_what_was_submitted_bears_its_fingerprint(signed_in, dana, whole):
    submission = submit(version=whole, by=dana)

    page = signed_in(dana).get(f"{whole.get_absolute_url()}document/").text

    assert fingerprint(submission.snapshot) in page


def test_a_signed_off_version_shows_its_sign_off(signed_in, dana, priya, harrowmere):
    submission = submitted(by=dana, unit=harrowmere)
    signed_off(submission, by=priya, reasons="Necessary and proportionate.")

    page = signed_in(dana).get(f"{submission.version.get_absolute_url()}document/").text

    assert "Necessary and proportionate." in page
    assert "Supt" in page


def test_a_signed_off_version_reads_as_signed_though_its_author_was_promoted(signed_in, dana, priya, harrowmere):
    submission = submitted(by=dana, unit=harrowmere)
    signed_off(submission, by=priya)
    dana.rank = "Insp"
    dana.save(update_fields=["rank"])

    page = signed_in(priya).get(f"{submission.version.get_absolute_url()}document/").text

    assert "PS Dana Okafor" in page
    assert "Insp Dana Okafor" not in page


@pytest.mark.parametrize("page", ["document/", "document.pdf"])
def test_an_outsider_finds_no_such_document(signed_in, lee, whole, page):
    assert signed_in(lee).get(f"{whole.get_absolute_url()}{page}").status_code == 404


def test_the_file_says_on_its_pages_that_it_is_unredacted(signed_in, dana, whole, tmp_path):
    answer = signed_in(dana).get(f"{whole.get_absolute_url()}document.pdf")

    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "UNREDACTED" in answer.headers["Content-Disposition"]
    text = text_of(answer.content, tmp_path)
    assert "UNREDACTED, NOT FOR RELEASE" in text
    assert "nine people" in text
