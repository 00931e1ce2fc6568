"""Words that would do something if a browser took them for more, on the richest pages: nothing happens."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.enriching import hostile, publication  # noqa: F401
from tests.hostile import MARK, WHOLE
from tests.house.test_access import addresses, gate_once, world  # noqa: F401
from tests.journeys.test_every_page import signed_in_browser  # noqa: F401

# The richest pages of each; the other pages are read without a browser.
RICHEST = {
    "nobody": ["register", "publication", "publication-html", "disclosure-log"],
    "dana": [
        *(
            "home",
            "assessments",
            "assessment@draft",
            "check-answers@draft",
            "document@draft",
            "rows@draft",
            "log@draft",
        ),
        *(
            "add-row@draft",
            "assessment-contacts@draft",
            "stakeholders",
            "stakeholder",
            "contact",
            "promises",
            "answer-harm",
        ),
    ],
    "priya": ["decide@waiting", "version@waiting"],
    "tom": [
        "release-marks",
        "release-reasons",
        "release-suggestions",
        "requests",
        "request",
        "release-checking",
        "holds",
    ],
}
RICH = {
    "publication",
    "publication-html",
    "release-marks",
    "release-reasons",
    "release-checking",
    "release-suggestions",
}


def address_of(page, world, publication):
    if page in RICH:
        return reverse(page, args=[publication.number])
    return addresses(world)[page]


@pytest.mark.parametrize("persona", RICHEST)
def test_nothing_that_was_typed_runs_and_the_policy_is_never_asked(
    hostile, world, publication, live_server, signed_in_browser, persona
):
    page, said, showing = signed_in_browser(persona), [], 0
    page.on("dialog", lambda dialog: (said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', event => console.error('policy: ' + event.violatedDirective))"
    )
    for name in RICHEST[persona]:
        page.goto(live_server.url + address_of(name, world, publication))
        showing += WHOLE in page.content() or MARK in page.inner_text("body")
        assert page.locator(f"{MARK}, script:not([src]), [onclick], [onerror], img[src={MARK}]").count() == 0, name
        assert not any(page.locator(word).count() for word in hostile.own_words), name
        assert said == [], name

    assert showing >= len(RICHEST[persona]) // 2


def test_a_browser_would_say_so(browser):
    """The same words where nothing escapes them and no policy stands in the way."""
    said, page = [], browser.new_page()
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.set_content(f'<input value="{WHOLE}">')

    assert MARK in said
    page.close()
