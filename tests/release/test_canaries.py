"""A token in everything that can be withheld, in fifty records; then everything is read that anybody can reach.

Nothing that was withheld may be found outside the pages of those who may read the assessment whole: in no address, no
header, no public file, notice, letter, log, session, cache or event, and in no file on disk.
"""

import contextlib
import io
import logging
import tempfile
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.db import DataError, connection, transaction
from django.test import Client
from django.urls import reverse

from assessments.documents.snapshot import content_of
from assessments.models import Point, Section
from assessments.release import preparing
from assessments.release.actions import publishing
from assessments.release.actions.marking import make_release_copy
from assessments.release.actions.publishing import send_for_checking
from assessments.release.actions.requests import record_request
from assessments.release.checking import Step
from assessments.release.gate import Examined, examining
from assessments.release.models import Candidate, Publication, ReleaseCopy, Request
from assessments.release.rendering import public_html, public_pdf
from assessments.views import section as section_page
from cia import clock
from cia.accounts.models import User
from cia.discreet_log import DiscreetFormatter
from cia.notices.models import Notice
from stakeholders.models import Stakeholder
from tests import database
from tests.factories import draft
from tests.hostile import typed_texts
from tests.house.test_access import PERSONAS, World, addresses, gate_once, world  # noqa: F401
from tests.reasons import give_reasons
from tests.release.canaries import (
    Canaries,
    Flock,
    all_rows_withheld,
    all_tokens_withheld,
    authors,
    everything_written,
    published,
    typed,
)
from tests.release.test_gate import reading_of

pytestmark = pytest.mark.django_db

RECORDS = [10, pytest.param(50, marks=pytest.mark.long)]
# Who may read the assessment whole. To everybody else no page shows anything of it, and to them no public page does.
MAY_READ = {"dana", "priya", "tom", "ruth"}
# Who may read the directory, and the pages on which its entries are found and chosen.
READ_THE_DIRECTORY = {"dana", "lee", "nia", "priya", "tom", "ruth"}
OF_THE_DIRECTORY = ("stakeholder", "find-stakeholders", "change-stakeholder", "merge-stakeholder", "log-contact")
PUBLIC = ("register", "publication", "disclosure")
# The tables that hold what people wrote, and those that name people of the force; no other may.
HOLD_RECORDS = ("assessments_", "stakeholders_")
HOLD_PEOPLE = ("accounts_user",)
# Typed, and in no document.
IN_NO_DOCUMENT = {
    "assessments.Ending.reasons",
    "assessments.Ending.rank_then",
    "assessments.Ending.name_then",
    "assessments.Hold.reason",
    "assessments.RowDraft.typed",
}
HOLDS_DOCUMENTS = ("assessments.", "stakeholders.")


@pytest.fixture
def flock() -> Flock:
    return Flock()


@pytest.fixture
def canaries(flock) -> Canaries:
    return flock.written


def made_and_not_read(document, **_others) -> Generator[Step, None, Examined]:
    """For all but the first two: real files, made once. That the gate reads them is shown elsewhere, and takes seconds.

    The first has its rows withheld whole, the second its tokens where they stand.
    """
    made = Step("Made", True, "")
    yield made
    return Examined(public_pdf(document), public_html(document), 5, (made,))


@pytest.fixture(params=RECORDS)
def records(request, flock, dana, tom, ruth, harrowmere, monkeypatch) -> list[Publication]:
    """By turns withheld row by row, and token by token where it stands.

    Ten in every run, fifty in the long one: each takes one to three seconds, and after the second they differ in
    nothing but their tokens and their author.
    """
    monkeypatch.setattr(preparing, "SWAPS", 1)
    people = authors(flock, unit=harrowmere, dana=dana, tom=tom, ruth=ruth)
    found = []
    with clock.stopped_at(datetime(2026, 3, 2, 13, tzinfo=UTC)):
        for index in range(request.param):
            version = everything_written(flock, people, by=people.inga if index % 4 > 1 else dana)
            number = f"P-2222-{index + 2222}"
            if index % 2:
                release = all_tokens_withheld(flock, version, number=number, by=tom)
            else:
                release = all_rows_withheld(version, number=number, by=tom)
            monkeypatch.setattr(publishing, "examining", made_and_not_read if index > 1 else examining)
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


def every_address(world: World, first: ReleaseCopy, second: ReleaseCopy) -> dict[str, str]:
    """An address, and the page it leads to: every page of the site, about the first copy where it is about a record.

    Of the second it is the pages about the copy and its publication, where marks on passages are shown.
    """
    theirs = addresses(world)
    found = {_of_ours(address, world, first): page for page, address in theirs.items()}
    found |= {address: page for page, address in pages_of_its_parts(first)}
    ours = {_of_ours(address, world, second): page for page, address in theirs.items()}
    return found | {address: page for address, page in ours.items() if second.number in address}


def _of_ours(address: str, world: World, release: ReleaseCopy) -> str:
    """The address of the same page, of a record that holds tokens."""
    ours = {copy.number: release.number for copy in (world.published, world.marking, world.copied)}
    for version in (world.marking.snapshot.version, world.draft, world.waiting, world.published.snapshot.version):
        ours[version.assessment.reference] = release.snapshot.version.assessment.reference
    ours[world.published.candidates.get().pdf_sha256[:16]] = release.candidates.get().pdf_sha256[:16]
    for theirs, our in ours.items():
        address = address.replace(theirs, our)
    return address


def pages_of_its_parts(release: ReleaseCopy) -> Iterator[tuple[str, str]]:
    version, mark = release.snapshot.version, release.marks.first()
    file, where = version.assessment, version.assessment.reference
    asked: list[tuple[str, list[str | int]]] = [
        ("release-propose-on-mark", [release.number, mark.pk]),
        ("release-write-reasons", [release.number, mark.grounds.get().exemption_id, 1]),
        ("answer-point", [where, version.number, Point.objects.on(version).get().pk]),
        ("flag-sensitive", [where, "section.purpose"]),
        ("end-sensitive-flag", [where, file.sensitive_flags.get().pk]),
    ]
    asked += [("correct-entry", [where, entry.number]) for entry in file.log_entries.all()]
    for link in file.assessment_contacts.all():
        contact = link.contact
        asked += [(page, [contact.pk]) for page in ("contact", "correct-contact", "link-contact-to")]
        asked += [("end-concern", [concern.pk]) for concern in contact.concerns.all()]
        for promise in contact.commitments.all():
            asked += [(page, [promise.pk]) for page in ("promise", "correct-promise", "pass-promise-on")]
        for party in contact.parties.all():
            pages = ("stakeholder", "change-stakeholder", "merge-stakeholder")
            asked += [(page, [party.stakeholder_id]) for page in pages]
    yield from ((page, reverse(page, args=arguments)) for page, arguments in asked)


def searches(flock: Flock, request: Request, entry: Stakeholder) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    """Every search of the site, for a token of each kind: the page, its method and address, and what is sent."""
    sought = {
        "written": Section.objects.filter(text__contains=flock.written.beginning).earliest("pk").text,
        "directory": Stakeholder.objects.filter(name__contains=flock.directory.beginning).earliest("pk").name,
        "force": User.objects.get(username="inga").name,
    }
    for kind, canaries in flock.kinds.items():
        words = {"words": canaries.in_order(sought[kind])[0].group()}
        yield "register", "get", reverse("register"), words
        yield "request-search", "post", reverse("request-search", args=[request.reference]), words
        yield "stakeholders", "post", reverse("stakeholders"), words
        yield "find-stakeholders", "post", reverse("find-stakeholders"), words
        yield "merge-stakeholder", "post", reverse("merge-stakeholder", args=[entry.pk]), {"find": "1"} | words


def may_see(kind: str, persona: str, page: str) -> bool:
    if persona == "nobody" or page.startswith(PUBLIC):
        return False
    if kind == "force":  # colleagues are named throughout
        return True
    if kind == "directory" and page.startswith(OF_THE_DIRECTORY):
        return persona in READ_THE_DIRECTORY
    return persona in MAY_READ


def headers_of(answer) -> str:
    return "\n".join(f"{name}: {value}" for name, value in answer.headers.items()) + str(answer.cookies)


def browser_of(persona: str) -> Client:
    browser = Client(raise_request_exception=False)
    if persona != "nobody":
        browser.force_login(User.objects.get(username=persona))
    return browser


def test_what_is_withheld_is_found_nowhere_but_by_those_who_may_read_it(
    world, records, flock, printed, tom, harrowmere
):
    with clock.stopped_at(datetime(2026, 3, 2, 15, tzinfo=UTC)):
        request = record_request(
            received_on=clock.today(), asked="All", requester_name="Una Reed", requester_contact="Post", by=tom
        )
    leaks, shown = [], Counter()

    def look(persona, page, answer, echoed="") -> None:
        body = (b"".join(answer) if answer.streaming else answer.content).decode("latin-1").replace(echoed, "")
        if flock.are_in(headers_of(answer)):
            leaks.append((persona, page, "headers"))
        for kind, canaries in flock.kinds.items():
            if canaries.are_in(body):
                shown[kind, page] += 1
                if not may_see(kind, persona, page):
                    leaks.append((persona, page, kind))

    entry = world.contact.parties.get().stakeholder
    first, second = (publication.approval.candidate.release for publication in records[:2])
    every = every_address(world, first, second)
    for persona in PERSONAS:
        browser = browser_of(persona)
        for address, page in every.items():
            look(persona, page, browser.get(address))
        for page, method, address, sent in searches(flock, request, entry):
            look(persona, page, getattr(browser, method)(address, sent), echoed=sent["words"])

    assert leaks == []
    # Those who may read it do, so the search can find.
    assert {kind for kind, _ in shown} == set(flock.kinds)
    assert {page for kind, page in shown if kind == "written"} > {"document", "log", "release-marks", "request-search"}
    assert {page for kind, page in shown if kind == "directory"} > {"stakeholders", "find-stakeholders", "contact"}
    _no_public_file_holds_it(records, flock)
    _no_table_but_those_of_the_records_holds_it(flock)
    _nothing_beside_the_database_holds_it(flock, printed)


def _no_public_file_holds_it(records, flock) -> None:
    client = Client()
    for publication in records:
        candidate = publication.approval.candidate
        pdf, page = bytes(candidate.pdf), bytes(candidate.html)
        assert not flock.are_in(page + "".join(reading_of(pdf)).encode() + pdf)
        for name in ("", "-pdf", "-html", "-schedule", "-manifest", "-signature"):
            answer = client.get(reverse(f"publication{name}", args=[publication.number]))
            assert answer.status_code == 200
            assert not flock.are_in(answer.content + headers_of(answer).encode())


def _no_table_but_those_of_the_records_holds_it(flock) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        tables = [name for (name,) in cursor.fetchall()]
        holding = {kind: set(tables_that_hold(canaries, tables, cursor)) for kind, canaries in flock.kinds.items()}
        public_pages = tables_that_hold(Canaries("<html lang="), tables, cursor)  # which are kept as bytes
    assert public_pages == [Candidate._meta.db_table]
    people = holding.pop("force")
    assert {table for table in people if not table.startswith(HOLD_RECORDS + HOLD_PEOPLE)} == set()
    for tables in holding.values():
        assert tables
        assert {table for table in tables if not table.startswith(HOLD_RECORDS)} == set()


def tables_that_hold(canaries: Canaries, tables: Iterable[str], cursor) -> list[str]:
    """Those in which it is written in any column; in one of bytes, as such."""
    found = []
    for table in tables:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND atttypid = 'bytea'::regtype",
            [f'"{table}"'],
        )
        files = [name for (name,) in cursor.fetchall()]
        held = ["row::text ILIKE %s", *(f'position(%s::bytea in "{name}") > 0' for name in files)]
        sought = [f"%{canaries.beginning}%", *[canaries.beginning.encode()] * len(files)]
        cursor.execute(f'SELECT 1 FROM "{table}" AS row WHERE {" OR ".join(held)} LIMIT 1', sought)
        if cursor.fetchone():
            found.append(table)
    return found


def _nothing_beside_the_database_holds_it(flock, printed) -> None:
    """Each reader is asked again after a token was put before it: one that finds nothing then would prove nothing."""
    token = flock.written.one()
    readers: dict[str, tuple[Callable[[], str], Callable[[], object]]] = {
        "sessions": (what_sessions_hold, lambda: keep_in_a_session(token)),
        "mail": (lambda: "".join(sent.message().as_string() for sent in mail.outbox), lambda: post_by_mail(token)),
        "cache": (lambda: str(cache._cache), lambda: cache.set("control", token)),
        "log": (printed.getvalue, lambda: logging.getLogger("django.request").error("%s", token)),
    }
    for name, (read, put) in readers.items():
        assert not flock.are_in(read()), name
        put()
        assert flock.are_in(read()), name
    assert Session.objects.count() > len(PERSONAS) - 1
    assert Notice.objects.exists()  # what people are told: its table was among those that were read
    folders = (settings.VAR, *map(Path, settings.STATICFILES_DIRS))
    assert [path.name for folder in folders for path in files_that_hold(flock, folder)] == []


def what_sessions_hold() -> str:
    """They are kept signed and encoded, so none can be read where it lies."""
    return "".join(str(session.get_decoded()) for session in Session.objects.all())


def keep_in_a_session(token: str) -> None:
    kept = Client().session
    kept["control"] = token
    kept.save()


def post_by_mail(token: str) -> None:
    mail.send_mail("Control", f"It says {token}.", None, ["nobody@force.example"])


def files_that_hold(flock: Flock, folder: Path) -> list[Path]:
    kept = (path for path in folder.rglob("*") if path.is_file() and "postgres" not in path.parts)
    return [path for path in kept if flock.are_in(path.name.encode() + path.read_bytes())]


def test_a_file_that_held_a_token_would_be_found(flock, tmp_path):
    (tmp_path / "clean").write_text("Nothing")
    assert files_that_hold(flock, tmp_path) == []

    (tmp_path / "kept").write_text(f"It says {flock.force.one()}.")
    assert files_that_hold(flock, tmp_path) == [tmp_path / "kept"]


def test_every_text_that_can_be_withheld_was_one_of_them(flock, dana, tom, ruth, harrowmere):
    people = authors(flock, unit=harrowmere, dana=dana, tom=tom, ruth=ruth)
    with clock.stopped_at(datetime(2026, 3, 2, 13, tzinfo=UTC)):
        versions = [everything_written(flock, people, by=by) for by in (dana, people.inga)]
        contents = [content_of(make_release_copy(version=version, by=tom).snapshot) for version in versions]

    places = {place for content in contents for place, _ in typed(content)}
    bearing = {place for content in contents for place, each in typed(content) if flock.are_in(each.plain_text)}
    assert places - bearing == set()
    assert len(bearing) > 100
    # and no text that people type, wherever it is kept, is left out of these records
    empty = {name for name in typed_texts() if name.startswith(HOLDS_DOCUMENTS) and not _is_held(flock, name)}
    assert empty == IN_NO_DOCUMENT


def _is_held(flock: Flock, name: str) -> bool:
    model, _, column = name.rpartition(".")
    found = apps.get_model(model).objects
    return any(found.filter(**{f"{column}__contains": each.beginning}).exists() for each in flock.kinds.values())


def test_the_gate_leaves_no_file_behind(flock, dana, tom, ruth, harrowmere, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    people = authors(flock, unit=harrowmere, dana=dana, tom=tom, ruth=ruth)
    with clock.stopped_at(datetime(2026, 3, 2, 13, tzinfo=UTC)):
        version = everything_written(flock, people, by=dana)
        release = give_reasons(all_rows_withheld(version, number="P-2345-6789", by=tom), by=tom)
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
