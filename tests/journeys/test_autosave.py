"""What is typed is on the server within ten seconds, and the page says whether it is."""

import re

from playwright.sync_api import expect

from assessments.models import Section
from tests.factories import draft
from tests.journeys import steps


def text_of(version):
    return Section.objects.get(version=version, key="purpose").text


def test_the_page_saves_by_itself_and_says_when_it_has_not(browser, live_server, dana, harrowmere):
    version = draft(by=dana, unit=harrowmere)
    officer = steps.sign_in(browser, live_server.url, dana)
    page = officer.page
    page.goto(f"{live_server.url}{version.get_absolute_url()}sections/purpose/")
    said = page.get_by_role("status")

    page.get_by_role("textbox").press_sequentially("Why now")
    expect(said).to_have_text("Not saved yet")
    expect(said).to_have_text(re.compile(r"Saved at \d{4}hrs"), timeout=10_000)
    assert text_of(version) == "Why now"

    page.route("**/sections/purpose/", lambda route: route.abort())
    page.get_by_role("textbox").press_sequentially(" and here")
    expect(said).to_have_text(re.compile("There is no connection"), timeout=10_000)
    page.unroute("**/sections/purpose/")
    expect(said).to_have_text(re.compile(r"Saved at \d{4}hrs"), timeout=10_000)
    assert text_of(version) == "Why now and here"

    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url(f"**{version.get_absolute_url()}")
    officer.leave()


def test_the_page_stops_saving_when_somebody_else_saved(browser, live_server, dana, harrowmere):
    version = draft(by=dana, unit=harrowmere)
    officer = steps.sign_in(browser, live_server.url, dana)
    page = officer.page
    page.goto(f"{live_server.url}{version.get_absolute_url()}sections/purpose/")
    Section.objects.filter(version=version, key="purpose").update(revision=7)

    page.get_by_role("textbox").press_sequentially("Why now")

    expect(page.get_by_role("status")).to_have_text(re.compile("Somebody else saved this part"), timeout=10_000)
    officer.leave()
