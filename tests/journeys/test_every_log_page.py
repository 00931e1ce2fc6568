"""The pages of the log and of reassessments, on a phone, with axe, and without JavaScript."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from assessments.actions.deciding import submit
from assessments.models import LogEntry
from assessments.parts import Axis
from cia import clock
from tests.assessments.lantern import plan
from tests.factories import draft, signed_off, write_whole
from tests.journeys import steps
from tests.ui.accessibility import assert_accessible, assert_fits

PICTURES = os.environ.get("PICTURES", "")


@pytest.fixture
def overdue(transactional_db, dana, priya, harrowmere):
    """Signed off three days ago; its reassessment was due yesterday. The browser has the real clock."""
    now = clock.now().replace(second=0, microsecond=0)
    with clock.stopped_at(now - timedelta(days=3)):
        version = write_whole(draft(by=dana, unit=harrowmere), by=dana)
        plan(version, by=dana, reassess_at=now - timedelta(days=1))
        signed_off(submit(version=version, by=dana), by=priya)
    return version


def test_officer_reassesses_on_a_phone_without_javascript(browser, live_server, overdue, dana):
    officer = steps.sign_in(browser, live_server.url, dana, has_scripts=False)
    officer.page.set_viewport_size({"width": 360, "height": 740})
    assert "Overdue" in officer.page.locator("main").inner_text()
    officer.follow("Reassessment of Operation Lantern")
    officer.assert_on("Reassess")

    officer.page.get_by_label("What has changed since last time?").fill("Nothing: I walked the High Street at noon.")
    for axis in Axis:
        officer.page.get_by_role("group", name=str(axis.label)).get_by_role("radio").nth(4).check()
        officer.page.get_by_label(f"Reasons for the {axis.short_name.lower()} level").fill("As before.")
    officer.page.get_by_label("When is the next reassessment due?").fill("tomorrow 0800")
    officer.press("Save the reassessment")
    officer.assert_on("Log")

    assert LogEntry.objects.get().is_reassessment
    officer.open(overdue.assessment.get_absolute_url())
    assert "Current" in officer.page.locator(".cia-standing").inner_text()


def test_time_that_comes_twice_is_asked_about_without_javascript(
    browser, live_server, transactional_db, dana, harrowmere
):
    version = draft(by=dana, unit=harrowmere)
    officer = steps.sign_in(browser, live_server.url, dana, has_scripts=False)
    officer.open(f"{version.get_absolute_url()}reassessment-plan/")
    officer.page.get_by_label("When is the first reassessment due?").fill("0130 25/10/2026")
    officer.press("Save and continue")

    officer.page.get_by_label("The second 0130hrs, in Greenwich Mean Time (GMT)").check()
    officer.press("Save and continue")

    version.reassessment_plan.refresh_from_db()
    assert version.reassessment_plan.reassess_as_typed == "0130 25/10/2026 GMT"


def test_every_page_is_accessible_and_fits_a_phone(browser, live_server, overdue, dana, priya, harrowmere):
    file = overdue.assessment.get_absolute_url()
    officer = steps.sign_in(browser, live_server.url, dana)
    officer.open(f"{file}log/add/")
    officer.page.get_by_label("What happened?").fill("Two people asked what the van is for.")
    officer.page.get_by_label("Team").fill("Harrowmere BCU Neighbourhoods")
    officer.press("Save the entry")
    begun = draft(by=dana, unit=harrowmere)

    for name, path in {
        "home-overdue": "/",
        "file-overdue": file,
        "log": f"{file}log/",
        "log-entry": f"{file}log/add/",
        "correct-entry": f"{file}log/1/correct/",
        "reassess": f"{file}reassess/",
        "reassessment-plan": f"{begun.get_absolute_url()}reassessment-plan/",
    }.items():
        officer.open(path)
        _look(officer, name)
    officer.page.get_by_label("When is the first reassessment due?").fill("0130 25/10/2026")
    officer.press("Save and continue")
    _look(officer, "reassessment-plan-twice")
    officer.open(f"{file}reassess/")
    officer.press("Save the reassessment")
    _look(officer, "reassess-errors")

    authorising_officer = steps.sign_in(browser, live_server.url, priya)
    for page in ("cancel", "close"):
        authorising_officer.open(f"{overdue.get_absolute_url()}{page}/")
        _look(authorising_officer, page)


def _look(visitor, name):
    if PICTURES:
        visitor.page.set_viewport_size({"width": 1280, "height": 900})
        visitor.page.screenshot(path=Path(PICTURES) / f"{name}-1280.png", full_page=True)
    assert_fits(visitor.page)
    assert_accessible(visitor.page)
    if PICTURES:
        visitor.page.screenshot(path=Path(PICTURES) / f"{name}-360.png", full_page=True)
