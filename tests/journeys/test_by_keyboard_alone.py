"""Marking and checking by somebody who has no mouse: from sign-in to approval, with the keys of the keyboard alone."""

import pytest
from playwright.sync_api import expect

from assessments.documents.snapshot import content_of
from assessments.release.actions.marking import make_release_copy
from assessments.release.models import Approval, Mark
from tests.factories import PASSWORD, TITLE, signed_off, submitted
from tests.journeys import steps

WITHHELD = "Two cameras on a marked van outside the library"

_FOCUSED = """() => {
    const element = document.activeElement;
    return [element.tagName, element.getAttribute("name") || "", element.dataset.text || "", element.innerText || ""];
}"""


class Keyboard:
    """Somebody's hands: every step is a key."""

    def __init__(self, visitor):
        self.visitor, self.page = visitor, visitor.page

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words):
        self.page.keyboard.type(words)

    def reach(self, *, named="", text="", says="", most=300):
        """Press Tab until the keyboard is at an input of this name, a field's text, or a link or button."""
        for _ in range(most):
            tag, name, path, words = self.page.evaluate(_FOCUSED)
            if (named and name == named) or (text and path == text):
                return
            if says and tag in {"A", "BUTTON"} and words.strip().startswith(says):
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not reach {named or text or says} on {self.page.url}")

    def go(self, says, heading):
        """Follow a link or press a button, and arrive."""
        self.reach(says=says)
        self.press("Enter")
        expect(self.page.locator("h1")).to_have_text(heading, timeout=90_000)

    def sign_in(self, user):
        self.visitor.open("/")
        self.reach(named="login")
        self.type(user.username)
        self.reach(named="password")
        self.type(PASSWORD)
        self.press("Enter")
        expect(self.page.locator("h1")).to_have_text("What needs you")

    def write_reasons(self):
        """Say all that the one exemption used needs: in each box some words, of the likelihoods the second."""
        self.go("Write the reasons of", "Reasons")
        self.reach(says="Write these reasons")
        self.press("Enter")
        expect(self.page.locator("[name=harm]")).to_be_visible()
        self.reach(named="likelihood")
        self.press("ArrowDown")
        for name in ("harm", "interest_for", "interest_against", "interest_balance", "decided_by"):
            self.reach(named=name)
            self.type("It was weighed by the team.")
        self.reach(named="decided_on")
        self.press("Control+a")
        self.type("02/03/2026")
        self.go("Save the reasons", "Reasons")

    def heard(self):
        return self.page.locator("[data-mark-said]").inner_text()


@pytest.fixture
def release(transactional_db, dana, priya, tom, harrowmere):
    version = signed_off(submitted(by=dana, unit=harrowmere), by=priya).submission.version
    return make_release_copy(version=version, by=tom)


def test_words_are_marked_and_the_file_is_checked_and_approved_by_keyboard_alone(
    browser, live_server, release, tom, ruth
):
    marker = Keyboard(steps.visit(browser, live_server.url))
    marker.sign_in(tom)
    marker.go(f"Mark: {TITLE}", "Mark what is withheld")
    marker.reach(text="section.information")
    marker.press("Enter")
    for _ in range(100):
        if marker.heard() == "Two":
            break
        marker.press("ArrowRight")
    marker.press(*["Shift+ArrowRight"] * (len(WITHHELD.split()) - 1))
    assert marker.heard() == WITHHELD
    marker.press("m")
    marker.press("Space")
    marker.reach(named="reason")
    marker.type("It helps to avoid the cameras.")
    marker.go("Withhold these words", "Mark what is withheld")
    expect(marker.page.locator("mark")).to_have_text(WITHHELD)
    expect(marker.page.locator("[data-text='section.information']")).to_be_focused()
    mark = Mark.objects.get()
    assert content_of(release.snapshot).fields()[mark.path].plain_text[mark.start : mark.end] == WITHHELD
    marker.write_reasons()
    marker.go("Go back to the marks", "Mark what is withheld")
    marker.go("Send for checking", "Send for checking")
    marker.go("Make the file and send it for checking", "The file is made and read")
    expect(marker.page.get_by_role("link", name="Go to release")).to_be_visible(timeout=90_000)
    marker.go("Go to release", TITLE)
    marker.visitor.leave()

    checker = Keyboard(steps.visit(browser, live_server.url))
    checker.sign_in(ruth)
    checker.go(f"Check: {TITLE}", "Check the file")
    pages = release.candidates.get().pages
    checker.go("Check it page by page", f"Page 1 of {pages}")
    seen = checker.page.locator("q").all_inner_texts()
    for number in range(2, pages + 1):
        checker.go("Next page", f"Page {number} of {pages}")
        seen += checker.page.locator("q").all_inner_texts()
    assert seen == [WITHHELD]
    checker.go("That was the last page", "Check the file")
    checker.reach(named="confirmed")
    checker.press("Space")
    checker.go("Approve exactly this file", TITLE)
    assert Approval.objects.get().approved_by == ruth
    checker.visitor.leave()
