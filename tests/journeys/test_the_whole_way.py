"""The richest example, by the people in it, through the pages: from typing to the public register, down and back.

What was typed reads like what a file brings; the public finds every public word and no hidden one.
"""

from __future__ import annotations

import hashlib
import html
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from assessments.documents.exchange import read_file
from assessments.documents.shown import as_shown
from assessments.models import Assessment
from assessments.release.models import Publication
from assessments.release.rehearsing import RehearsalFile, Rehearsing
from cia import clock
from tests.journeys import steps
from tests.journeys.marker import Marker
from tests.journeys.releasing import Releasing, quotes, standing, written_marks
from tests.journeys.typist import Typist
from tests.release import rehearsing
from tests.release.rehearsing import SECRETS, act, squeezed, unfound, words

ENDINGS = ["", ".pdf", ".html", ".manifest.json", ".schedule.csv"]
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


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
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


def test_the_richest_example_goes_from_typing_to_the_public_and_back(
    browser, live_server, at_the_browser, service_clock, written, dana, lee, priya, tom, ruth, tmp_path
):
    type_everything(at_the_browser, service_clock, written, dana, priya)

    typed = Assessment.objects.get()
    assert as_read(typed) == from_the_file(written, people={"dana": dana, "lee": lee, "priya": priya})

    marking, checking = Marker(at_a_desk(at_the_browser(tom)).visitor), Marker(at_a_desk(at_the_browser(ruth)).visitor)
    releasing = Releasing(written, turn_to=service_clock)
    releasing.mark(marking)
    releasing.send(marking)
    releasing.propose(checking)
    releasing.adopt(marking)
    releasing.send(marking)
    seen = releasing.approve_and_publish(checking)

    assert quotes(written) <= set(seen)
    publication = Publication.objects.get()
    release = publication.candidate.release
    assert standing(release) == written_marks(act(written, "mark")["marks"])
    reader = steps.visit(browser, live_server.url)
    assert_public(reader, publication, written, folder=tmp_path)

    checking.visitor.open(release.get_absolute_url())
    steps.take_down(checking.visitor, title=releasing.title)
    for ending in ENDINGS:
        assert fetch(reader, publication, ending).status == 410
    reader.page.goto(reader.address + publication.get_absolute_url())
    reader.assert_on("This document was withdrawn")
    steps.put_back(marking.visitor, checking.visitor, release=release.get_absolute_url(), title=releasing.title)
    assert_public(reader, publication, written, folder=tmp_path)
    assert reader.context.cookies() == []
    reader.leave()


def at_a_desk(typist):
    typist.page.set_viewport_size({"width": 1280, "height": 900})
    return typist


def fetch(reader, publication, ending):
    name = f"{publication.number}{ending}" if ending else ""
    return reader.context.request.get(f"{reader.address}{publication.get_absolute_url()}{name}")


def assert_public(reader, publication, written, *, folder):
    """The register leads to the file that was approved; others' tools find in it and its twin what is public alone."""
    pdf = steps.fetch_pdf(reader, title=publication.title)
    assert hashlib.sha256(pdf).hexdigest() == publication.approval.pdf_sha256
    (folder / "public.pdf").write_bytes(pdf)
    texts = [html.unescape(fetch(reader, publication, ending).text()) for ending in ENDINGS[2:]]
    texts += [search(folder / "public.pdf") for search in rehearsing.SEARCHERS]
    secret = set(words(SECRETS["operation-lantern-full"]))
    for text in texts:
        assert not secret & set(words(text))
        assert not [quote for quote in quotes(written) if squeezed(quote) in squeezed(text)]
    page = rehearsing.with_a_browser(fetch(reader, publication, ".html").text())
    for reading in [page, *(read(folder / "public.pdf") for read in rehearsing.READERS)]:
        assert unfound(written, reading) == []


def type_everything(at_the_browser, service_clock, written, dana, priya):
    """Every act of the officer and of the authorising officer, at its moment."""
    acts, title = written["rehearsal"]["acts"], written["assessment"]["cover"]["title"]
    service_clock(acts[0]["when"])
    officer = at_the_browser(dana)
    address = steps.start_assessment(officer.visitor, title=title)
    file = address.split("versions/")[0]
    officer.assessment(written["assessment"], address=address)
    known = set()
    for each in acts:
        if each["by"] not in ("dana", "priya"):
            return
        service_clock(each["when"])
        match each["act"]:
            case "log_contact" if "corrects" in each["contact"]:
                officer.correction(each, file=file)
            case "log_contact":
                officer.contact(each, file=file, known=known)
            case "end_concern":
                officer.concern_ended(each, file=file)
            case "end_promise":
                officer.promise_ended(each, file=file)
            case "log":
                officer.entry(each, file=file)
            case "submit":
                officer.visitor.open(address)
                steps.submit(officer.visitor, title=title)
            case "sign_off":
                sign_off(at_the_browser(priya), each, address=address)


def from_the_file(written, *, people):
    """What is read of the file of the same acts, which is not kept."""
    with transaction.atomic():
        read = as_read(carried_out(written, people=people))
        transaction.set_rollback(True)
    return read


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
