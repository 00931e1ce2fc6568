"""Pages that say no, and pages for everybody, in a real browser."""

import pytest
from django.template.loader import render_to_string

from tests.ui.accessibility import assert_accessible, assert_fits

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.ui.example_pages")]


@pytest.mark.parametrize(
    ("address", "heading"),
    [("/open/", "For everybody"), ("/nowhere/", "Page not found"), ("/account/sign-in/", "Sign in")],
)
def test_page_for_strangers_is_accessible_and_fits(page, live_server, address, heading):
    page.goto(f"{live_server.url}{address}")

    assert page.locator("h1").inner_text() == heading
    assert_accessible(page)
    assert_fits(page)


def test_public_page_sets_no_cookie(page, live_server):
    page.goto(f"{live_server.url}/open/")

    assert page.context.cookies() == []


def test_page_of_a_fault_is_accessible(page, live_server):
    page.goto(f"{live_server.url}/open/")
    page.set_content(render_to_string("500.html").replace("/static/", f"{live_server.url}/static/"))
    page.wait_for_load_state("networkidle")

    assert page.locator("h1").inner_text() == "There is a problem with the service"
    assert_accessible(page)
