"""An officer on a phone writes contacts down and keeps a promise, with JavaScript and without."""

import os
from pathlib import Path

import pytest

from stakeholders.actions.directory import add_stakeholder
from stakeholders.models import Commitment, Contact, Stakeholder
from tests.factories import draft
from tests.journeys import steps
from tests.ui.accessibility import assert_accessible, assert_fits

# Where pictures of the pages go, for looking at them.
PICTURES = os.environ.get("PICTURES", "")


@pytest.fixture
def directory(transactional_db, dana, harrowmere):
    add_stakeholder(
        unit=harrowmere,
        kind=Stakeholder.Kind.PUBLIC_OFFICE,
        name="Imogen Tarrant",
        role="Cabinet member for safety",
        body="Harrowmere Council",
        telephone="01632 960001",
        by=dana,
    )
    add_stakeholder(unit=harrowmere, kind="for_a_body", body="High Street Traders' Association", by=dana)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def officer(request, browser, live_server, directory, dana):
    officer = steps.sign_in(browser, live_server.url, dana, has_scripts=request.param)
    officer.has_scripts = request.param
    officer.page.set_viewport_size({"width": 360, "height": 740})
    yield officer
    officer.leave()


def find(officer, words):
    officer.page.get_by_label("Find them in the directory").fill(words)
    if not officer.has_scripts:
        officer.press("Find")


def test_an_officer_logs_contacts_corrects_one_and_keeps_a_promise(officer):
    officer.open("/")
    officer.page.get_by_role("button", name="Log a contact").click()
    officer.assert_on("Log a contact")
    look(officer, "log")

    find(officer, "tarrant")
    officer.page.get_by_label("Imogen Tarrant").check()
    find(officer, "traders")
    officer.page.get_by_label("High Street Traders' Association").check()
    assert officer.page.get_by_label("Imogen Tarrant").is_checked()
    officer.page.get_by_label("When", exact=True).fill("yesterday 1400")
    officer.page.get_by_label("Meeting").check()
    officer.page.get_by_label("Spoke, concerns raised").check()
    officer.page.get_by_label("What they said").fill("Both ask how long faces are kept.")
    officer.press("Save")
    assert officer.errors() == "There is a problem\nChoose what their concern is about"
    look(officer, "log-error")
    assert officer.page.get_by_label("When", exact=True).input_value() == "yesterday 1400"
    officer.page.get_by_label("Concern 1").select_option("Data retention")
    officer.page.get_by_label("In their words").first.fill("How long are faces kept?")
    officer.page.get_by_text("What you promised, and by when").click()
    officer.page.get_by_label("Promise 1").fill("Ring with the answer")
    officer.page.get_by_label("By when, if you said").first.fill("tomorrow")
    look(officer, "log-filled")
    officer.press("Save")

    officer.assert_on("Contact with Imogen Tarrant, High Street Traders' Association")
    look(officer, "contact")
    officer.page.get_by_role("button", name="Correct it").click()
    officer.assert_on("Correct this contact")
    look(officer, "correct")
    officer.page.get_by_label("What they said").fill("The councillor asks how long faces are kept.")
    officer.press("Save the correction")
    officer.assert_on("Contact with Imogen Tarrant, High Street Traders' Association")
    assert "Both ask how long faces are kept." in officer.page.locator("main").inner_text()
    look(officer, "corrected")
    officer.page.get_by_role("link", name="Say what became of it").click()
    officer.page.get_by_label("They say they are content").check()
    officer.page.get_by_label("In words").fill("Thirty days satisfied her.")
    look(officer, "end-concern")
    officer.press("Save what became of it")

    officer.open("/")
    look(officer, "home")
    officer.follow("Ring with the answer")
    officer.assert_on("A promise")
    look(officer, "promise")
    officer.follow("Pass it on")
    officer.assert_on("Pass this promise on")
    look(officer, "pass-promise-on")
    officer.follow("Go back without passing it on")
    officer.page.get_by_label("Kept", exact=True).check()
    officer.page.get_by_label("How it was kept").fill("Rang her.")
    officer.press("Save what became of it")
    officer.assert_on("Promises")
    look(officer, "promises")

    first, correction = Contact.objects.order_by("pk")
    assert correction.corrects == first
    assert first.parties.count() == 2
    assert first.concerns.get().latest.kind == "content"
    assert Commitment.objects.get().end.kind == "kept"


def test_an_officer_logs_a_contact_for_an_assessment_with_somebody_new(officer, dana, harrowmere):
    assessment = draft(by=dana, unit=harrowmere).assessment
    officer.open(assessment.get_absolute_url())
    officer.follow("Contacts, concerns and promises")
    officer.assert_on("Contacts")
    officer.page.get_by_role("button", name="Log a contact").click()
    officer.page.get_by_text("Somebody new").click()
    officer.page.get_by_label("Name", exact=True).fill("Kit Lowe")
    officer.page.get_by_label("Body", exact=True).fill("Harrowmere Youth Forum")
    officer.page.get_by_label("Speaks for a body").check()
    officer.page.get_by_label("Telephone").check()
    officer.page.get_by_label("Information given only").check()
    officer.press("Save and log another")
    officer.assert_on("Log a contact")
    officer.open(f"{assessment.get_absolute_url()}contacts/")
    look(officer, "assessment-contacts")

    assert assessment.assessment_contacts.get().contact.parties.get().stakeholder.name == "Kit Lowe"


def test_every_page_of_the_directory_is_accessible_and_fits_a_phone(browser, live_server, directory, dana):
    one, other = Stakeholder.objects.values_list("pk", flat=True)
    officer = steps.sign_in(browser, live_server.url, dana)
    officer.has_scripts = True
    for name, path in {
        "stakeholders": "/stakeholders/",
        "add-stakeholder": "/stakeholders/add/",
        "stakeholder": f"/stakeholders/{one}/",
        "change-stakeholder": f"/stakeholders/{one}/change/",
        "merge": f"/stakeholders/{one}/merge/",
        "merge-both": f"/stakeholders/{one}/merge/?into={other}",
        "promises-empty": "/promises/?of=units",
    }.items():
        officer.open(path)
        look(officer, name)


def look(officer, name):
    """Whether the page fits a phone and axe finds nothing, and a picture of it on both screens."""
    if PICTURES and officer.has_scripts:
        officer.page.set_viewport_size({"width": 1280, "height": 900})
        officer.page.screenshot(path=Path(PICTURES) / f"{name}-1280.png", full_page=True)
    assert_fits(officer.page)
    if officer.has_scripts:
        assert_accessible(officer.page)
    if PICTURES and officer.has_scripts:
        officer.page.screenshot(path=Path(PICTURES) / f"{name}-360.png", full_page=True)
