"""An officer whose session ends while she types, in a real browser, with scripts and without."""

import pytest
from django.contrib.sessions.models import Session

from tests.factories import PASSWORD
from tests.ui import example_pages
from tests.ui.accessibility import assert_accessible, assert_fits

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.ui.example_pages")]
TYPED = "The traders asked for a second visit.\n\n  They were content."


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def window(request, browser):
    context = browser.new_context(java_script_enabled=request.param)
    window = context.new_page()
    window.has_scripts = request.param
    yield window
    context.close()


def sign_in(window):
    window.get_by_label("Username").fill("dana")
    window.get_by_label("Password", exact=True).fill(PASSWORD)
    window.get_by_role("button", name="Sign in").click()


def look(window):
    if window.has_scripts:
        assert_accessible(window)
        assert_fits(window)


def test_text_typed_before_the_session_ended_is_saved_after_it(window, live_server, dana):
    example_pages.saved.clear()
    window.goto(f"{live_server.url}/note/")
    sign_in(window)
    window.get_by_label("What happened").fill(TYPED)
    Session.objects.all().delete()

    window.get_by_role("button", name="Save").click()
    assert window.locator("h1").inner_text() == "Sign in"
    assert "Not saved yet" in window.locator("main").inner_text()
    look(window)

    sign_in(window)
    assert window.locator("h1").inner_text() == "Save what you typed"
    assert "They were content." in window.locator("main").inner_text()
    look(window)

    window.get_by_role("button", name="Save it").click()
    assert window.locator("h1").inner_text() == "Write a note"
    assert [note["text"] for note in example_pages.saved] == [TYPED]
