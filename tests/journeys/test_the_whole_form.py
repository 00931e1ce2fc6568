"""The richest example, typed through the pages by the people in it, reads like the one that a file brings."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assessments.documents.exchange import read_file
from assessments.documents.shown import as_shown
from assessments.models import Assessment
from assessments.release.rehearsing import RehearsalFile, Rehearsing
from cia import clock
from tests.journeys import steps
from tests.journeys.typist import Typist

ALMOST_NOW = timedelta(minutes=1)
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "operation-lantern-full.json"


@pytest.fixture
def written():
    return json.loads(EXAMPLE.read_text("utf-8"))


@pytest.fixture
def service_clock(monkeypatch):
    """The clock of the whole process, which the service shares: what people do in the browser is done at its moment."""
    moment, real = [clock.now()], clock.now
    monkeypatch.setattr(clock, "now", lambda: moment[0] if abs(real() - datetime.now(UTC)) < ALMOST_NOW else real())

    def turn_to(when):
        moment[0] = datetime.fromisoformat(when)

    return turn_to


@pytest.fixture(params=[True, False], ids=["on a phone", "without JavaScript"])
def has_scripts(request):
    return request.param


@pytest.fixture
def at_the_browser(browser, live_server, has_scripts):
    """Somebody signed in, as a typist: with JavaScript on a phone of 360 pixels, without it at a desk."""
    people = []

    def typist(user):
        visitor = steps.sign_in(browser, live_server.url, user, has_scripts=has_scripts)
        if has_scripts:
            visitor.page.set_viewport_size({"width": 360, "height": 740})
        people.append(visitor)
        return Typist(visitor)

    yield typist
    for visitor in people:
        visitor.leave()


def test_the_richest_example_typed_through_the_pages_reads_like_its_file(
    at_the_browser, service_clock, written, dana, lee, priya
):
    acts = written["rehearsal"]["acts"]
    service_clock(acts[0]["when"])
    officer = at_the_browser(dana)
    address = steps.start_assessment(officer.visitor, title=written["assessment"]["cover"]["title"])
    file = address.split("versions/")[0]
    officer.assessment(written["assessment"], address=address)
    authorising_officer, known = None, set()
    for act in acts:
        service_clock(act["when"])
        match act["act"]:
            case "log_contact" if "corrects" in act["contact"]:
                officer.correction(act, file=file)
            case "log_contact":
                officer.contact(act, file=file, known=known)
            case "end_concern":
                officer.concern_ended(act, file=file)
            case "end_promise":
                officer.promise_ended(act, file=file)
            case "log":
                officer.entry(act, file=file)
            case "submit":
                officer.visitor.open(address)
                steps.submit(officer.visitor, title=written["assessment"]["cover"]["title"])
            case "sign_off":
                authorising_officer = at_the_browser(priya)
                sign_off(authorising_officer, act, address=address)

    typed = Assessment.objects.get()
    from_the_file = carried_out(written, people={"dana": dana, "lee": lee, "priya": priya})
    assert as_read(typed) == as_read(from_the_file)


def carried_out(written, *, people):
    """The file of the same acts, as a rehearsal makes it, up to the release copy."""
    file = read_file(json.dumps(written).encode(), RehearsalFile)
    rehearsing = Rehearsing(file.assessment, people)
    rehearsing.carry_out([act for act in file.rehearsal.acts if act.by in people])
    return rehearsing.version.assessment


def as_read(assessment):
    """Every field of the document by its path, as it is printed."""
    content = as_shown(assessment.versions.get(), at=clock.now()).content
    return {path: (field.label, field.blocks, field.level) for path, field in content.fields().items()}


def sign_off(authorising_officer, act, *, address):
    authorising_officer.visitor.open(f"{address}decide/")
    authorising_officer.answer({"decision": "signed_off", "reasons": "\n".join(act["reasons"])})
    authorising_officer.visitor.press("Record the decision")
    assert "is signed off" in authorising_officer.page.locator("main").inner_text()
