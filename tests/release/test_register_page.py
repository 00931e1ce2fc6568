from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from assessments.actions.deciding import submit
from assessments.release.actions import publishing
from assessments.release.actions.marking import make_release_copy
from assessments.release.gate import Examined
from assessments.release.views import register
from cia import clock
from cia.accounts.roles import Role
from tests.factories import PostingFactory, UnitFactory, draft, signed_off, write_whole
from tests.release.conftest import NUMBER

pytestmark = pytest.mark.django_db


def listed(client, query=""):
    return [publication.number for publication in client.get(f"/register/{query}").context["publications"]]


@pytest.fixture
def older(publication, harrowmere, dana, priya, tom, ruth, monkeypatch):
    """Publications of Operation Beacon from two units, one a month, each older than the one before."""

    def examining(*_args, **_others):
        yield from ()
        return Examined(pdf=b"%PDF-", html="<p>", pages=1, report=())

    monkeypatch.setattr(publishing, "examining", examining)
    saltmarsh = UnitFactory(name="Saltmarsh BCU")
    for person, role in [(dana, Role.OFFICER), (priya, Role.AUTHORISING_OFFICER)]:
        PostingFactory(user=person, role=role, unit=saltmarsh)

    def publish(month, unit):
        with clock.stopped_at(datetime(2025, month, 1, 12, 0, tzinfo=UTC)):
            version = write_whole(draft(by=dana, unit=unit, title=f"Operation Beacon {month}"), by=dana)
            version = signed_off(submit(version=version, by=dana), by=priya).submission.version
            release = make_release_copy(version=version, by=tom, number=f"P-BEAC-{month}")
            candidate = publishing.send_for_checking(release=release, by=tom)
            digests = {"pdf_sha256": candidate.pdf_sha256, "html_sha256": candidate.html_sha256}
            approval = publishing.approve(candidate=candidate, by=ruth, **digests)
            return publishing.publish(approval=approval, by=ruth).number

    return [publish(month, harrowmere if month % 2 else saltmarsh) for month in (6, 5, 4, 3)]


def test_anybody_reads_what_is_published_without_a_cookie(publication, client):
    response = client.get("/register/")

    assert publication.title in response.content.decode()
    assert f'href="/register/{NUMBER}/"' in response.content.decode()
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_the_newest_stands_first_and_older_ones_follow_on_the_next_page(older, client, monkeypatch):
    monkeypatch.setattr(register, "ON_ONE_PAGE", 3)

    first = client.get("/register/?unit=&words=operation")

    assert [publication.number for publication in first.context["publications"]] == [NUMBER, *older[:2]]
    second = client.get(first.context["older"])
    assert [publication.number for publication in second.context["publications"]] == older[2:]
    assert second.context["older"] == ""


def test_it_is_searched_by_words_unit_and_year(older, client):
    everything = [NUMBER, *older]
    expected = {
        "?words=lantern": [NUMBER],
        "?words=LANTERN+facial": [NUMBER],
        "?words=lantern+beacon": [],
        "?words=p-beac-6": ["P-BEAC-6"],
        "?words=%25": [],
        "?unit=Saltmarsh+BCU&words=beacon": ["P-BEAC-6", "P-BEAC-4"],
        "?year=2025&unit=Harrowmere+BCU": ["P-BEAC-5", "P-BEAC-3"],
        "?year=1999": everything,
        "?year=soon&unit=": everything,
        "?after=nothing": everything,
    }

    assert {query: listed(client, query) for query in expected} == expected


def test_a_search_with_what_no_database_takes_is_answered(publication, client):
    assert listed(client, "?words=a%00b") == [NUMBER]


def test_what_was_taken_down_is_gone_from_the_list_but_for_its_number(publication, client, ruth):
    publishing.take_down(publication=publication, reason="A name was left in.", by=ruth)

    page = BeautifulSoup(client.get("/register/").content, "html.parser").get_text()

    assert publication.title not in page
    assert f"{NUMBER}, withdrawn 10 February 2026" in page
    assert "A name was left in." not in page
