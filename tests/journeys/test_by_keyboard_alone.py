"""Marking, checking and publishing by somebody who has no mouse: from sign-in to putting back, with keys alone."""

import json

import pytest
from playwright.sync_api import expect

from assessments.release.models import Publication
from tests.journeys import releasing, steps
from tests.journeys.keyboard import MarkingKeyboard
from tests.journeys.releasing import standing, written_marks
from tests.journeys.test_the_whole_way import EXAMPLE, carried_out
from tests.release.rehearsing import act

IN_THE_TEXT = "Gwen Sallow"


@pytest.fixture
def written():
    return json.loads(EXAMPLE.read_text("utf-8"))


@pytest.fixture
def signed_off(transactional_db, written, dana, lee, priya):
    """The richest example, as its officers left it."""
    return carried_out(written, people={"dana": dana, "lee": lee, "priya": priya})


def test_the_richest_example_is_marked_checked_and_published_by_keyboard_alone(
    browser, live_server, signed_off, written, tom, ruth
):
    title = written["assessment"]["cover"]["title"]
    reasons = act(written, "write_reasons")["reasons"]
    marks = releasing.by_place(written)
    tom_, ruth_ = (MarkingKeyboard(steps.visit(browser, live_server.url)) for _ in range(2))

    tom_.sign_in(tom)
    tom_.go(f"Make a release copy: {title}", "Make a release copy")
    tom_.go("Make the release copy", title)
    tom_.go("Mark what is withheld", "Mark what is withheld")
    accept_and_dismiss_in_the_text(tom_, marks)
    mark_by_hand(tom_, marks)
    tom_.decide_missed("Lee Marsh", button="Mark these like the first")
    accept_from_the_list(tom_, marks)
    tom_.write_reasons(reasons)
    send(tom_, title)

    ruth_.sign_in(ruth)
    ruth_.go(f"Check: {title}", "Check the file")
    ruth_.go("Check it page by page", "Page 1 of")
    ruth_.propose(marks[releasing.PROPOSED][0])
    ruth_.go("Give back for marking, and say what is to be changed", "Give back for marking")
    ruth_.go("Give back for marking", title)

    tom_.visitor.open("/")
    tom_.go(f"Mark: {title}", "Mark what is withheld")
    tom_.go("Answer the checker, one by one", "Answer the checker")
    tom_.reach(named="decision")
    tom_.press("Space")
    tom_.fill("sentence", "Yes, and I had overlooked it.")
    tom_.go("Answer", "Mark what is withheld")
    tom_.write_reasons(reasons)
    send(tom_, title)

    ruth_.visitor.open("/")
    ruth_.go(f"Check: {title}", "Check the file")
    assert releasing.quotes(written) <= read_page_by_page(ruth_)
    confirm(ruth_)
    ruth_.go("Approve exactly this file", title)
    ruth_.go("Publish", "Publish")
    confirm(ruth_)
    ruth_.go("Publish now", title)
    publication = Publication.objects.get()
    release = publication.candidate.release
    assert standing(release) == written_marks(act(written, "mark")["marks"])

    ruth_.go("Take down", "Take down")
    ruth_.fill("reason", "A name was left in.")
    ruth_.reach(named="is_breach")
    ruth_.press("ArrowDown")  # from "Yes, or perhaps" to "No"
    ruth_.go("Take down now", "Releases")
    assert not Publication.objects.get().is_standing
    tom_.visitor.open(release.get_absolute_url())
    tom_.go("Put it back", "Put it back")
    tom_.fill("reason", "Nothing was left in after all.")
    tom_.go("Ask another officer to put it back", title)
    ruth_.visitor.open(release.get_absolute_url())
    ruth_.go("Put it back", "Put it back")
    confirm(ruth_)
    ruth_.go("Put it back now", title)
    assert Publication.objects.get().is_standing
    for person in (tom_, ruth_):
        person.visitor.leave()


def accept_and_dismiss_in_the_text(tom, marks):
    """A suggestion that is withheld and one that is dismissed, with the keys that lead from one to the next."""
    tom.reach(text="cover.title")
    tom.press("Enter")
    tom.to_suggestion("Wessex Vale Police")
    with tom.page.expect_navigation():
        tom.press("d")
    tom.page.get_by_text("suggestions dismissed").wait_for()
    tom.reach(text="cover.title")
    tom.press("Enter")
    tom.to_suggestion(IN_THE_TEXT)
    with tom.page.expect_navigation():
        tom.press("w")
    expect(tom.page.locator("h1")).to_have_text("Decide on suggestions")
    tom.give_grounds(marks[releasing.SUGGESTED[IN_THE_TEXT]][0], button="Withhold those ticked")


def mark_by_hand(tom, marks):
    """Words, whole fields and whole rows, in the order of the document."""
    order = tom.page.locator("[data-text]").evaluate_all("(texts) => texts.map((text) => text.dataset.text)")
    by_hand = [mark for path, each in marks.items() if releasing.is_by_hand(path) for mark in each]
    for mark in sorted(
        by_hand, key=lambda mark: next(n for n, path in enumerate(order) if path.startswith(mark["at"]))
    ):
        tom.mark(mark)


def accept_from_the_list(tom, marks):
    for words, path in releasing.SUGGESTED.items():
        if words != IN_THE_TEXT:
            tom.accept(words, marks[path][0])


def send(tom, title):
    tom.go("Send for checking", "Send for checking")
    tom.go("Make the file and send it for checking", "The file is made and read")
    expect(tom.page.get_by_role("link", name="Go to release")).to_be_visible(timeout=90_000)
    tom.go("Go to release", title)


def read_page_by_page(ruth):
    """Every page of the file, from the first to the decision; what the marks on them hide."""
    ruth.go("Check it page by page", "Page 1 of")
    seen = set(ruth.page.locator("q").all_inner_texts())
    while ruth.page.get_by_role("link", name="Next page").count():
        ruth.go("Next page", "Page")
        seen.update(ruth.page.locator("q").all_inner_texts())
    ruth.go("That was the last page", "Check the file")
    return seen


def confirm(person):
    person.reach(named="confirmed")
    person.press("Space")
