"""Marking in the reading column of a real browser: by mouse, by keyboard alone, everywhere, and going back."""

import os
from pathlib import Path

import pytest

from assessments.actions.deciding import submit
from assessments.actions.drafting import save_section
from assessments.documents.snapshot import content_of
from assessments.release.actions.marking import make_release_copy, mark_whole
from assessments.release.actions.reasoning import save_reason
from assessments.release.models import Exemption, Mark, Reasoning
from assessments.release.reasons import parts_of, reasons_of
from cia import clock
from tests.factories import draft, signed_off, write_whole
from tests.journeys import steps
from tests.reasons import answer_to
from tests.ui.accessibility import assert_accessible, assert_fits

PICTURES = os.environ.get("PICTURES", "")
# Emoji, line ends as Windows writes them, letters with accents that have no one code, and spaces in front.
TEXT = (
    "😀 Telephoned\r\nBob Smith at nine. 😃 family\r\n\r\nQ\u0308uinn Bob Smith rang.\r\n\r\n"
    "     Five spaces, **Bob** Smith."
)


@pytest.fixture
def release(transactional_db, dana, priya, tom, harrowmere):
    version = write_whole(draft(by=dana, unit=harrowmere), by=dana)
    section = version.sections.get(key="information")
    save_section(version=version, key="information", text=TEXT, revision=section.revision, by=dana)
    version = signed_off(submit(version=version, by=dana), by=priya).submission.version
    return make_release_copy(version=version, by=tom)


@pytest.fixture
def plain(release):
    return content_of(release.snapshot).fields()["section.information"].plain_text


@pytest.fixture
def marker(browser, live_server, release, tom):
    marker = steps.sign_in(browser, live_server.url, tom)
    marker.open(f"{release.get_absolute_url()}marks/")
    yield marker
    marker.leave()


def covered(plain):
    return [plain[mark.start : mark.end] for mark in Mark.objects.filter(removed_at=None).order_by("pk")]


def picture(marker, name):
    if PICTURES:
        marker.page.screenshot(path=Path(PICTURES) / f"{name}.png")


def text_of(marker, path="section.information"):
    return marker.page.locator(f"[data-text='{path}']")


def drag(marker, words, *, nth=0):
    steps.drag(marker, words, path="section.information", nth=nth)


def withhold(marker, *, exemption="s.40(2)", reason="He is a private individual."):
    bar = marker.page.locator("[data-mark-bar]")
    bar.get_by_label(exemption).first.check()
    if reason:
        bar.get_by_label("Why it is withheld").fill(reason)
    with marker.page.expect_navigation():
        bar.get_by_role("button", name="Withhold these words").click()


@pytest.mark.parametrize("words", ["Bob Smith", "😀", "😃 family", "Q\u0308uinn", "Five spaces", "rang."])
def test_words_selected_with_the_mouse_are_marked_exactly(marker, plain, words):
    drag(marker, words)
    bar = marker.page.locator("[data-mark-bar]")
    assert bar.is_visible()
    assert bar.locator("q").inner_text() == words

    withhold(marker)

    assert covered(plain) == [words]


def test_the_second_of_two_is_marked_when_it_is_the_one_selected(marker, plain):
    drag(marker, "Bob Smith", nth=1)
    withhold(marker)

    mark = Mark.objects.get()
    assert (mark.start, mark.end) == (plain.index("Bob Smith", 30), plain.index("Bob Smith", 30) + 9)


def test_words_partly_bold_beside_a_mark_are_still_counted_right(marker, plain):
    drag(marker, "Bob Smith", nth=1)
    withhold(marker)
    drag(marker, "Bob", nth=2)
    withhold(marker)

    start = plain.rindex("Bob")
    assert [(mark.start, mark.end) for mark in Mark.objects.order_by("pk")][1] == (start, start + 3)


def test_the_bar_is_accessible_leaves_room_and_closes(marker):
    drag(marker, "Bob Smith")
    assert_accessible(marker.page)
    picture(marker, "mark-bar-1280")
    assert_fits(marker.page)
    picture(marker, "mark-bar-360")
    marker.page.emulate_media(forced_colors="active")
    marker.page.set_viewport_size({"width": 1280, "height": 900})
    picture(marker, "mark-bar-forced-colours")

    marker.press("Close")

    assert not marker.page.locator("[data-mark-bar]").is_visible()


def test_everything_to_press_is_in_sight_on_a_small_screen_and_a_label_goes_with_the_mark(
    marker, release, answers, plain, tom
):
    """With a saved reason and an earlier one to choose from, so with every list that the bar can have."""
    personal = Exemption.objects.get(code="s.40(2)")
    whole = {"path": "section.purpose", "whole": "field", "exemptions": [personal], "reason": "Given before."}
    mark_whole(release=release, by=tom, **whole)
    marker.page.set_viewport_size({"width": 1280, "height": 720})
    marker.open(f"{release.get_absolute_url()}marks/")

    drag(marker, "Bob Smith")

    bar = marker.page.locator("[data-mark-bar]")
    picture(marker, "mark-bar-1280-720")
    assert bar.get_by_label("A reason given before").is_visible()
    for name in ("Withhold these words", "Every place like this"):
        box = bar.get_by_role("button", name=name).bounding_box()
        assert box["y"] + box["height"] <= 720
    bar.get_by_label("Label beside the mark").select_option(label="Private individual")
    assert_accessible(marker.page)
    assert_fits(marker.page)
    withhold(marker)
    assert covered(plain)[-1] == "Bob Smith"
    assert Mark.objects.latest("pk").role == "private individual"
    label = text_of(marker).locator(".cia-marked__label").inner_text()
    assert label.endswith("s.40(2) (private individual)")


def test_words_are_marked_by_keyboard_alone_and_the_reader_stays_there(marker, plain):
    page = marker.page
    text = text_of(marker)
    text.focus()
    assert page.evaluate("() => document.activeElement.getAttribute('role')") == "group"
    page.keyboard.press("Enter")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert page.locator("[data-mark-said]").inner_text() == "Bob Smith"
    assert text.get_attribute("role") == "application"
    picture(marker, "mark-by-keyboard")
    assert_accessible(page)
    page.keyboard.press("m")
    assert page.evaluate("() => document.activeElement.type") == "checkbox"
    page.keyboard.press("Escape")
    assert not page.locator("[data-mark-bar]").is_visible()
    assert page.evaluate("() => document.activeElement.dataset.text") == "section.information"
    page.keyboard.press("Enter")

    page.keyboard.press("Space")
    until(page, "textarea[name=reason]")
    page.keyboard.type("Somebody private.")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert covered(plain) == ["Bob Smith"]
    assert page.evaluate("() => document.activeElement.dataset.text") == "section.information"
    page.keyboard.press("Enter")
    assert page.locator("[data-mark-said]").inner_text() == "Bob, withheld already"
    page.keyboard.press("Escape")
    assert text.get_attribute("role") == "group"


def test_paragraphs_and_ends_are_reached_by_key(marker, plain):
    page = marker.page
    text_of(marker).focus()
    heard = []
    for key in ["Enter", "ArrowDown", "ArrowDown", "End", "ArrowUp", "Home", "Shift+End"]:
        page.keyboard.press(key)
        heard.append(page.locator("[data-mark-said]").inner_text())

    assert heard[0] == "😀"
    assert heard[1] == "Bob"
    assert heard[2] == "Q\u0308uinn"
    assert heard[3] == "."
    assert heard[5] == "😀"
    assert heard[6].endswith("Smith.")


def test_a_selection_over_two_fields_opens_nothing_and_says_why(marker):
    page = marker.page
    page.evaluate(
        """() => { const [one, other] = document.querySelectorAll("[data-text]");
                   getSelection().setBaseAndExtent(one, 0, other, other.childNodes.length); }"""
    )
    page.locator("[data-mark-said]", has_text="one field at a time").wait_for(state="attached")

    assert not page.locator("[data-mark-bar]").is_visible()


def test_a_selection_that_is_not_there_is_refused_and_nothing_typed_is_lost(marker):
    drag(marker, "Bob Smith")
    marker.page.evaluate("() => (document.querySelector('[data-mark-bar] [name=start]').value = '3')")
    withhold(marker, reason="A long reason.")

    bar = marker.page.locator("[data-mark-bar]")
    assert "do not stand at that place" in marker.errors()
    assert bar.is_visible()
    assert bar.get_by_label("Why it is withheld").input_value() == "A long reason."
    assert bar.get_by_label("s.40(2)").first.is_checked()
    assert not Mark.objects.exists()
    assert_accessible(marker.page)

    drag(marker, "Bob Smith")
    with marker.page.expect_navigation():
        bar.get_by_role("button", name="Withhold these words").click()
    assert Mark.objects.get().reason == "A long reason."


def test_an_earlier_reason_is_there_to_choose(marker):
    drag(marker, "family")
    withhold(marker, reason="A family is told by it.")
    drag(marker, "Telephoned")
    bar = marker.page.locator("[data-mark-bar]")
    bar.get_by_label("A reason given before").select_option(label="A family is told by it.")
    assert bar.get_by_label("Why it is withheld").input_value() == "A family is told by it."
    withhold(marker, reason="")

    assert [mark.reason for mark in Mark.objects.all()] == ["A family is told by it."] * 2


@pytest.fixture
def answers(marker, release, tom):
    """Those of a saved reason, which stands in the bar."""
    personal = Exemption.objects.get(code="s.40(2)")
    answers = {part.name: answer_to(part) for part in parts_of(personal)}
    save_reason(release=release, exemption=personal, name="Names", reason="A name.", answers=answers, by=tom)
    marker.open(f"{release.get_absolute_url()}marks/")
    return answers


def test_with_a_saved_reason_each_name_takes_two_presses_and_asks_for_nothing_more(marker, release, plain, answers):
    for nth in range(2):
        drag(marker, "Bob Smith", nth=nth)
        bar = marker.page.locator("[data-mark-bar]")
        bar.get_by_label("A saved reason").select_option(label="Names (s.40(2))")
        if not nth:
            assert_accessible(marker.page)
            picture(marker, "saved-reason")
        with marker.page.expect_navigation():
            bar.get_by_role("button", name="Withhold these words").click()

    assert covered(plain) == ["Bob Smith", "Bob Smith"]
    assert {(mark.codes(), mark.reason) for mark in Mark.objects.all()} == {(("s.40(2)",), "A name.")}
    [reasons] = reasons_of(release, on=clock.today())
    assert (reasons.answers, reasons.missing, len(reasons.marks)) == (answers, (), 2)
    assert Reasoning.objects.count() == 1


def test_with_a_saved_reason_a_name_goes_everywhere_at_once(marker, release, plain, answers):
    drag(marker, "Bob Smith")
    bar = marker.page.locator("[data-mark-bar]")
    bar.get_by_label("A saved reason").select_option(label="Names (s.40(2))")
    with marker.page.expect_navigation():
        bar.get_by_role("button", name="Every place like this").click()

    marker.assert_on("Withhold words everywhere")
    marker.press("Withhold those ticked")

    marker.assert_on("Mark what is withheld")
    assert covered(plain) == ["Bob Smith"] * 3
    assert {mark.reason for mark in Mark.objects.all()} == {"A name."}
    assert not [each for each in reasons_of(release, on=clock.today()) if each.missing]


def test_every_place_like_this_is_shown_with_what_is_around_it_before_it_is_done(marker, plain):
    drag(marker, "Bob Smith")
    bar = marker.page.locator("[data-mark-bar]")
    bar.get_by_label("s.40(2)").first.check()
    bar.get_by_label("Why it is withheld").fill("Private.")
    with marker.page.expect_navigation():
        bar.get_by_role("button", name="Every place like this").click()

    marker.assert_on("Withhold words everywhere")
    ticks = marker.page.locator("input[name=places]")
    assert [tick.is_checked() for tick in ticks.all()] == [True, True, True]
    assert not Mark.objects.exists()
    picture(marker, "everywhere")
    assert_fits(marker.page)
    ticks.nth(1).uncheck()
    marker.press("Withhold those ticked")

    marker.assert_on("Mark what is withheld")
    assert covered(plain) == ["Bob Smith", "Bob Smith"]
    marker.press("Undo the last step")
    marker.assert_on("Mark what is withheld")
    assert covered(plain) == []


def until(page, selector, *, most=40):
    """Press Tab until the keyboard is there, as somebody without a mouse does."""
    for _ in range(most):
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {selector}")


def test_without_scripts_words_are_withheld_everywhere_and_it_is_undone(browser, live_server, release, plain, tom):
    marker = steps.sign_in(browser, live_server.url, tom, has_scripts=False)
    marker.open(f"{release.get_absolute_url()}marks/")
    assert not marker.page.locator("[data-mark-bar]").is_visible()
    assert not marker.page.locator("#keys").is_visible()
    marker.follow("Withhold words everywhere they stand")
    marker.page.get_by_label("The words to withhold everywhere").fill("bob smith")
    marker.press("Show every place")
    assert marker.page.locator("input[name=places]:checked").count() == 3
    marker.page.get_by_label("s.40(2)").first.check()
    marker.page.get_by_label("Why it is withheld").fill("Private.")
    marker.press("Withhold those ticked")
    marker.assert_on("Mark what is withheld")
    assert covered(plain) == ["Bob Smith"] * 3

    marker.press("Undo the last step")

    marker.assert_on("Mark what is withheld")
    assert covered(plain) == []
    marker.leave()


def test_marked_words_stay_readable_in_forced_colours_and_at_twice_the_size(marker):
    drag(marker, "Bob Smith")
    withhold(marker)
    page = marker.page
    page.emulate_media(forced_colors="active")
    assert_fits(page, width=640)
    mark = page.locator("mark").first
    style = mark.evaluate("(mark) => { const s = getComputedStyle(mark); return [s.color, s.backgroundColor]; }")
    assert style[0] != style[1]
    assert mark.evaluate("(mark) => getComputedStyle(mark).borderBottomStyle") == "solid"
    picture(marker, "marked-forced-colours")
