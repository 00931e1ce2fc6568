import pytest

from assessments.release.actions.marking import mark_whole
from assessments.release.actions.publishing import give_back, send_for_checking
from assessments.release.models import Approval, ReleaseCopy
from tests.release.conftest import HIDDEN_AUTHOR, HIDDEN_WORDS, NUMBER

pytestmark = pytest.mark.django_db

PAGE = f"/release/{NUMBER}/checking/"


def digests(candidate):
    return {"pdf_sha256": candidate.pdf_sha256, "html_sha256": candidate.html_sha256, "confirmed": "on"}


def test_each_mark_stands_beside_what_it_hides_and_why(candidate, as_ruth):
    page = as_ruth.get(PAGE).content.decode()

    for words in [HIDDEN_WORDS, HIDDEN_AUTHOR, "Priya Raman"]:
        assert f">{words}</q>" in page
    assert '<span class="cia-mark">[Redacted: s.31(1)(a)]</span>' in page
    assert "Where the cameras stand could be used to avoid them." in page


def test_what_is_left_out_because_it_rests_on_hidden_words_is_read_by_the_checker_alone(
    marked, tom, personal, as_ruth, gate_once
):
    when = "reassessment_plan.reassess_at"
    mark_whole(release=marked, path=when, whole="field", exemptions=[personal], reason="A day.", by=tom)
    candidate = send_for_checking(release=marked, by=tom)

    page = as_ruth.get(PAGE).text

    beginning = page.index("Left out, because it would show something of words that are withheld")
    assert "No reassessment is planned" in page[beginning:]
    assert "No reassessment is planned" not in page[:beginning]
    public = bytes(candidate.html).decode()
    assert "No reassessment is planned" not in public
    assert "No contact is recorded" in public


def test_what_each_check_said_is_there_and_the_digests_of_both_files(candidate, as_ruth):
    page = as_ruth.get(PAGE).content.decode()

    assert len(candidate.gate_report) > 5
    assert all(step["name"] in page for step in candidate.gate_report)
    for digest in [candidate.pdf_sha256, candidate.html_sha256]:
        assert f'value="{digest}"' in page
        assert f"SHA-256 {digest}" in page


def test_a_second_officer_approves_exactly_the_bytes_shown(candidate, as_ruth, ruth):
    as_ruth.post(PAGE, digests(candidate))

    approval = Approval.objects.get()
    assert (approval.candidate, approval.approved_by) == (candidate, ruth)
    assert ReleaseCopy.objects.get().state == "approved"


def test_who_made_a_mark_cannot_approve_and_reads_why(candidate, as_tom):
    page = as_tom.get(PAGE).content.decode()
    assert "You made or removed marks in this release" in page
    assert "Approve exactly this file" not in page

    assert as_tom.post(PAGE, digests(candidate)).status_code == 403
    assert not Approval.objects.exists()


def test_a_file_that_was_not_read_is_not_approved(candidate, as_ruth):
    response = as_ruth.post(PAGE, digests(candidate) | {"confirmed": ""})

    assert "Confirm that you have read the whole file" in response.content.decode()
    assert not Approval.objects.exists()


def test_another_file_than_the_one_shown_is_not_approved(candidate, as_ruth):
    response = as_ruth.post(PAGE, digests(candidate) | {"pdf_sha256": "0" * 64})

    assert response.status_code == 409
    assert "The file you checked is not the one that is waiting now" in response.content.decode()
    assert not Approval.objects.exists()


def test_a_file_shown_before_it_was_made_anew_is_not_approved(candidate, ruth, tom, as_ruth):
    """The bytes are the same, but they are those of another file."""
    give_back(candidate=candidate, reasons="Look at the map again.", by=ruth)
    assert "Approve exactly this file" not in as_ruth.get(PAGE).content.decode()

    newer = send_for_checking(release=ReleaseCopy.objects.get(), by=tom)
    as_ruth.post(PAGE, digests(newer))

    assert Approval.objects.get().candidate == newer


def test_there_is_nothing_to_check_before_a_file_is_made(marked, as_ruth):
    assert as_ruth.get(PAGE).status_code == 404


@pytest.mark.parametrize(
    ("file", "content_type", "begins"),
    [
        ("candidate.pdf", "application/pdf", b"%PDF-"),
        ("candidate.html", "text/html; charset=utf-8", b"<!DOCTYPE html>"),
    ],
)
def test_the_file_itself_is_shown_to_the_team_and_kept_by_no_browser(candidate, as_ruth, file, content_type, begins):
    response = as_ruth.get(f"/release/{NUMBER}/{file}")

    assert response.headers["Content-Type"] == content_type
    assert response.headers["Cache-Control"] == "no-store"
    assert response.content.startswith(begins)
