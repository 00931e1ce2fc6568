"""A token in everything that can be withheld, in fifty records; then everything is read that anybody can reach.

Nothing that was withheld may be found outside the pages of those who may read the assessment whole: in no address, no
header, no public file, notice, letter, log, session, cache or event, and in no file on disk.
"""

import contextlib
import io
import logging
import secrets
import string
import tempfile
from collections.abc import Generator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import DataError, connection, transaction
from django.test import Client

from assessments.actions.deciding import submit
from assessments.actions.drafting import rate, save_section
from assessments.actions.logging import log, log_contact_for
from assessments.documents.snapshot import content_of
from assessments.models import Version
from assessments.parts import NARRATIVES, Axis
from assessments.release import preparing
from assessments.release.actions import publishing
from assessments.release.actions.marking import make_release_copy, mark_whole
from assessments.release.actions.publishing import approve, publish, send_for_checking
from assessments.release.checking import Step
from assessments.release.gate import Examined, examining
from assessments.release.models import Candidate, Exemption, Publication
from assessments.release.rendering import public_html, public_pdf
from assessments.views import section as section_page
from cia import clock
from cia.accounts.models import User
from cia.discreet_log import DiscreetFormatter
from stakeholders.actions.contacts import Conversation, Promise, Worry
from stakeholders.actions.directory import add_stakeholder
from tests import database
from tests.factories import draft, signed_off, write_cover, write_whole
from tests.house.test_access import PERSONAS, World, addresses, gate_once, world  # noqa: F401
from tests.reasons import give_reasons
from tests.release.test_gate import reading_of

pytestmark = pytest.mark.django_db

RECORDS = [10, pytest.param(50, marks=pytest.mark.long)]
TOKEN = 24
# Who may read the assessment whole. To everybody else no page shows anything of it, and to them no public page does.
MAY_READ = {"dana", "priya", "tom", "ruth"}
PUBLIC = ("register", "publication", "disclosure")
# The tables that hold what people wrote; no other may.
HOLD_RECORDS = ("assessments_", "stakeholders_")


class Canaries:
    """Tokens that stand for hidden words, each of its own, all with the beginning by which they are found."""

    def __init__(self) -> None:
        self.beginning = "".join(secrets.choice(string.ascii_uppercase) for _ in range(10))
        self.given: set[str] = set()

    def one(self) -> str:
        token = self.beginning + "".join(secrets.choice(string.ascii_uppercase) for _ in range(TOKEN - 10))
        self.given.add(token)
        return token

    def are_in(self, found: str | bytes) -> bool:
        text = found if isinstance(found, str) else found.decode("latin-1")
        return self.beginning.casefold() in text.casefold()


@pytest.fixture
def canaries() -> Canaries:
    return Canaries()


def written(canaries: Canaries, *, by: User, signatory: User, unit) -> Version:
    """An assessment in which every text is a token, signed off and logged after."""
    begun = write_whole(draft(by=by, unit=unit, title=f"About {canaries.one()}"), by=by)
    write_cover(begun, by=by, summary=canaries.one(), distribution_list=canaries.one())
    for narrative in NARRATIVES:
        revision = begun.sections.get(key=narrative.key).revision
        save_section(version=begun, key=narrative.key, text=f"Of {canaries.one()}.", revision=revision, by=by)
    for axis in Axis:
        revision = begun.ratings.get(axis=axis).revision
        rate(version=begun, axis=axis, level=4, reasons=canaries.one(), revision=revision, by=by)
    decision = signed_off(submit(version=begun, by=by), by=signatory, reasons=canaries.one())
    ward = add_stakeholder(unit=unit, kind="public_office", role="Ward councillor", by=by)
    conversation = Conversation(
        [ward],
        method="visit",
        outcome="concerns",
        narrative=canaries.one(),
        response=canaries.one(),
        concerns=[Worry("privacy", canaries.one())],
        promises=[Promise(canaries.one())],
    )
    file = decision.submission.version.assessment
    log_contact_for(assessment=file, conversation=conversation, by=by)
    typed = "1300hrs 02/03/2026"
    log(assessment=file, happened_at=clock.now(), happened_as_typed=typed, text=canaries.one(), by=by)
    return decision.submission.version


def all_withheld(version: Version, *, number: str, by: User):
    release = make_release_copy(version=version, by=by, number=number)
    crime = [Exemption.objects.get(code="s.31(1)(a)")]
    for path in content_of(release.snapshot).rows():
        mark_whole(release=release, path=path, whole="row", exemptions=crime, reason="Their methods.", by=by)
    return release


def published(release, *, marker: User, checker: User) -> Publication:
    candidate = send_for_checking(release=give_reasons(release, by=marker), by=marker)
    digests = {"pdf_sha256": candidate.pdf_sha256, "html_sha256": candidate.html_sha256}
    return publish(approval=approve(candidate=candidate, by=checker, **digests), by=checker)


def made_and_not_read(document, **_others) -> Generator[Step, None, Examined]:
    """For all but the first: real files, made once. That the gate reads them is shown elsewhere, and takes seconds."""
    made = Step("Made", True, "")
    yield made
    return Examined(public_pdf(document), public_html(document), 5, (made,))


@pytest.fixture(params=RECORDS)
def records(request, canaries, dana, priya, tom, ruth, harrowmere, monkeypatch) -> list[Publication]:
    monkeypatch.setattr(preparing, "SWAPS", 1)
    found = []
    with clock.stopped_at(datetime(2026, 3, 2, 13, tzinfo=UTC)):
        for index in range(request.param):
            version = written(canaries, by=dana, signatory=priya, unit=harrowmere)
            release = all_withheld(version, number=f"P-2222-{index + 2222}", by=tom)
            monkeypatch.setattr(publishing, "examining", made_and_not_read if index else examining)
            found.append(published(release, marker=tom, checker=ruth))
    return found


@pytest.fixture
def printed():
    """What the service's own log would hold of everything that is said while the test runs."""
    log_file, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(log_file)
    handler.setFormatter(DiscreetFormatter("{levelname} {name}: {message}", style="{"))
    loggers = [root, *(logging.getLogger(name) for name in ("django", "django.request", "django.server"))]
    for each in loggers:
        each.addHandler(handler)
    yield log_file
    for each in loggers:
        each.removeHandler(handler)


def _of_ours(address: str, ours: dict[str, str]) -> str:
    """The address of the same page, of a record that holds tokens."""
    for theirs, our in ours.items():
        address = address.replace(theirs, our)
    return address


def headers_of(answer) -> str:
    return "\n".join(f"{name}: {value}" for name, value in answer.headers.items()) + str(answer.cookies)


def test_what_is_withheld_is_found_nowhere_but_by_those_who_may_read_it(
    world,
    records,
    canaries,
    printed,
):
    release = records[0].candidate.release
    reference = release.snapshot.version.assessment.reference
    others = {copy.number: release.number for copy in (world.published, world.marking, world.copied)}
    for version in (world.marking.snapshot.version, world.draft, world.waiting, world.published.snapshot.version):
        others[version.assessment.reference] = reference
    digests = {world.published.candidates.get().pdf_sha256[:16]: release.candidates.get().pdf_sha256[:16]}
    leaks, shown = [], 0

    for persona in PERSONAS:
        browser = Client(raise_request_exception=False)
        if persona != "nobody":
            browser.force_login(User.objects.get(username=persona))
        for page, theirs in addresses(world).items():
            address = _of_ours(theirs, others | digests)
            answer = browser.get(address)
            body = b"".join(answer) if answer.streaming else answer.content
            found = canaries.are_in(body)
            shown += found
            if canaries.are_in(headers_of(answer) + address):
                leaks.append((persona, page, "headers"))
            if found and (persona not in MAY_READ or page.startswith(PUBLIC)):
                leaks.append((persona, page, "body"))

    assert leaks == []
    assert shown > 20  # those who may read it do, so the search can find
    assert not canaries.are_in(printed.getvalue())
    assert len(canaries.given) > len(records) * 15
    _no_public_file_holds_it(records, canaries)
    _nothing_beside_the_records_holds_it(canaries)


def _no_public_file_holds_it(records, canaries) -> None:
    client = Client()
    for publication in records:
        candidate = Candidate.objects.get(approval__publication=publication)
        pdf, page = bytes(candidate.pdf), bytes(candidate.html)
        assert not canaries.are_in(page + "".join(reading_of(pdf)).encode() + pdf)
        for name in ("", f"{publication.number}.pdf", f"{publication.number}.html"):
            answer = client.get(f"/register/{publication.number}/{name}")
            assert answer.status_code == 200
            assert not canaries.are_in(answer.content + headers_of(answer).encode())


def _nothing_beside_the_records_holds_it(canaries) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        tables = [name for (name,) in cursor.fetchall()]
        holding = set()
        for table in tables:
            with transaction.atomic():
                cursor.execute(
                    f'SELECT 1 FROM "{table}" AS row WHERE row::text ILIKE %s LIMIT 1', [f"%{canaries.beginning}%"]
                )
                if cursor.fetchone():
                    holding.add(table)
    assert {table for table in holding if not table.startswith(HOLD_RECORDS)} == set()
    assert holding
    assert not any(canaries.are_in(message.message().as_string()) for message in mail.outbox)
    assert not canaries.are_in(str(getattr(cache, "_cache", "")))
    for folder in (settings.VAR, *map(Path, settings.STATICFILES_DIRS)):
        kept = (path for path in folder.rglob("*") if path.is_file() and "postgres" not in path.parts)
        assert [path.name for path in kept if canaries.are_in(path.name.encode() + path.read_bytes())] == []


def test_the_gate_leaves_no_file_behind(canaries, dana, priya, tom, harrowmere, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with clock.stopped_at(datetime(2026, 3, 2, 13, tzinfo=UTC)):
        version = written(canaries, by=dana, signatory=priya, unit=harrowmere)
        release = give_reasons(all_withheld(version, number="P-2345-6789", by=tom), by=tom)
        send_for_checking(release=release, by=tom)

    assert list(tmp_path.iterdir()) == []


def test_an_error_puts_nothing_that_was_posted_into_the_log_or_a_letter(
    canaries, dana, harrowmere, monkeypatch, printed
):
    def fail(*, text, **_others):
        raise RuntimeError(f"Could not keep {text!r}")

    monkeypatch.setattr(section_page, "save_section", fail)
    begun = draft(by=dana, unit=harrowmere)
    browser = Client(raise_request_exception=False)
    browser.force_login(dana)

    answer = browser.post(f"{begun.get_absolute_url()}sections/purpose/", {"revision": 0, "text": canaries.one()})

    assert answer.status_code == 500
    assert "RuntimeError" in printed.getvalue()
    assert not canaries.are_in(printed.getvalue() + answer.text + headers_of(answer))
    assert mail.outbox == []


@pytest.mark.skipif(bool(database.OTHER_SERVER), reason="The log of another server is not ours to read.")
def test_the_database_logs_no_value_of_a_row_that_it_refuses(canaries):
    for statement in ("UPDATE assessments_cover SET title = %s || repeat('x', 300)", "SELECT %s::integer"):
        with contextlib.suppress(DataError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [canaries.one()])

    assert database.SERVER.log.exists()
    assert not canaries.are_in(database.SERVER.log.read_bytes())
