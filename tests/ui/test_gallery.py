"""Every component in every state, in a real browser: accessible, styled, and narrow enough for a phone."""

import pytest
from django.test import Client

from tests.factories import PASSWORD
from tests.ui.accessibility import assert_accessible, assert_fits

pytestmark = pytest.mark.django_db(transaction=True)

COMPONENTS = [
    *("back-link", "breadcrumbs", "button", "character-count", "checkboxes", "details", "error-message"),
    *("error-summary", "fieldset", "file-upload", "hint", "input", "inset-text", "label", "notification-banner"),
    *("pagination", "password-input", "radios", "select", "skip-link", "summary-list", "table", "tag", "task-list"),
    *("textarea", "warning-text"),
]


def sign_in(page, live_server, user):
    page.goto(f"{live_server.url}/account/sign-in/?next=/gallery/")
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_sign_in_page_is_accessible_and_says_what_to_do(page, live_server, dana):
    page.goto(f"{live_server.url}/account/sign-in/")
    assert_accessible(page)
    page.get_by_role("button", name="Sign in").click()

    assert page.title().startswith("Error: Sign in")
    assert page.get_by_role("link", name="Enter your username").count() == 1
    assert_accessible(page)
    assert_fits(page)


def test_error_in_the_summary_leads_to_its_input(page, live_server, dana):
    sign_in(page, live_server, dana)
    links = page.locator(".govuk-error-summary a")

    assert links.count() > 10
    for number in range(links.count()):
        links.nth(number).click()
        assert page.evaluate("() => ['INPUT', 'TEXTAREA', 'SELECT'].includes(document.activeElement.tagName)")


@pytest.mark.parametrize("width", [1280, 360])
def test_gallery_is_accessible_and_fits(page, live_server, dana, width):
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, live_server, dana)

    assert page.locator("h1").inner_text() == "Components"
    assert_accessible(page)
    assert_fits(page, width=width)


def test_gallery_breaks_no_rule_of_the_content_policy(page, live_server, dana):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    sign_in(page, live_server, dana)

    assert page.evaluate("() => document.body.classList.contains('govuk-frontend-supported')")
    assert page.locator("[data-govuk-button-init]").count() > 0, "GOV.UK's components did not come alive"
    assert complaints == []


def test_gallery_works_without_scripts(browser, live_server, dana):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server, dana)

    assert page.get_by_label("Who it was instead").first.is_visible()
    assert page.get_by_role("button", name="Sign out").is_visible()
    page.get_by_role("button", name="Sign out").click()
    assert page.locator("h1").inner_text() == "Sign in"
    context.close()


def test_gallery_shows_every_component(dana):
    client = Client()
    client.force_login(dana)
    html = client.get("/gallery/").content.decode()

    assert [name for name in COMPONENTS if f"govuk-{name}" not in html] == ["back-link"]
    for name in ("cia-mark", "cia-level--1", "cia-level--6", "cia-marking", "cia-table"):
        assert name in html


def test_gallery_is_not_there_in_production(dana, settings):
    settings.IS_PRODUCTION = True
    client = Client()
    client.force_login(dana)

    assert client.get("/gallery/").status_code == 404
