"""Somebody who has no mouse: every step is a key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import regex
from playwright.sync_api import expect

from cia.accounts.models import User
from tests.factories import PASSWORD
from tests.journeys.steps import Visitor
from tests.journeys.typist import day, prose

Written = Mapping[str, Any]

# One step of the arrow keys in a text: a word with its accents, or one run of anything else.
_STEP = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*|[^\s\p{L}\p{N}\p{M}][^\s\p{L}\p{N}]*|\S")
# What a screen reader would say of the place where the keyboard is, and the names by which the page knows it.
_FOCUSED = """() => {
    const element = document.activeElement;
    return {
        tag: element.tagName,
        named: element.getAttribute("name") || "",
        text: element.dataset.text || "",
        link: element.getAttribute("href") || "",
        says: (element.labels?.[0] || element).innerText.replace(/\\s+/g, " ").replace(" :", ":").trim(),
        of: element.closest("fieldset")?.querySelector("legend")?.innerText.trim() || "",
        value: element.value || "",
        isChosen: Boolean(element.checked),
    };
}"""
_IN_PART = {"link", "of"}
_PLAIN = """(element) => [...element.querySelectorAll("[data-block]")].map((block) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
        node.parentElement.closest("[data-beside]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    let text = "";
    while (walker.nextNode()) text += walker.currentNode.data;
    return text;
}).join("\\n")"""


class Keyboard:
    """Somebody's hands on the keys, at a browser."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def focused(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(_FOCUSED)
        return found

    def reach(self, *, says: str = "", most: int = 1500, **names: str) -> None:
        """Press Tab until the keyboard is where these names are, and where what is said begins like this."""
        for _ in range(most):
            here = self.focused()
            is_there = all(
                value in here[name] if name in _IN_PART else value == here[name] for name, value in names.items()
            )
            if is_there and here["says"].startswith(says) and (names or here["tag"] in {"A", "BUTTON"}):
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not reach {says or names} on {self.page.url}: {self.visitor.errors()}")

    def go(self, says: str, heading: str) -> None:
        """Follow a link or press a button, and arrive."""
        self.reach(says=says)
        with self.page.expect_navigation(timeout=90_000):
            self.press("Enter")
        expect(self.page.locator("h1")).to_contain_text(heading)

    def fill(self, name: str, words: str) -> None:
        self.reach(named=name)
        self.press("Control+a")
        self.type(words)

    def sign_in(self, user: User) -> None:
        self.visitor.open("/")
        self.fill("login", user.username)
        self.fill("password", PASSWORD)
        with self.page.expect_navigation():
            self.press("Enter")
        expect(self.page.locator("h1")).to_have_text("What needs you")


class MarkingKeyboard(Keyboard):
    """An FOI officer's hands, on the marking page of a release."""

    def mark(self, written: Written) -> None:
        """Withhold words, a whole field or a whole row, as a mark of a file says."""
        if "quote" in written:
            self.choose(written["at"], written["quote"])
            self.press("m")
            self.give_grounds(written, button="Withhold these words")
            return
        is_row = written["whole"] == "row"
        self.reach(link=f"?place={written['at']}.", says="Withhold the whole row") if is_row else self.reach(
            link=f"?place={written['at']}#"
        )
        with self.page.expect_navigation():
            self.press("Enter")
        self.reach(named="extent")
        if not is_row:
            self.press("ArrowDown")
        assert self.focused()["says"] == ("The whole row" if is_row else "The whole field")
        self.give_grounds(written, button="Withhold this")

    def choose(self, path: str, quote: str) -> None:
        """Go into the text of a field, to the first word of a quotation, and extend to its last."""
        self.reach(text=path)
        plain: str = self.page.locator(f"[data-text='{path}']").evaluate(_PLAIN)
        before = plain.index(quote)
        self.press("Enter", "Home")
        self.press(*["ArrowRight"] * len(_STEP.findall(plain[:before])))
        self.press(*["Shift+ArrowRight"] * (len(_STEP.findall(quote)) - 1))
        assert self.heard() == quote

    def heard(self) -> str:
        return self.page.locator("[data-mark-said]").inner_text()

    def to_suggestion(self, words: str) -> None:
        """From within a text, press N until what is suggested is this."""
        for _ in range(100):
            if self.heard().startswith(f"Suggested: {words}."):
                return
            self.press("n")
        raise AssertionError(f"{words} is not suggested after this")

    def accept(self, words: str, written: Written) -> None:
        """From the list of suggestions, withhold what is suggested of these words."""
        self.go(f"Withhold this: {words}", "Decide on suggestions")
        self.give_grounds(written, button="Withhold those ticked")

    def decide_missed(self, words: str, *, button: str, reason: str = "") -> None:
        """Tick everything that was missed of these hidden words, and mark it or keep it."""
        self.go("Decide what was missed", "What was missed")
        number = self.page.get_by_role("group", name=f"“{words}”").get_by_role("checkbox").count()
        for _ in range(number):
            self.reach(named="mentions", of=f"“{words}”")
            self.press("Space", "Tab")
        if reason:
            self.fill("reason", reason)
        self.go(button, "What was missed")
        self.go("Go back to the marks", "Mark what is withheld")

    def write_reasons(self, every: Iterable[Written]) -> None:
        """Write all that is to be said of each exemption that is used and not written yet."""
        self.go("Write the reasons of", "Reasons")
        to_write = self.page.get_by_role("link", name="Write these reasons").all_inner_texts()
        for written in every:
            code = written["exemption"]
            if not any(f": {code} " in link for link in to_write):
                continue
            self.reach(says=f"Write these reasons: {code} ")
            with self.page.expect_navigation():
                self.press("Enter")
            for name, answer in written.items():
                if name == "likelihood":
                    self.reach(named=name)
                    self.press("Space" if answer == "would" else "ArrowDown")
                elif name != "exemption":
                    self.fill(name, day(answer) if name == "decided_on" else prose(answer))
            self.go("Save the reasons", "Reasons")
        self.go("Go back to the marks", "Mark what is withheld")

    def give_grounds(self, written: Written, *, button: str) -> None:
        left = {f"{code} " for code in written["exemptions"]}
        while left:  # in the order in which the page offers them
            self.reach(named="exemptions")
            here = self.focused()
            if found := {code for code in left if here["says"].startswith(code)}:
                if not here["isChosen"]:
                    self.press("Space")
                left -= found
            self.press("Tab")
        self.fill("reason", written["reason"])
        self.reach(says=button)
        with self.page.expect_navigation():
            self.press("Enter")
        assert not self.page.locator(".govuk-error-summary").count(), self.visitor.errors()

    def propose(self, written: Written) -> None:
        """As the checker of a file, propose that words be withheld."""
        self.go("Propose another mark", "Propose a mark")
        self.reach(named="place")
        for _ in range(500):
            if self.focused()["value"] == written["at"]:
                break
            self.press("ArrowDown")
        self.fill("quote", written["quote"])
        self.give_grounds(written, button="Propose this mark")
        assert written["quote"] in self.page.locator("q").all_inner_texts()
