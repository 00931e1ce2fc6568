"""The page of reasons, and what is written on it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from assessments.release.actions.marking import mark_whole
from assessments.release.actions.reasoning import save_reason
from assessments.release.models import Reasoning, ReleaseCopy, SavedReason
from tests.release.conftest import HIDDEN_AUTHOR, NUMBER

PAGE = reverse("release-reasons", args=[NUMBER])
MARKS = reverse("release-marks", args=[NUMBER])
ANSWERS = {
    "seen": "0",
    "legitimate_interest": "Who decided.",
    "necessity": "No.",
    "rights_balance": "Theirs weigh more.",
}


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def withheld(unmarked, tom, personal):
    for path in ["cover.author", "sign_off.name"]:
        mark_whole(release=unmarked, path=path, whole="field", exemptions=[personal], reason="A name.", by=tom)
    return ReleaseCopy.objects.get(pk=unmarked.pk)


@pytest.fixture
def write_page(withheld, personal):
    return reverse("release-write-reasons", args=[NUMBER, personal.pk, 1])


def test_the_page_says_what_is_missing_and_which_marks_wait_for_it(withheld, as_tom, write_page):
    page = soup(as_tom.get(PAGE))

    assert page.select_one(".govuk-tag").text == "Not complete"
    assert [each.text.strip() for each in page.select("dd")] == ["Not written yet"] * 3
    assert "2 marks rest on these reasons" in page.text
    assert page.select_one(f'a[href="{write_page}"]')
    assert "Write the reasons of 1 exemption" in as_tom.get(MARKS).content.decode()


def test_reasons_are_written_on_a_page_and_shown_as_they_are(withheld, as_tom, write_page):
    response = as_tom.post(write_page, ANSWERS, follow=True)

    page = soup(response)
    assert [each.text.strip() for each in page.select("dd")] == ["Who decided.", "No.", "Theirs weigh more."]
    assert page.select_one(".govuk-tag").text == "Complete"
    assert soup(as_tom.get(write_page)).select_one("[name=necessity]").text.strip() == "No."


def test_who_began_from_an_older_writing_loses_nothing_and_is_told(withheld, as_tom, write_page):
    as_tom.post(write_page, ANSWERS)

    response = as_tom.post(write_page, ANSWERS | {"necessity": "Yes."})

    assert response.status_code == 409
    assert "Somebody else has written these reasons meanwhile" in response.content.decode()
    assert "Yes." in response.content.decode()
    assert Reasoning.objects.get().answers["necessity"] == "No."


def test_a_day_that_cannot_be_read_is_asked_again(unmarked, crime, tom, as_tom):
    mark_whole(release=unmarked, path="cover.title", whole="field", exemptions=[crime], reason="Tactics.", by=tom)
    page = reverse("release-write-reasons", args=[NUMBER, crime.pk, 1])

    response = as_tom.post(page, {"seen": "0", "likelihood": "would", "decided_on": "soon"})

    assert "Enter a day like 12/12/2025" in response.content.decode()
    assert as_tom.post(page, {"seen": "0", "likelihood": "would", "decided_on": "10/2/2026"}).status_code == 302
    assert Reasoning.objects.get().answers == {"likelihood": "would", "decided_on": "2026-02-10"}


def test_a_mark_is_given_reasons_of_its_own(withheld, as_tom, personal):
    mark = withheld.standing_marks().last()

    as_tom.post(reverse("release-rest-on", args=[NUMBER, personal.pk, 2, mark.pk]))

    headings = [each.text for each in soup(as_tom.get(PAGE)).select(".cia-checked h2")]
    assert headings[:2] == ["s.40(2) Personal information", "s.40(2) Personal information, reasons 2"]


def test_named_reasons_mark_with_two_presses(withheld, as_tom, write_page):
    as_tom.post(write_page, ANSWERS | {"saved_name": "Names of officers"})
    saved = SavedReason.objects.get()
    offered = soup(as_tom.get(MARKS)).select("select[name=saved_reason] option")

    response = as_tom.post(
        MARKS, {"place": "cover.title", "extent": "field", "saved_reason": saved.pk, "exemptions": [], "reason": ""}
    )

    assert [each.text.strip() for each in offered][:2] == ["None: choose below", "Names of officers (s.40(2))"]
    assert response.status_code == 302
    mark = withheld.standing_marks().order_by("pk").last()
    assert (mark.codes(), mark.reason) == (("s.40(2)",), "A name.")
    assert Reasoning.objects.count() == 1


def test_what_may_not_be_saved_for_others_is_not_written_by_half(unmarked, as_tom, tom, personal, write_page):
    refused = as_tom.post(write_page, ANSWERS | {"saved_name": f"As for {HIDDEN_AUTHOR}"})

    assert "words that this release withholds" in refused.content.decode()
    assert not SavedReason.objects.exists()
    assert not Reasoning.objects.exists()


def test_a_saved_reason_and_no_exemption_cannot_both_be(withheld, as_tom, tom, personal):
    saved = save_reason(release=withheld, exemption=personal, name="Names", reason="A name.", answers={}, by=tom)

    response = as_tom.post(
        MARKS, {"place": "cover.title", "extent": "field", "saved_reason": saved.pk, "is_neutral": "on", "reason": "x"}
    )

    assert "Either use a saved reason, or name no exemption" in response.content.decode()


def test_a_saved_reason_is_taken_off_the_list(withheld, as_tom, tom, personal):
    saved = save_reason(release=withheld, exemption=personal, name="Names", reason="A name.", answers={}, by=tom)

    as_tom.post(reverse("release-retire-saved-reason", args=[NUMBER, saved.pk]))

    assert "Names" not in soup(as_tom.get(MARKS)).text
    assert "There are none yet" in as_tom.get(PAGE).content.decode()


def test_the_checker_reads_the_reasons_beside_each_mark(candidate, as_ruth):
    page = soup(as_ruth.get(reverse("release-checking", args=[NUMBER])))
    one = soup(as_ruth.get(reverse("release-checking-page", args=[NUMBER, candidate.pdf_sha256[:16], 1])))

    for each in (page, one):
        beside = each.select(".cia-marks__mark details")
        assert "Why s.40(2) Personal information applies" in beside[0].text
        assert "An answer about legitimate interest." in beside[0].text


def test_a_change_after_approval_is_warned_of(approval, as_tom, personal):
    page = as_tom.get(reverse("release-write-reasons", args=[NUMBER, personal.pk, 1])).content.decode()

    assert "any approval counts no more" in page


def test_after_publication_the_reasons_are_read_and_not_written(publication, as_tom, personal):
    page = as_tom.get(reverse("release-write-reasons", args=[NUMBER, personal.pk, 1])).content.decode()

    assert "so its reasons stay as they are" in page
    assert "Save the reasons" not in page
