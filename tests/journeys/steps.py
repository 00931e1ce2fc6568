"""What people do in the browser, step by step. A journey is a row of these."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page

from assessments.parts import NARRATIVES, Axis
from cia.accounts.models import User
from tests.factories import LEVELS, NARRATIVE, PASSWORD, REASONS, TITLE
from tests.ui.accessibility import assert_accessible


@dataclass
class Visitor:
    """Somebody at a browser of their own: the page they have open, on the service at an address."""

    page: Page
    address: str

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def open(self, path: str) -> None:
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 200, f"{path} answered {answer.status}"

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).click()
        self.page.wait_for_load_state()  # a click returns once the next page has begun to load

    def follow(self, link: str) -> None:
        self.page.get_by_role("link", name=link).first.click()
        self.page.wait_for_load_state()

    def assert_on(self, heading: str) -> None:
        """The page has this heading, and axe finds nothing wrong with it."""
        found = self.page.locator("h1").inner_text()
        assert found == heading, f"{self.page.url} is headed {found!r}, not {heading!r}: {self.errors()}"
        if self._runs_scripts():
            assert_accessible(self.page)

    def errors(self) -> str:
        summary = self.page.locator(".govuk-error-summary, .govuk-inset-text")
        return " / ".join(summary.all_inner_texts())

    def leave(self) -> None:
        self.context.close()

    def _runs_scripts(self) -> bool:
        return "js-enabled" in (self.page.locator("body").get_attribute("class") or "")


def visit(browser: Browser, address: str, *, has_scripts: bool = True) -> Visitor:
    """Somebody whom the service does not know, at a browser with JavaScript or without."""
    context = browser.new_context(java_script_enabled=has_scripts, locale="en-GB", timezone_id="Europe/London")
    context.set_default_timeout(15_000)
    return Visitor(context.new_page(), address)


def sign_in(browser: Browser, address: str, user: User, *, has_scripts: bool = True) -> Visitor:
    """Somebody signed in through the sign-in page, who sees what needs them."""
    visitor = visit(browser, address, has_scripts=has_scripts)
    visitor.open("/")
    visitor.assert_on("Sign in")
    visitor.page.get_by_label("Username").fill(user.username)
    visitor.page.get_by_label("Password", exact=True).fill(PASSWORD)
    visitor.press("Sign in")
    visitor.assert_on("What needs you")
    return visitor


def start_assessment(visitor: Visitor, *, title: str = TITLE) -> str:
    """Start a file from the home page; the address of its first version."""
    visitor.open("/")
    visitor.press("Start an assessment")
    visitor.assert_on("Start an assessment")
    visitor.page.get_by_label("An operation").check()
    visitor.page.get_by_label("Title").fill(title)
    visitor.press("Start")
    visitor.assert_on(title)
    return visitor.page.url.removeprefix(visitor.address)


def write_cover(visitor: Visitor) -> None:
    visitor.follow("Cover")
    visitor.assert_on("Cover")
    visitor.page.get_by_label("Summary").fill("A day of live facial recognition, and what it may do to trust.")
    visitor.page.get_by_label("OFFICIAL-SENSITIVE").check()
    visitor.page.get_by_label("Yes", exact=True).check()
    visitor.page.get_by_label("Review date").fill("1 March 2030")
    visitor.press("Save and continue")


def write_sections(visitor: Visitor) -> None:
    for narrative in NARRATIVES:
        visitor.follow(narrative.heading)
        visitor.assert_on(narrative.heading)
        visitor.page.get_by_label(narrative.heading, exact=True).fill(NARRATIVE[narrative.key])
        visitor.press("Save and continue")


def rate_axes(visitor: Visitor) -> None:
    for axis in Axis:
        visitor.follow(str(axis.label))
        visitor.assert_on(str(axis.label))
        visitor.page.locator(f"input[name=level][value='{LEVELS[axis]}']").check()
        visitor.page.get_by_label("Reasons").fill(REASONS[axis])
        visitor.press("Save and continue")


def submit(visitor: Visitor, *, title: str = TITLE) -> None:
    visitor.follow("Check your answers and submit")
    visitor.assert_on("Check your answers")
    visitor.press("Submit for a decision")
    visitor.assert_on(title)
    assert "is waiting for the authorising officer" in visitor.page.locator("main").inner_text()


def sign_off(visitor: Visitor, *, title: str = TITLE) -> None:
    """Decide on what waits longest, from the home page."""
    visitor.open("/")
    visitor.follow(title)
    visitor.assert_on("Decide")
    for answer in visitor.page.locator("textarea[name^=finding-]").all():
        answer.fill("Known, and accepted for a day.")
    visitor.page.get_by_label("Sign off").check()
    visitor.page.get_by_label("Your reasons").fill("Necessary, proportionate, and the street can bear it.")
    visitor.press("Record the decision")
    visitor.assert_on(title)
    assert "is signed off" in visitor.page.locator("main").inner_text()


def make_release_copy(visitor: Visitor, *, title: str = TITLE) -> None:
    visitor.open("/")
    visitor.follow(f"Make a release copy: {title}")
    visitor.assert_on("Make a release copy")
    visitor.press("Make the release copy")
    visitor.assert_on(title)
    visitor.page.get_by_role("button", name="Mark what is withheld").click()
    visitor.assert_on("Mark what is withheld")


def mark_words(visitor: Visitor, place: str, words: str, *, exemption: str, reason: str) -> None:
    """Withhold words at a place of the release that is open, through the form under that field."""
    visitor.page.get_by_role("link", name=f"Withhold something here in {place}", exact=True).click()
    assert visitor.page.get_by_label("Where", exact=True).locator("option:checked").inner_text() == place
    visitor.page.locator(".cia-mark-form").get_by_label("The words to withhold").fill(words)
    _give_grounds(visitor, exemption=exemption, reason=reason)
    marked = "".join(visitor.page.locator("mark").all_inner_texts())
    assert words in marked, f"{words!r} is not marked: {visitor.errors()}"


def mark_whole_field(visitor: Visitor, place: str, *, exemption: str, reason: str) -> None:
    """Withhold a whole field of the release that is open, through the form at the end."""
    visitor.page.get_by_label("Where", exact=True).select_option(label=place)
    visitor.page.get_by_label("The whole field").check()
    _give_grounds(visitor, exemption=exemption, reason=reason)
    assert visitor.page.get_by_role("link", name=f"{place}, the whole field").count() == 1, visitor.errors()


def _give_grounds(visitor: Visitor, *, exemption: str, reason: str) -> None:
    form = visitor.page.locator(".cia-mark-form")
    form.get_by_label(exemption).first.check()
    form.get_by_label("Why it is withheld").fill(reason)
    visitor.press("Withhold this")
    visitor.assert_on("Mark what is withheld")


def write_reasons(visitor: Visitor) -> None:
    """Say of each exemption of the release that is open all that it needs."""
    visitor.follow("Write the reasons of")
    visitor.assert_on("Reasons")
    while visitor.page.get_by_role("link", name="Write these reasons").count():
        visitor.follow("Write these reasons")
        for radio in visitor.page.get_by_label("It would be likely to do this harm").all():
            radio.check()
        for field in visitor.page.locator("main form").locator("textarea, input[type=text]").all():
            name = field.get_attribute("name")
            if name != "saved_name":
                field.fill("02/03/2026" if name == "decided_on" else "It was weighed by the team.")
        visitor.press("Save the reasons")
        visitor.assert_on("Reasons")
    visitor.follow("Go back to the marks")
    visitor.assert_on("Mark what is withheld")


def send_for_checking(visitor: Visitor, *, title: str = TITLE) -> None:
    visitor.press("Send for checking")
    visitor.assert_on("Send for checking")
    visitor.page.set_default_timeout(90_000)  # several programs read the file first
    visitor.press("Make the file and send it for checking")
    visitor.assert_on("The file is made and read")
    visitor.follow("Go to release")
    visitor.assert_on(title)
    assert "another FOI officer must check" in visitor.errors()


def check_file(visitor: Visitor, *, withheld: str, title: str = TITLE) -> None:
    """Approve the file that waits, having seen what a mark in it hides."""
    visitor.open("/")
    visitor.follow(f"Check: {title}")
    visitor.assert_on("Check the file")
    assert withheld in visitor.page.locator("q").all_inner_texts()
    assert withheld in read_page_by_page(visitor)
    visitor.page.get_by_label("I have read the whole file and agree with every mark").check()
    visitor.press("Approve exactly this file")
    visitor.assert_on(title)


def read_page_by_page(visitor: Visitor) -> list[str]:
    """Turn the pages of the file, from the first to the decision; what each mark on them hides."""
    visitor.press("Check it page by page")
    hidden = []
    while True:
        hidden += visitor.page.locator("q").all_inner_texts()
        further = visitor.page.get_by_role("link", name="Next page", exact=True)
        if not further.count():
            visitor.follow("That was the last page")
            visitor.assert_on("Check the file")
            return hidden
        further.first.click()


def publish(visitor: Visitor, *, title: str = TITLE) -> None:
    visitor.press("Publish")
    visitor.assert_on("Publish")
    visitor.page.get_by_label("This may be read by anybody").check()
    visitor.press("Publish now")
    visitor.assert_on(title)


def fetch_pdf(visitor: Visitor, *, title: str = TITLE) -> bytes:
    """Find a publication in the public register and fetch its PDF, as anybody may."""
    visitor.open("/register/")
    visitor.assert_on("Published community impact assessments")
    visitor.page.get_by_label("Words in the title").fill("lantern")
    visitor.press("Search")
    visitor.follow(title)
    visitor.assert_on(title)
    address = visitor.page.get_by_role("link", name="PDF", exact=True).get_attribute("href")
    answer = visitor.context.request.get(visitor.address + str(address))
    assert answer.ok, answer.status
    return answer.body()


def take_down(visitor: Visitor, *, title: str = TITLE) -> None:
    """Take down the publication of the release that is open."""
    visitor.press("Take down")
    visitor.assert_on("Take down")
    visitor.page.get_by_label("Why it is taken down").fill("A name was left in.")
    visitor.press("Take down now")
    visitor.assert_on("Releases")
