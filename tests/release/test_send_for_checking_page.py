import pytest
from bs4 import BeautifulSoup

from assessments.release.actions import publishing
from assessments.release.actions.marking import mark_passage
from assessments.release.gate import Refused
from assessments.release.models import ReleaseCopy
from tests.reasons import give_reasons
from tests.release.conftest import NUMBER

pytestmark = pytest.mark.django_db

PAGE = f"/release/{NUMBER}/send-for-checking/"


def test_the_file_is_made_and_waits_for_somebody_else(marked, gate_once, as_tom):
    response = as_tom.post(PAGE)

    assert response.url == f"/release/{NUMBER}/"
    release = ReleaseCopy.objects.get()
    assert release.state == "checking"
    assert bytes(release.candidates.get().pdf).startswith(b"%PDF-")


def test_words_that_are_hidden_once_and_stand_twice_are_refused_with_their_place(unmarked, personal, tom, as_tom):
    mark_passage(
        release=unmarked,
        path="cover.title",
        quote="Harrowmere",
        occurrence=1,
        exemptions=[personal],
        reason="The town.",
        by=tom,
    )
    give_reasons(unmarked, by=tom)

    response = as_tom.post(PAGE)

    page = response.content.decode()
    assert response.status_code == 403
    assert "There is a problem" in page
    assert "other mentions of the words withheld in Title are undecided" in page
    assert f"/release/{NUMBER}/missed/" in page
    assert ReleaseCopy.objects.get().state == "marking"


def test_each_hidden_thing_that_was_missed_is_a_line_of_its_own(unmarked, personal, tom, as_tom):
    for path, quote in [("cover.title", "Harrowmere"), ("section.purpose", "High Street")]:
        mark_passage(
            release=unmarked, path=path, quote=quote, occurrence=1, exemptions=[personal], reason="So.", by=tom
        )
    give_reasons(unmarked, by=tom)

    page = BeautifulSoup(as_tom.post(PAGE).content, "html.parser")

    lines = [line.get_text(strip=True) for line in page.select(".govuk-error-summary__list li")]
    assert len(lines) > 1
    assert all(line.count("undecided") == 1 for line in lines)


def test_what_the_gate_says_is_shown_and_nothing_is_sent(marked, as_tom, monkeypatch):
    def refuse(*_args, **_others):
        raise Refused("A reader found words that are withheld.")

    monkeypatch.setattr(publishing, "examine", refuse)

    response = as_tom.post(PAGE)

    assert response.status_code == 403
    assert "A reader found words that are withheld." in response.content.decode()
    assert not ReleaseCopy.objects.get().candidates.exists()
