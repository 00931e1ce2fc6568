"""Deciding on suggestions in a real browser: by mouse, by keyboard alone, without JavaScript, and on a phone."""

import os
from pathlib import Path

import pytest

from assessments.actions.deciding import submit
from assessments.actions.drafting import save_section
from assessments.release.actions.marking import make_release_copy
from assessments.release.models import Mark, SuggestionDecision
from tests.factories import draft, signed_off, write_whole
from tests.journeys import steps
from tests.ui.accessibility import assert_accessible, assert_fits

PICTURES = os.environ.get("PICTURES", "")
TEXT = (
    "PC Aled Marsh walked the High Street with Mrs Yılmaz, who can be rung on 07700 900123.\n\n"
    "Cllr Ines Dorr was told by PC Marsh. There are 47 outstanding suspects."
)


@pytest.fixture
def release(transactional_db, dana, priya, tom, harrowmere):
    version = write_whole(draft(by=dana, unit=harrowmere), by=dana)
    section = version.sections.get(key="information")
    save_section(version=version, key="information", text=TEXT, revision=section.revision, by=dana)
    version = signed_off(submit(version=version, by=dana), by=priya).submission.version
    return make_release_copy(version=version, by=tom)


@pytest.fixture
def marker(browser, live_server, release, tom):
    marker = steps.sign_in(browser, live_server.url, tom)
    marker.open(f"{release.get_absolute_url()}marks/")
    yield marker
    marker.leave()


def picture(marker, name):
    if PICTURES:
        marker.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def line(marker, words):
    return marker.page.locator(".cia-suggestions .cia-marks__mark").filter(has_text=words).first


def test_dotted_words_lead_to_the_list_and_all_alike_are_withheld_at_once(marker):
    picture(marker, "suggestions")
    assert_accessible(marker.page)

    marker.page.locator("[data-text='section.information'] .cia-dotted", has_text="Aled Marsh").click()
    assert "Aled Marsh" in marker.page.evaluate("document.activeElement.innerText")

    line(marker, "Aled Marsh").get_by_role("button", name="Withhold these").click()
    marker.page.wait_for_load_state()
    marker.assert_on("Decide on suggestions")
    picture(marker, "suggestions-alike")
    assert_accessible(marker.page)
    marker.page.get_by_label("Why it is withheld").fill("A constable.")
    marker.press("Withhold those ticked")

    assert sorted(mark.codes() for mark in Mark.objects.all()) == [("s.40(2)",), ("s.40(2)",)]
    assert "2 suggestions withheld" in marker.page.content()
    assert line(marker, "Aled Marsh").count() == 0


def test_suggestions_are_gone_through_and_decided_by_keyboard_alone(marker):
    page = marker.page
    page.locator("[data-text='section.information']").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert page.evaluate("getSelection().toString()") == "Yılmaz"
    page.keyboard.press("Shift+N")
    assert page.evaluate("getSelection().toString()") == "Aled Marsh"
    page.keyboard.press("n")
    page.keyboard.press("d")
    page.wait_for_load_state()

    page.get_by_text("1 suggestion dismissed").wait_for()
    assert SuggestionDecision.objects.get().kind == "dismissed"
    assert page.locator("[data-text='section.information'] .cia-dotted", has_text="Yılmaz").count() == 0

    page.locator("[data-text='section.information']").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("n")
    page.keyboard.press("w")
    page.wait_for_load_state()
    page.get_by_role("heading", name="Decide on suggestions").wait_for()


def test_suggestions_are_decided_without_scripts(browser, live_server, release, tom):
    marker = steps.sign_in(browser, live_server.url, tom, has_scripts=False)
    marker.open(f"{release.get_absolute_url()}marks/")

    line(marker, "47").get_by_role("button", name="Withhold this").click()
    marker.page.get_by_label("Why it is withheld").fill("They could plan around it.")
    marker.press("Withhold those ticked")
    line(marker, "07700 900123").get_by_role("button", name="Dismiss").click()

    assert Mark.objects.get().codes() == ("s.31(1)(a)", "s.31(1)(b)")
    assert [each.kind for each in SuggestionDecision.objects.all()] == ["accepted", "dismissed"]
    marker.leave()


def test_the_list_of_suggestions_fits_a_phone(marker):
    marker.page.set_viewport_size({"width": 360, "height": 740})

    assert_fits(marker.page)
    picture(marker, "suggestions-phone")


def test_the_owner_is_asked_about_ticked_passages_and_answers(marker, browser, live_server, dana):
    line(marker, "47").get_by_role("button", name="Withhold this").click()
    marker.page.wait_for_load_state()
    marker.press("Ask about harm")
    marker.assert_on("Ask what harm publishing would do")
    marker.page.get_by_label("Whom do you ask").select_option("PS Dana Okafor")
    marker.page.get_by_label("Answer wanted by").fill("01/03/2030")
    picture(marker, "ask-for-harm")
    marker.press("Ask")
    assert "PS Dana Okafor was asked" in marker.page.content()

    owner = steps.sign_in(browser, live_server.url, dana)
    owner.page.get_by_role("button", name="You are asked what harm would come of publishing part of").click()
    owner.page.wait_for_load_state()
    owner.assert_on("What harm would publishing this do?")
    owner.page.get_by_label("Publishing it would do harm").check()
    owner.page.get_by_label("What would happen").fill("They would count the officers left over.")
    picture(owner, "answer-harm")
    assert_fits(owner.page)
    owner.press("Send this answer")
    assert "They would count the officers left over." in owner.page.content()
    owner.leave()

    marker.page.reload()
    assert "They would count the officers left over." in line(marker, "They would count").inner_text()
    picture(marker, "harm-answered")
