"""What people do in the browser, step by step. A journey is a row of these."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page

from assessments.parts import NARRATIVES, Axis
from cia.accounts.models import User
from tests.factories import LEVELS, NARRATIVE, PASSWORD, REASONS, TITLE
from tests.ui.accessibility import assert_accessible

# The middle of the left and of the right edge of words that are selected; they may go on from one element to the next.
_WHERE_WORDS_STAND = """(element, [words, nth]) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) =>
        node.parentElement.closest("[data-beside]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const nodes = [];
    let text = "";
    while (walker.nextNode()) {
        nodes.push([walker.currentNode, text.length]);
        text += walker.currentNode.data;
    }
    let at = text.indexOf(words);
    while (at >= 0 && nth--) at = text.indexOf(words, at + 1);
    if (at < 0) return null;
    const end = at + words.length;
    const [first, firstAt] = nodes.findLast(([_node, from]) => from <= at);
    const [last, lastAt] = nodes.findLast(([_node, from]) => from < end);
    const range = new Range();
    range.setStart(first, at - firstAt);
    range.setEnd(last, end - lastAt);
    first.parentElement.scrollIntoView({ block: "center" });
    const boxes = [...range.getClientRects()].filter((box) => box.width);
    const [begins, ends] = [boxes[0], boxes.at(-1)];
    return [begins.left, begins.top + begins.height / 2, ends.right, ends.top + ends.height / 2];
}"""


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
        self.assert_headed(heading)
        if self.runs_scripts():
            assert_accessible(self.page)

    def assert_headed(self, heading: str) -> None:
        found = self.page.locator("h1").inner_text()
        assert found == heading, f"{self.page.url} is headed {found!r}, not {heading!r}: {self.errors()}"

    def errors(self) -> str:
        summary = self.page.locator(".govuk-error-summary, .govuk-inset-text")
        return " / ".join(summary.all_inner_texts())

    def leave(self) -> None:
        self.context.close()

    def runs_scripts(self) -> bool:
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
    visitor.page.get_by_role("radio", name="Sign off").check()
    visitor.page.get_by_label("Why you sign off").fill("Necessary, proportionate, and the street can bear it.")
    visitor.press("Record the decision")
    visitor.assert_on(title)
    assert "is signed off" in visitor.page.locator("main").inner_text()


def make_release_copy(visitor: Visitor, *, title: str = TITLE) -> None:
    visitor.open("/")
    visitor.follow(f"Make a release copy: {title}")
    visitor.assert_on("Make a release copy")
    visitor.press("Make the release copy")
    visitor.assert_on(title)
    visitor.press("Mark what is withheld")
    visitor.assert_headed("Mark what is withheld")


def drag(visitor: Visitor, words: str, *, path: str, nth: int = 0) -> None:
    """Select words of a field with the mouse, from before the first letter to after the last."""
    place = visitor.page.locator(f"[data-text='{path}']").evaluate(_WHERE_WORDS_STAND, [words, nth])
    assert place, f"{words!r} does not stand in {path}"
    mouse = visitor.page.mouse
    mouse.move(place[0] + 0.5, place[1])
    mouse.down()
    mouse.move(place[2] - 0.5, place[3], steps=5)
    mouse.up()


def send_for_checking(visitor: Visitor, *, title: str = TITLE) -> None:
    visitor.press("Send for checking")
    visitor.assert_on("Send for checking")
    visitor.page.set_default_timeout(90_000)  # several programs read the file first
    visitor.press("Make the file and send it for checking")
    visitor.assert_on("The file is made and read")
    visitor.follow("Go to release")
    visitor.assert_on(title)
    assert "another FOI officer must check" in visitor.errors()


def approve(visitor: Visitor, *, title: str = TITLE) -> None:
    """Agree to the file whose page is open."""
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
        visitor.page.wait_for_load_state()


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
    visitor.page.get_by_role("radio", name="No", exact=True).check()
    visitor.press("Take down now")
    visitor.assert_on("Releases")


def put_back(first: Visitor, second: Visitor, *, release: str, title: str = TITLE) -> None:
    """Publish again what was taken down: one FOI officer asks, another confirms. ``release`` is its page."""
    first.open(release)
    first.press("Put it back")
    first.assert_on("Put it back")
    first.page.get_by_label("Why it may be published again").fill("Nothing was left in after all.")
    first.press("Ask another officer to put it back")
    first.assert_on(title)
    second.open(release)
    second.press("Put it back")
    second.page.get_by_label("This may be read by anybody again").check()
    second.press("Put it back now")
    second.assert_on(title)
    assert "Anybody can read it" in second.page.locator("main").inner_text()
