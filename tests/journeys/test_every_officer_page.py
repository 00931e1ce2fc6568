"""Every page of the officers, on a wide screen and on a phone."""

import os
from pathlib import Path

import pytest

from assessments.actions.answering import answer_point
from assessments.actions.deciding import return_version, submit
from assessments.actions.drafting import name_person, open_next_version, save_section
from assessments.actions.flagging import flag_sensitive
from assessments.models import Point
from tests.factories import draft, signed_off, submitted
from tests.journeys import steps
from tests.ui.accessibility import assert_accessible, assert_fits

# Where pictures of the pages go, for looking at them.
PICTURES = os.environ.get("PICTURES", "")


@pytest.fixture
def files(transactional_db, dana, priya, lee, harrowmere):
    """A file of each kind: a draft, one waiting, one signed off with its next version begun, one returned."""
    begun = draft(by=dana, unit=harrowmere)
    name_person(assessment=begun.assessment, person=lee, part="reader", by=dana)
    waiting = submitted(by=dana, unit=harrowmere).version
    finished = submitted(by=dana, unit=harrowmere)
    signed_off(finished, by=priya)
    open_next_version(assessment=finished.version.assessment, kind="update", by=dana)
    returned = submitted(by=dana, unit=harrowmere)
    points = [("section.information", "Which streets?"), ("rating.potential", "What of the march?\n\nSay who told us.")]
    reasons = "Who speaks for the traders?\nAsk the market's own body."
    return_version(submission=returned, reasons=reasons, points=points, by=priya)
    return {"begun": begun, "waiting": waiting, "finished": finished.version, "returned": returned.version}


def test_every_page_of_an_officer_is_accessible_and_fits_a_phone(browser, live_server, files, dana):
    begun, finished, returned = (files[name].get_absolute_url() for name in ("begun", "finished", "returned"))
    named = files["begun"].assessment.named_people.get()
    point = Point.objects.on(files["returned"]).first()
    flag_sensitive(
        assessment=files["finished"].assessment,
        part="section.methodology",
        words="nine people",
        because="Few speak for others here, and everybody knows who they are.",
        by=dana,
    )
    _walk(
        steps.sign_in(browser, live_server.url, dana),
        {
            "home": "/",
            "assessments": "/assessments/",
            "start": "/assessments/start/",
            "assessment": files["finished"].assessment.get_absolute_url(),
            "people": f"{files['begun'].assessment.get_absolute_url()}people/",
            "hand-over": f"{files['begun'].assessment.get_absolute_url()}people/hand-over/",
            "take-off": f"{files['begun'].assessment.get_absolute_url()}people/{named.pk}/take-off/",
            "version-begun": begun,
            "version-returned": returned,
            "version-finished": finished,
            "flag-sensitive": f"{files['finished'].assessment.get_absolute_url()}sensitive/section.methodology/",
            "cover": f"{begun}cover/",
            "section": f"{returned}sections/information/",
            "answer-point": f"{returned}points/{point.pk}/",
            "rating": f"{returned}ratings/experienced/",
            "check-answers-begun": f"{begun}check-answers/",
            "check-answers": f"{returned}check-answers/",
            "document": f"{finished}document/",
            "withdraw": f"{begun}withdraw/",
        },
    )


def test_every_page_of_an_authorising_officer_is_accessible_and_fits_a_phone(browser, live_server, files, priya):
    _walk(
        steps.sign_in(browser, live_server.url, priya),
        {
            "home-deciding": "/",
            "decide": f"{files['waiting'].get_absolute_url()}decide/",
            "version-waiting": files["waiting"].get_absolute_url(),
            "decide-decided": f"{files['finished'].get_absolute_url()}decide/",
        },
    )


def test_a_decision_on_what_was_returned_before_is_accessible_and_fits_a_phone(
    browser, live_server, files, dana, priya
):
    version = files["returned"]
    for point in Point.objects.on(version):
        answer_point(point=point, text="It is said now.", by=dana)
    save_section(version=version, key="information", text="In Corn Street and Mill Lane.", revision=1, by=dana)
    save_section(version=version, key="caveats", text="None that we know.", revision=1, by=dana)
    submit(version=version, by=dana)

    visitor = steps.sign_in(browser, live_server.url, priya)
    visitor.open(f"{version.get_absolute_url()}decide/")
    for closed in visitor.page.locator("main details").all():
        closed.evaluate("details => details.open = true")
    _look(visitor, "decide-again")


def test_a_page_sent_with_errors_is_accessible_and_fits_a_phone(browser, live_server, files, dana, priya):
    officer = steps.sign_in(browser, live_server.url, dana)
    officer.open("/assessments/start/")
    officer.press("Start")
    _look(officer, "start-errors")

    authorising_officer = steps.sign_in(browser, live_server.url, priya)
    authorising_officer.open(f"{files['waiting'].get_absolute_url()}decide/")
    authorising_officer.press("Record the decision")
    _look(authorising_officer, "decide-errors")


def test_the_page_that_tells_of_another_save_is_accessible_and_fits_a_phone(browser, live_server, files, dana, lee):
    version = files["returned"]
    name_person(assessment=version.assessment, person=lee, part="contributor", by=dana)
    officer = steps.sign_in(browser, live_server.url, dana)
    officer.open(f"{version.get_absolute_url()}sections/purpose/")
    save_section(version=version, key="purpose", text="What Lee wrote.\n\n- a point", revision=1, by=lee)
    officer.page.get_by_label("Purpose", exact=True).fill("What Dana wrote.")

    officer.press("Save and continue")

    assert "PC Lee Marsh saved this" in officer.page.locator("main").inner_text()
    _look(officer, "part-conflict")
    officer.press("Save this text in place of theirs")
    assert version.sections.get(key="purpose").text == "What Dana wrote."


def _walk(visitor, paths):
    for name, path in paths.items():
        visitor.open(path)
        _look(visitor, name)


def _look(visitor, name):
    if PICTURES:
        visitor.page.set_viewport_size({"width": 1280, "height": 900})
        _picture(visitor, f"{name}-1280")
    assert_fits(visitor.page)
    assert_accessible(visitor.page)
    _picture(visitor, f"{name}-360")


def _picture(visitor, name):
    if PICTURES:
        visitor.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
