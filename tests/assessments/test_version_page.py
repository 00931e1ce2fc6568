"""One version: its task list, and what was decided about it."""

from bs4 import BeautifulSoup

from assessments.actions.deciding import return_version, submit
from assessments.actions.drafting import name_person, open_next_version, save_section
from assessments.models import NamedPerson
from tests.factories import signed_off, submitted


def statuses(page):
    items = BeautifulSoup(page, "html.parser").select(".govuk-task-list__item")
    return {
        item.select_one(".govuk-task-list__link").text: item.select_one(".govuk-task-list__status").text.strip()
        for item in items
    }


def test_the_task_list_says_how_far_each_part_is(signed_in, dana, begun):
    save_section(version=begun, key="purpose", text="To ask.", revision=0, by=dana)

    tasks = statuses(signed_in(dana).get(begun.get_absolute_url()).text)

    assert tasks["Cover"] == "Incomplete"
    assert tasks["Purpose"] == "Completed"
    assert tasks["Caveats"] == "Not yet started"
    assert tasks["Engagement and safeguards"] == "Optional"
    assert tasks["Check your answers and submit"] == "15 to do"


def test_a_whole_version_is_ready(signed_in, dana, whole):
    tasks = statuses(signed_in(dana).get(whole.get_absolute_url()).text)

    assert tasks.pop("Check your answers and submit") == "Ready"
    assert set(tasks.values()) == {"Completed", "Optional"}


def test_what_was_missing_from_a_part_is_said_beside_it(signed_in, dana, begun):
    page = signed_in(dana).get(begun.get_absolute_url()).text

    assert "Enter a summary on the cover." in page


def test_a_returned_version_shows_what_was_asked(signed_in, dana, priya, harrowmere):
    submission = submitted(by=dana, unit=harrowmere)
    return_version(submission=submission, reasons="Who speaks for the traders?", by=priya)

    page = signed_in(dana).get(submission.version.get_absolute_url()).text

    assert page.count("Who speaks for the traders?") == 2
    assert "Returned" in page


def test_nobody_is_said_to_edit_what_was_signed_off(signed_in, dana, priya, harrowmere):
    submission = submitted(by=dana, unit=harrowmere)
    signed_off(submission, by=priya)

    page = signed_in(priya).get(submission.version.get_absolute_url()).text

    assert "This version is signed off, so nobody can edit it." in page


def test_a_submitted_version_says_why_it_cannot_be_edited(signed_in, dana, whole):
    submit(version=whole, by=dana)

    page = signed_in(dana).get(whole.get_absolute_url()).text

    assert "This version is with the authorising officer, so it cannot be edited." in page
    assert not statuses(page)


def test_the_way_to_decide_is_shown_to_who_may_decide(signed_in, dana, priya, whole):
    submit(version=whole, by=dana)

    assert "decide/" in signed_in(priya).get(whole.get_absolute_url()).text
    assert "decide/" not in signed_in(dana).get(whole.get_absolute_url()).text


def test_an_foi_officer_reads_the_signed_off_version_and_not_the_draft_beside_it(
    signed_in, dana, priya, tom, harrowmere
):
    version = submitted(by=dana, unit=harrowmere).version
    signed_off(version.submissions.get(), by=priya)
    following = open_next_version(assessment=version.assessment, kind="update", by=dana)

    assert signed_in(tom).get(version.get_absolute_url()).status_code == 200
    refused = signed_in(tom).get(following.get_absolute_url())
    assert refused.status_code == 403
    assert "This version is not signed off" in refused.text


def test_a_version_that_is_not_there_is_not_found(signed_in, dana, begun):
    assert signed_in(dana).get(f"{begun.assessment.get_absolute_url()}versions/7/").status_code == 404


def test_a_contributor_may_write_but_is_not_offered_to_withdraw(signed_in, dana, lee, begun):
    name_person(assessment=begun.assessment, person=lee, part=NamedPerson.Part.CONTRIBUTOR, by=dana)

    page = signed_in(lee).get(begun.get_absolute_url()).text

    assert statuses(page)
    assert "withdraw/" not in page
