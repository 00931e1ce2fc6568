"""A row that is half typed when somebody leaves, or is signed out, is there when they come back."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from assessments.models import RowDraft, rows_of
from tests.factories import PASSWORD, draft
from tests.journeys import steps

HALF = "Two youth workers stand beside the van."


@pytest.fixture
def begun(transactional_db, dana, harrowmere):
    return draft(by=dana, unit=harrowmere)


@pytest.fixture
def officer(browser, live_server, begun, dana):
    """Dana, who has typed half of a risk, and whose page says that it is saved."""
    officer = steps.sign_in(browser, live_server.url, dana)
    officer.open(f"{begun.get_absolute_url()}rows/risk/add/")
    officer.page.locator("[name=mitigation]").press_sequentially(HALF)
    expect(officer.page.get_by_role("status")).to_have_text(re.compile(r"Saved at \d{4}hrs"), timeout=10_000)
    yield officer
    officer.leave()


def assert_given_back(officer, begun):
    assert "What you typed here before, and did not save, stands below." in officer.page.locator("main").inner_text()
    assert officer.page.locator("[name=mitigation]").input_value() == HALF
    assert not rows_of(begun, "risk").exists()


def test_a_half_typed_row_is_kept_when_its_writer_leaves_and_becomes_one_row(officer, begun):
    officer.open("/")
    officer.open(f"{begun.get_absolute_url()}rows/risk/add/")
    assert_given_back(officer, begun)

    officer.page.locator("[name=text]").fill("Young people may feel watched.")
    officer.press("Save and continue")

    assert rows_of(begun, "risk").get().mitigation == HALF
    assert not RowDraft.objects.exists()


def test_a_half_typed_row_is_kept_when_the_session_ends(officer, begun):
    Session.objects.all().delete()
    officer.page.goto(f"{officer.address}{begun.get_absolute_url()}rows/risk/add/")
    officer.assert_on("Sign in")

    officer.page.get_by_label("Username").fill("dana")
    officer.page.get_by_label("Password", exact=True).fill(PASSWORD)
    officer.press("Sign in")

    assert_given_back(officer, begun)
