import pytest

from assessments.release.actions.marking import remove_mark
from assessments.release.actions.publishing import give_back, take_down
from cia.accounts.roles import Role
from tests.factories import UnitFactory, posted
from tests.release.conftest import HIDDEN_WORDS, NUMBER

pytestmark = pytest.mark.django_db

PAGE = f"/release/{NUMBER}/"


def test_it_says_what_comes_next_and_where(marked, as_tom):
    page = as_tom.get(PAGE).content.decode()

    assert f'href="{PAGE}marks/"' in page
    assert "Mark what is withheld</a>" in page


def test_the_marker_is_told_why_another_must_check(candidate, as_tom):
    page = as_tom.get(PAGE).content.decode()

    assert "You made or removed marks in this release" in page
    assert "Check the file</a>" not in page


def test_the_checker_is_led_to_the_file(candidate, as_ruth):
    assert "Check the file</a>" in as_ruth.get(PAGE).content.decode()


def test_what_the_checker_asked_for_stands_there(candidate, ruth, as_tom):
    give_back(candidate=candidate, reasons="Hide the <street> too.", by=ruth)

    page = as_tom.get(PAGE).content.decode()

    assert "Given back by Ruth Bellamy" in page
    assert "Hide the &lt;street&gt; too." in page


def test_everything_done_stands_in_its_history_with_who_did_it(publication, as_ruth):
    events = as_ruth.get(PAGE).context["events"]

    told = [(sentence, who) for _at, sentence, who in events]
    assert told[0] == (f"Published {NUMBER}", "Ruth Bellamy")
    assert told[-1] == (f"Made release copy {NUMBER}", "Tom Ashdown")


def test_its_history_says_where_a_mark_is_and_never_what_it_hides(marked, tom, as_tom):
    mark = marked.marks.get(path="section.information")
    remove_mark(mark=mark, by=tom)

    page = as_tom.get(PAGE)

    told = [sentence for _at, sentence, _who in page.context["events"]]
    assert told[0] == "Took the mark off words in Information: s.31(1)(a)"
    assert "Marked words in Information: s.31(1)(a)" in told
    assert not any(HIDDEN_WORDS in sentence or str(mark.pk) in sentence for sentence in told)


def test_why_it_was_taken_down_is_told_to_the_team(publication, priya, as_tom):
    take_down(publication=publication, reason="A name was left in.", by=priya)

    assert "A name was left in." in as_tom.get(PAGE).content.decode()


def test_an_foi_officer_of_another_unit_finds_no_release(approval, client):
    client.force_login(posted("sam", "Sam Treen", role=Role.FOI_OFFICER, unit=UnitFactory(name="Saltmarsh BCU")))

    pages = ["", "marks/", "checking/", "candidate.pdf", "candidate.html", "publish/", "abandon/"]
    assert {client.get(PAGE + page).status_code for page in pages} == {404}
    assert client.post(f"{PAGE}publish/", {"confirmed": "on"}).status_code == 404
    assert NUMBER not in client.get("/release/").content.decode()
