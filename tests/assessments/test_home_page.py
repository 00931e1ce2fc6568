"""What needs somebody, on the page they start from."""

import pytest
from bs4 import BeautifulSoup

from assessments.actions.deciding import return_version
from assessments.actions.drafting import name_person, stop_naming
from cia.notices.outbox import tell
from tests.factories import draft, signed_off, submitted


@pytest.fixture
def page_of(client):
    def asked(user):
        client.force_login(user)
        return client.get("/")

    return asked


def test_officer_with_nothing_to_do_is_told_so_and_can_start(dana, page_of):
    page = page_of(dana)

    assert "Nothing is waiting for you" in page.text
    assert 'href="/assessments/start/"' in page.text


def test_officer_sees_their_drafts(dana, harrowmere, page_of):
    version = draft(by=dana, unit=harrowmere)

    page = page_of(dana)

    assert "Drafts in progress" in page.text
    assert f'href="{version.get_absolute_url()}"' in page.text


def test_officer_sees_what_was_returned_and_why(dana, priya, harrowmere, page_of):
    return_version(submission=submitted(by=dana, unit=harrowmere), reasons="Who speaks for the traders?", by=priya)

    page = page_of(dana)

    assert "Returned to you" in page.text
    assert "Who speaks for the traders?" in page.text


def test_officer_does_not_see_the_drafts_of_others(dana, lee, harrowmere, page_of):
    version = draft(by=dana, unit=harrowmere)

    assert version.get_absolute_url() not in page_of(lee).text


def test_authorising_officer_sees_the_longest_waiting_first(dana, lee, priya, harrowmere, page_of):
    first, second = (submitted(by=author, unit=harrowmere).version for author in (dana, lee))

    page = page_of(priya)

    assert (
        0
        < page.text.index(f"{first.get_absolute_url()}decide/")
        < page.text.index(f"{second.get_absolute_url()}decide/")
    )


def test_authorising_officer_is_not_asked_to_decide_on_what_they_wrote(priya, harrowmere, page_of):
    submitted(by=priya, unit=harrowmere)

    assert "No assessment is waiting for your decision" in page_of(priya).text


def test_what_is_decided_waits_no_more(dana, priya, harrowmere, page_of):
    signed_off(submitted(by=dana, unit=harrowmere), by=priya)

    assert "No assessment is waiting for your decision" in page_of(priya).text


def test_following_a_notice_leads_to_its_record_and_reads_it(client, dana, priya, harrowmere):
    submission = submitted(by=dana, unit=harrowmere)
    client.force_login(priya)
    (notice,) = priya.notices.all()

    answer = client.post(f"/notices/{notice.pk}/follow/")

    assert answer.headers["Location"] == submission.version.get_absolute_url()
    assert not priya.notices.unread().exists()


def test_a_notice_is_followed_by_nobody_else(client, dana, priya, harrowmere):
    submitted(by=dana, unit=harrowmere)
    client.force_login(dana)

    answer = client.post(f"/notices/{priya.notices.get().pk}/follow/")

    assert answer.status_code == 404
    assert priya.notices.unread().exists()


def test_the_page_bears_the_strictest_marking_of_what_it_names(dana, priya, harrowmere, page_of):
    draft(by=dana, unit=harrowmere)
    assert "OFFICIAL-SENSITIVE" not in page_of(dana).text

    submitted(by=dana, unit=harrowmere)

    assert page_of(dana).text.count("OFFICIAL-SENSITIVE") == 2


def told(page):
    """What stands under each notice, by its sentence."""
    lines = BeautifulSoup(page.text, "html.parser").select("li:has(form[action^='/notices/'])")
    return {line.button.get_text(): " ".join(line.get_text(" ").split()) for line in lines}


def test_a_notice_says_the_title_of_its_record_to_whoever_may_read_it(dana, lee, priya, harrowmere, page_of):
    version = signed_off(submitted(by=dana, unit=harrowmere), by=priya).submission.version

    assert version.cover.title in told(page_of(dana))[f"{version} was signed off"]


def test_a_notice_keeps_no_title_for_whoever_may_read_its_record_no_more(dana, lee, priya, harrowmere, page_of):
    version = draft(by=dana, unit=harrowmere)
    named = name_person(assessment=version.assessment, person=lee, part="reader", by=dana)
    sentence = f"You were let in to {version.assessment}"
    assert version.cover.title in told(page_of(lee))[sentence]

    stop_naming(named=named, by=dana)

    assert version.cover.title not in told(page_of(lee))[sentence]


def test_a_notice_that_leads_nowhere_any_more_is_shown_without_a_title(dana, page_of):
    tell([dana], sentence="Something was moved", link="/an/address/of/before/")

    assert "Something was moved" in told(page_of(dana))


def test_an_officer_has_one_main_thing_to_do(dana, page_of):
    buttons = BeautifulSoup(page_of(dana).text, "html.parser").select("main .govuk-button")

    assert [each.get_text() for each in buttons] == ["Log a contact", "Start an assessment"]
    assert ["govuk-button--secondary" in each["class"] for each in buttons] == [False, True]
