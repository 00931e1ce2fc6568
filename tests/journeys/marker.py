"""Marks, gives reasons, proposes and answers as an assessment file says, by mouse or, without JavaScript, in forms."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from playwright.sync_api import Locator

from tests.journeys import steps
from tests.journeys.steps import Visitor
from tests.journeys.typist import Typist, day, prose

Written = Mapping[str, Any]


class Marker(Typist):
    """An FOI officer at a browser, on the marking page of a release."""

    def __init__(self, visitor: Visitor) -> None:
        super().__init__(visitor)
        self.marks_by_mouse = visitor.runs_scripts()

    def mark(self, written: Written) -> None:
        """Withhold words, a whole field or a whole row, as a mark of a file says."""
        if self.marks_by_mouse and "quote" in written:
            steps.drag(self.visitor, written["quote"], path=written["at"])
            self._give_grounds(self.page.locator("[data-mark-bar]"), written, button="Withhold these words")
            return
        is_row = written.get("whole") == "row"
        place = f"a[href*='?place={written['at']}.'][href*='extent=row']" if is_row else _field_link(written["at"])
        self.page.locator(place).click()
        form = self.page.locator(".cia-mark-form")
        if is_row:
            assert form.get_by_label("The whole row").is_checked()
        elif "whole" in written:
            form.get_by_label("The whole field").check()
        else:
            form.get_by_label("The words to withhold").fill(written["quote"])
        self._give_grounds(form, written, button="Withhold this")

    def accept(self, words: str, written: Written, *, leaving: Collection[str] = ()) -> None:
        """Withhold what is suggested of these words, apart from some places."""
        self._suggestion(words).get_by_role("button", name="Withhold").click()
        self.visitor.assert_on("Decide on suggestions")
        for place in leaving:
            self.page.get_by_label(place).uncheck()
        self._give_grounds(self.page.locator("main"), written, button="Withhold those ticked")

    def dismiss(self, words: str) -> None:
        self._suggestion(words).get_by_role("button", name="Dismiss").click()
        self.page.get_by_text("dismissed").first.wait_for()
        assert not self._suggestion(words).count()

    def mark_mentions(self, words: str) -> None:
        """Mark everything that was missed of these hidden words."""
        self._tick_missed(words)
        self.visitor.press("Mark these like the first")
        self._back_to_the_marks()

    def keep_mentions(self, words: str, *, reason: str) -> None:
        """Keep everything that was missed of these hidden words."""
        self._tick_missed(words)
        self.page.get_by_label("Why they are kept").fill(reason)
        self.visitor.press("Keep these, for the reason given")
        self._back_to_the_marks()

    def reasons(self, every: Sequence[Written]) -> None:
        """Write all that is to be said of each exemption that is used and not written yet."""
        self.visitor.follow("Write the reasons of")
        for written in every:
            to_write = self.page.get_by_role("link", name="Write these reasons")
            link = to_write.filter(has_text=f": {written['exemption']} ")
            if not link.count():
                continue
            link.click()
            answers = {name: prose(answer) for name, answer in written.items() if name != "exemption"}
            self.answer(answers | ({"decided_on": day(answers["decided_on"])} if "decided_on" in answers else {}))
            self.visitor.press("Save the reasons")
            self.visitor.assert_on("Reasons")
        left = self.page.get_by_role("link", name="Write these reasons").all_inner_texts()
        assert not left, left
        self._back_to_the_marks()

    def propose(self, written: Written) -> None:
        """As the checker of a file, propose that words be withheld."""
        self.visitor.follow("Propose another mark")
        self.visitor.assert_on("Propose a mark")
        self.answer({"place": written["at"], "quote": written["quote"]})
        self._give_grounds(self.page.locator("main"), written, button="Propose this mark")
        assert written["quote"] in self.page.locator("#proposals + p + ul q").all_inner_texts()

    def adopt(self, *, sentence: str) -> None:
        """Adopt the one proposal that waits."""
        self.visitor.follow("Answer the checker, one by one")
        self.visitor.assert_on("Answer the checker")
        self.answer({"decision": "adopt", "sentence": sentence})
        self.visitor.press("Answer")

    def _suggestion(self, words: str) -> Locator:
        said = self.page.locator("q").get_by_text(words, exact=True)
        return self.page.locator(".cia-suggestions ol .cia-marks__mark").filter(has=said)

    def _tick_missed(self, words: str) -> None:
        self.visitor.follow("Decide what was missed")
        self.visitor.assert_on("What was missed")
        for place in self.page.get_by_role("group", name=f"“{words}”").get_by_role("checkbox").all():
            place.check()

    def _back_to_the_marks(self) -> None:
        assert not self.page.locator(".govuk-error-summary").count(), self.visitor.errors()
        self.visitor.follow("Go back to the marks")

    def _give_grounds(self, form: Locator, written: Written, *, button: str) -> None:
        for code in written["exemptions"]:
            form.get_by_label(code).first.check()
        form.get_by_label("Why it is withheld").fill(written["reason"])
        self.visitor.press(button)
        assert not self.page.locator(".govuk-error-summary").count(), self.visitor.errors()


def _field_link(path: str) -> str:
    return f"a[href*='?place={path}#']"
