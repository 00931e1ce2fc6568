"""Every page of the site, as somebody who may open it: read by axe, on a wide screen, enlarged to twice its size, on a
phone, and in a reader's own two colours.

The pages are those of the table of who may open which: a page cannot be forgotten here without failing there.
"""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from cia.accounts.models import User
from tests.house.test_access import PERSONAS, addresses, expected, gate_once, world  # noqa: F401
from tests.ui.accessibility import (
    assert_accessible,
    assert_fits,
    assert_nothing_found,
    assert_told_apart_in_forced_colours,
    assert_whole_when_zoomed,
)


@pytest.fixture
def pages_of(world):
    """The addresses that each persona may open, each address with one persona alone, so that it is read once."""
    found: dict[str, list[str]] = {persona: [] for persona in PERSONAS}
    statuses, asked = expected(), set()
    for page, address in addresses(world).items():
        for persona in PERSONAS:
            if statuses[page, persona] == 200 and address not in asked:
                asked.add(address)
                found[persona].append(address)
    return found


@pytest.fixture
def signed_in_browser(browser, live_server):
    """A browser in which somebody is signed in already."""
    contexts = []

    def of(persona):
        context = browser.new_context(locale="en-GB", timezone_id="Europe/London")
        contexts.append(context)
        if persona != "nobody":
            client = Client()
            client.force_login(User.objects.get(username=persona))
            cookie = client.cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return context.new_page()

    yield of
    for context in contexts:
        context.close()


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_page_is_accessible_keeps_its_policy_and_fits_a_phone(live_server, pages_of, signed_in_browser, persona):
    page = signed_in_browser(persona)
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    read = 0
    for address in pages_of[persona]:
        if not page.request.get(live_server.url + address).body().startswith(b"<!DOCTYPE html>"):
            continue  # a PDF, a picture, or a part of a page
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(live_server.url + address)
        if page.locator("link[rel=stylesheet]").count():
            assert_accessible(page)
        else:  # a public document, which bears its own style
            assert_nothing_found(page)
        assert_whole_when_zoomed(page)
        assert_fits(page)
        assert_told_apart_in_forced_colours(page)
        assert not said, f"{address}: {said}"
        read += 1

    assert read or not pages_of[persona]
