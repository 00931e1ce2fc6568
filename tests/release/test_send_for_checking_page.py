import pytest
from bs4 import BeautifulSoup

from assessments.release.actions import publishing
from assessments.release.actions.marking import mark_passage
from assessments.release.actions.prompts import leave_rows
from assessments.release.checking import Step
from assessments.release.gate import Refused
from assessments.release.models import ReleaseCopy
from assessments.release.prompting import row_prompts
from cia.audit.models import Event
from tests.reasons import give_reasons
from tests.release.conftest import NUMBER, written

pytestmark = pytest.mark.django_db

PAGE = f"/release/{NUMBER}/send-for-checking/"


def test_the_file_is_made_and_waits_for_somebody_else(marked, gate_once, as_tom):
    page = BeautifulSoup(written(as_tom.post(PAGE)), "html.parser")

    assert "Sent for checking" in [heading.text for heading in page.select("h2")]
    assert page.select_one(f'main a[href="/release/{NUMBER}/"]')
    release = ReleaseCopy.objects.get()
    assert release.state == "checking"
    assert bytes(release.candidates.get().pdf).startswith(b"%PDF-")


def test_suggestions_that_nobody_decided_on_are_said_before_anything_is_sent(unmarked, as_tom):
    page = BeautifulSoup(as_tom.get(PAGE).content, "html.parser")

    assert "not decided" in page.select_one("main").get_text()
    assert page.select_one(f'main a[href="/release/{NUMBER}/marks/#suggestions"]')


def test_rows_in_which_something_beside_a_mark_may_tell_are_said_until_they_are_read(unmarked, crime, tom, as_tom):
    mark_passage(
        release=unmarked,
        path="sign_off.role",
        quote="Harrowmere BCU",
        occurrence=1,
        exemptions=[crime],
        reason="So.",
        by=tom,
    )
    link = f'main a[href="/release/{NUMBER}/missed/beside/"]'
    assert "In 1 row" in BeautifulSoup(as_tom.get(PAGE).content, "html.parser").select_one(link).parent.get_text()

    (row,) = row_prompts(unmarked)
    leave_rows(release=unmarked, rows=[row.advisory.path], reason="Everybody knows the role.", by=tom)

    assert not BeautifulSoup(as_tom.get(PAGE).content, "html.parser").select(link)


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


def test_each_step_is_shown_in_words_as_it_ends(marked, gate_once, as_tom):
    response = as_tom.post(PAGE)

    pieces = [piece.decode() for piece in response.streaming_content]
    report = ReleaseCopy.objects.get().candidates.get().gate_report
    assert response.headers["Cache-Control"] == "no-store"
    assert len(pieces) == len(report) + 2
    for step, piece in zip(report, pieces[1:-1], strict=True):
        line = BeautifulSoup(piece, "html.parser").li.get_text()
        assert line.startswith(f"{step['name']}: passed.")
        assert step["detail"] in line


def test_nothing_is_sent_before_every_step_has_passed(marked, gate_once, as_tom):
    response = as_tom.post(PAGE)

    states = [ReleaseCopy.objects.get().state for _piece in response.streaming_content]
    assert set(states[:-1]) == {"marking"}
    assert states[-1] == "checking"


def test_whoever_leaves_the_page_before_the_end_has_changed_nothing(marked, gate_once, as_tom):
    before = Event.objects.count()
    pieces = as_tom.post(PAGE)._iterator  # closing the answer whole would close the test's own connection as well

    for _piece in range(3):
        next(pieces)
    pieces.close()

    assert ReleaseCopy.objects.get().state == "marking"
    assert not ReleaseCopy.objects.get().candidates.exists()
    assert Event.objects.count() == before


def test_what_the_gate_says_is_shown_and_nothing_is_sent(marked, as_tom, monkeypatch):
    def refuse(*_args, **_others):
        step = Step("No hidden word is in anything", False, "Words that are withheld can be found in its metadata.")
        yield step
        raise Refused("The file may not go out.", step.detail, report=[step])

    monkeypatch.setattr(publishing, "examining", refuse)

    page = BeautifulSoup(written(as_tom.post(PAGE)), "html.parser")

    assert [line.get_text() for line in page.select("ol.govuk-list--number li")] == [
        "No hidden word is in anything: refused. Words that are withheld can be found in its metadata."
    ]
    assert "Refused: nothing was sent" in [heading.text for heading in page.select("h2")]
    assert "Words that are withheld can be found in its metadata." in [line.text for line in page.select("ul li")]
    assert page.select_one(f'main a[href="/release/{NUMBER}/missed/"]')
    assert not ReleaseCopy.objects.get().candidates.exists()


def test_the_page_says_so_when_something_fails_that_nobody_thought_of(marked, as_tom, monkeypatch):
    def fail(*_args, **_others):
        yield Step("Made twice, it is the same", True, "")
        raise RuntimeError

    monkeypatch.setattr(publishing, "examining", fail)

    pieces = as_tom.post(PAGE).streaming_content
    last = [next(pieces) for _piece in range(3)][-1]

    assert "Something failed" in last.decode()
    with pytest.raises(RuntimeError):
        next(pieces)
    assert ReleaseCopy.objects.get().state == "marking"
    assert not ReleaseCopy.objects.get().candidates.exists()
