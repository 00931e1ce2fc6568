"""The pages of the numbered rows, on a wide screen and on a phone, and an evidence source typed in without scripts."""

import os
from pathlib import Path

import pytest

from assessments.actions.deciding import submit
from assessments.models import rows_of
from tests.factories import draft, write_whole
from tests.journeys import steps
from tests.rows import ANSWERS, add, add_every
from tests.ui.accessibility import assert_accessible, assert_fits

# Where pictures of the pages go, for looking at them.
PICTURES = os.environ.get("PICTURES", "")


@pytest.fixture
def begun(transactional_db, dana, harrowmere):
    return draft(by=dana, unit=harrowmere)


def test_every_page_of_every_kind_is_accessible_and_fits_a_phone(browser, live_server, begun, dana):
    add_every(begun, by=dana)
    visitor = steps.sign_in(browser, live_server.url, dana)
    place = f"{begun.get_absolute_url()}rows"
    for kind in ANSWERS:
        for name, page in (("list", ""), ("change", "1/")):
            visitor.open(f"{place}/{kind}/{page}")
            _look(visitor, f"rows-{kind}-{name}")
    for name, page in (
        ("add", f"{place}/finding/add/?of=1"),
        ("remove", f"{place}/risk/1/remove/"),
        ("tasks", begun.get_absolute_url()),
        ("document", f"{begun.get_absolute_url()}document/"),
        ("experienced", f"{begun.get_absolute_url()}ratings/experienced/"),
    ):
        visitor.open(page)
        _look(visitor, f"rows-{name}")


def test_a_page_sent_with_errors_and_an_empty_list_are_accessible(browser, live_server, begun, dana):
    visitor = steps.sign_in(browser, live_server.url, dana)
    visitor.open(f"{begun.get_absolute_url()}rows/risk/")
    _look(visitor, "rows-empty")
    visitor.open(f"{begun.get_absolute_url()}rows/finding/")
    _look(visitor, "rows-waiting")
    visitor.open(f"{begun.get_absolute_url()}rows/risk/add/")
    visitor.press("Save and continue")
    _look(visitor, "rows-errors")


def test_deciding_on_a_risk_is_accessible_and_fits_a_phone(browser, live_server, begun, dana, priya):
    version = write_whole(begun, by=dana)
    add_every(version, by=dana)
    submission = submit(version=version, by=dana)
    visitor = steps.sign_in(browser, live_server.url, priya)
    visitor.open(f"{version.get_absolute_url()}decide/")
    visitor.page.get_by_role("link", name="Decide on it").click()
    visitor.press("Record the decision on this risk")
    _look(visitor, "decide-risk-errors")
    visitor.page.get_by_label("Accepted", exact=True).check()
    visitor.page.get_by_label("Your reasons").fill("The stall answers for it.")
    visitor.press("Record the decision on this risk")
    visitor.assert_on("Decide")
    _look(visitor, "decide-risks")

    assert submission.risk_decisions.get().risk == 1


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_source_and_its_findings_are_typed_in(browser, live_server, begun, dana, has_scripts):
    officer = steps.sign_in(browser, live_server.url, dana, has_scripts=has_scripts)
    officer.open(begun.get_absolute_url())
    officer.follow("Evidence sources")
    officer.assert_on("Evidence sources")
    officer.press("Add an evidence source")
    officer.page.get_by_label("Source", exact=True).fill("Harrowmere residents' panel")
    officer.press("Save and continue")
    officer.page.get_by_role("link", name="Add a finding to Evidence source 1").click()
    officer.page.get_by_label("What was found?").fill("Most found it acceptable.")
    officer.page.get_by_label("Figures").fill("58 %: acceptable\nabout one third: would stay away")
    officer.page.get_by_label("For", exact=True).check()
    officer.page.get_by_label("When was it found?").fill("October 2025")
    officer.press("Save and continue")
    officer.assert_on("Findings")
    officer.page.get_by_role("link", name="Remove Finding 1").click()
    officer.press("Remove")
    officer.assert_on("Findings")

    assert rows_of(begun, "source").get().heading == "Harrowmere residents' panel"
    assert not rows_of(begun, "finding").exists()
    assert add(begun, "finding", by=dana).number == 2


def _look(visitor, name):
    if PICTURES:
        visitor.page.set_viewport_size({"width": 1280, "height": 900})
        _picture(visitor, f"{name}-1280")
    assert_fits(visitor.page)
    assert_accessible(visitor.page)
    _picture(visitor, f"{name}-360")


def _picture(visitor, name):
    if PICTURES:
        visitor.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
