"""Scripts, templates and addresses typed into every text there is: wherever they are shown, they are words.

One file of every state, as everybody who may open it sees it; every form sent back with such words in it; and the
richest pages in a real browser.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.db import transaction
from django.test import Client

from cia import clock
from cia.accounts.models import User
from cia.notices.models import Notice
from tests.enriching import AFTERWARDS, hostile, publication, take_down_and_explain  # noqa: F401
from tests.hostile import MARK, SCRIPT, WHOLE, Reader, faults_of, typed_texts
from tests.house.test_access import PERSONAS, addresses, expected, gate_once, world  # noqa: F401

pytestmark = pytest.mark.django_db

FOR_FILES = {"dana", "ruth"}  # pictures and PDF take long, and are the same for all
# What a form remembers of how things stood when it was opened.
BEGUN_FROM = {"revision", "seen", "marks_revision"}
# What only other tests write: nobody types an e-mail address of staff, and two publications that differ take longer.
NOT_WRITTEN_HERE = {"accounts.User.email", "release.CombinationAcceptance.reason", "release.SuggestionDecision.reason"}


def browser_of(persona: str) -> Client:
    browser = Client(raise_request_exception=False)
    if persona != "nobody":
        browser.force_login(User.objects.get(username=persona))
    return browser


def pages_of(persona: str, world, publication) -> dict[str, str]:
    """Every page of the table that says anything to them, and those of the record in which everything is, once more."""
    candidate, theirs = publication.candidate, world.published.candidates.get()
    ours = {
        world.published.number: publication.number,
        theirs.pdf_sha256[:16]: candidate.pdf_sha256[:16],
        world.marking.snapshot.version.assessment.reference: candidate.release.snapshot.version.assessment.reference,
    }
    found, statuses = {}, expected()
    for page, address in addresses(world).items():
        is_file = page.split("@")[0].endswith(("-pdf", "-picture"))
        if statuses[page, persona] in ({200} if is_file else {200, 403}) and (not is_file or persona in FOR_FILES):
            found[page] = address
            found[f"{page}, rich"] = re.sub("|".join(ours), lambda their: ours[their[0]], address)
    asked = set()
    return {page: address for page, address in found.items() if not (address in asked or asked.add(address))}


class Read:
    """What was found on the pages that were read."""

    def __init__(self, own_words: set[str]) -> None:
        self.own_words, self.faults, self.showing, self.literal = own_words, [], set(), 0

    def __call__(self, persona: str, page: str, answer) -> None:
        faults, text = faults_of(answer, self.own_words)
        self.faults += [(persona, page, fault) for fault in faults]
        self.literal += text.count(WHOLE)
        if MARK in text or any(word in text for word in self.own_words):
            self.showing.add(page)


def test_what_is_typed_is_words_on_every_page_for_everybody(hostile, world, publication, tom, ruth):
    read = Read(hostile.own_words)
    for persona in PERSONAS:
        browser = browser_of(persona)
        for page, address in pages_of(persona, world, publication).items():
            read(persona, page, browser.get(address))

    with clock.stopped_at(AFTERWARDS + timedelta(hours=1)):
        take_down_and_explain(publication, tom=tom, ruth=ruth)
    for persona in ("nobody", "priya", "tom"):
        browser = browser_of(persona)
        for page, address in pages_of(persona, world, publication).items():
            if page.startswith(("release", "publication", "register", "disclosure", "home")):
                read(persona, f"{page}, taken down", browser.get(address))

    assert read.faults == []
    assert len(read.showing) > 100
    assert read.literal > 500
    assert set(typed_texts()) - hostile.reached == NOT_WRITTEN_HERE
    assert not any(MARK in notice.sentence for notice in Notice.objects.all())
    assert mail.outbox == []


def forms_on(answer) -> list[tuple[str, str, dict[str, str]]]:
    """Method, address and fields of each form of a page into which somebody can write, hostile words in every text."""
    if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
        return []
    found = []
    page = BeautifulSoup(answer.getvalue() if answer.streaming else answer.content, "html.parser")
    for form in page.find_all("form"):
        fields, is_written_in = {}, False
        for each in form.find_all(["input", "textarea", "select"]):
            name, kind = each.get("name"), each.get("type", "text") if each.name == "input" else each.name
            if not name or kind == "file":
                continue
            if kind in {"text", "textarea", "search", "email", "tel", "url", "number", "date"}:
                fields[name], is_written_in = WHOLE, True
            elif kind == "select":
                fields[name] = each.find_all("option")[-1].get("value", "")
            elif kind not in {"radio", "checkbox", "submit"} or name not in fields:
                fields[name] = each.get("value", "")
        if is_written_in:
            found.append((form.get("method", "get").lower(), form.get("action") or answer.request["PATH_INFO"], fields))
    return found


def test_what_is_typed_into_any_form_comes_back_as_words(hostile, world):
    read, sent, conflicts = Read(hostile.own_words), set(), 0
    for persona in ("dana", "priya", "tom", "ruth"):
        browser = browser_of(persona)
        for page, address in addresses(world).items():
            if expected()[page, persona] != 200 or page.endswith(("-picture", "-pdf", "-pdf@published")):
                continue
            for method, action, fields in forms_on(browser.get(address)):
                if (method, action, *fields) in sent:
                    continue
                sent.add((method, action, *fields))
                stale = dict.fromkeys(BEGUN_FROM & fields.keys(), "99")
                for typed in (fields, fields | stale) if stale else (fields,):
                    with transaction.atomic():
                        answer = getattr(browser, method)(action, typed, follow=True)
                        transaction.set_rollback(True)
                    if answer.status_code >= 500:
                        read.faults.append((persona, page, f"{action} ended in an error"))
                    conflicts += answer.status_code == 409
                    read(persona, f"{page}, {action}, {sorted(fields)}", answer)

    assert read.faults == []
    assert len(sent) > 45
    assert len(read.showing) > 40
    assert conflicts > 2  # each shows both texts, and how they differ
    assert mail.outbox == []


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{SCRIPT}</p>",
        f'<input value="{SCRIPT}">',
        f"<input value={WHOLE}>",
        f'<input value="{WHOLE}">',
        "<a href='javascript:alert(1)'>A source</a>",
        "<a href=' data:text/html,x'>A source</a>",
        f"<script>let words = '{MARK}'</script>",
        f"<title></title><{MARK}>",
        f"<textarea></textarea>{WHOLE}</textarea>",
        f"<!-- {MARK} -->",
        f"<p title='{WHOLE}'>",
    ],
)
def test_words_that_were_taken_for_more_would_be_seen(page):
    assert Reader(page, set()).faults
