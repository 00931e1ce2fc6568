"""Twelve things that go wrong while a release is on its way: each time nothing is public, and the FOI team is told.

The faults are real ones where they can be: programs that are not there, sleep or fail, a limit on the size of files, a
server that ends the connection. What must go wrong inside the gate's own processes is put there as Python starts up.
"""

from contextlib import closing
from threading import Barrier, Thread

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from assessments.release import checks, gate
from assessments.release.actions import publishing
from assessments.release.actions.marking import remove_mark
from assessments.release.actions.publishing import give_back, publish
from assessments.release.models import Candidate, Publication, ReleaseCopy
from cia.accounts.roles import Role
from cia.audit.models import Event
from cia.authorisation import Conflict, Denied
from cia.notices.models import Notice
from tests.factories import posted
from tests.release.conftest import NUMBER, written
from tests.release.test_publishing_again import approved

pytestmark = pytest.mark.django_db

SEND, PUBLISH = f"/release/{NUMBER}/send-for-checking/", f"/release/{NUMBER}/publish/"
CUT_OFF = """
from assessments.release import rendering
whole = rendering.public_pdf
rendering.public_pdf = lambda document: whole(document)[:{length}]
"""
NO_ROOM = """
import resource
limit = resource.setrlimit
resource.setrlimit = lambda what, to: limit(what, (1000, 1000) if what == resource.RLIMIT_FSIZE else to)
"""
NO_FONTS = """
from pathlib import Path
from assessments.documents import pdf
pdf._FONTS = Path({config!r})
"""
NO_SUBSETTING = """
import cffi
opens = cffi.FFI.dlopen
def dlopen(self, name, flags=0):
    if name and "harfbuzz-subset" in name:
        raise OSError("no such library")
    return opens(self, name, flags)
cffi.FFI.dlopen = dlopen
"""
# A kernel that lets nobody into a network of their own.
NO_NAMESPACES = """
import ctypes
class CDLL(ctypes.CDLL):
    def __init__(self, name, *args, **others):
        super().__init__(name, *args, **others)
        if name is None:
            self.unshare = lambda flags: -1
ctypes.CDLL = CDLL
"""


@pytest.fixture
def program(monkeypatch, tmp_path):
    """Puts a program of a reader's name before the real one."""

    def put(name: str, script: str) -> None:
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)
        monkeypatch.setattr(gate, "PROGRAMS", f"{tmp_path}:{gate.PROGRAMS}")

    return put


@pytest.fixture
def as_python_starts(monkeypatch, tmp_path):
    """Puts a module before those of the gate's processes; ``sitecustomize`` is run before anything else."""

    def put(code: str, module: str = "sitecustomize") -> None:
        (tmp_path / f"{module}.py").write_text(code)
        monkeypatch.setattr(gate, "PROJECT", f"{tmp_path}:{gate.PROJECT}")

    return put


def nothing_is_public(client) -> None:
    client.logout()
    addresses = [f"/register/{NUMBER}/{name}" for name in ("", f"{NUMBER}.pdf", f"{NUMBER}.html")]
    assert {client.get(address).status_code for address in addresses} == {404}
    assert NUMBER not in client.get("/register/").text
    assert not Publication.objects.exists()


def assert_that_it_was_stopped() -> None:
    """It is on the trail, and the whole FOI team has a notice."""
    assert Event.objects.filter(action="gate.refused").count() == 1
    told = Notice.objects.filter(sentence__startswith=f"The gate refused {NUMBER}")
    assert {notice.recipient.username for notice in told} == {"tom", "ruth"}


def refused_once_made(answer, client, *, saying: str, state: str) -> None:
    """The same of a release whose file was made before."""
    assert answer.status_code == 403
    assert saying in answer.text
    assert ReleaseCopy.objects.get().state == state
    assert_that_it_was_stopped()
    nothing_is_public(client)


def refused(answer, client, *, saying: str, state: str) -> None:
    """The page says why in plain words; nothing went further; it is on the trail, and the FOI team has a notice."""
    assert answer.status_code == (200 if answer.streaming else 403)  # steps are shown before it is known how they end
    page = written(answer) if answer.streaming else answer.text
    assert saying in page
    assert "Sent for checking" not in page
    assert "Traceback" not in page
    release = ReleaseCopy.objects.get()
    assert release.state == state
    if state == "marking":
        assert not release.candidates.exists()
    assert_that_it_was_stopped()
    nothing_is_public(client)


def test_1_a_reader_is_missing(marked, ruth, as_tom, monkeypatch, tmp_path):
    monkeypatch.setattr(gate, "PROGRAMS", str(tmp_path))

    refused(as_tom.post(SEND), as_tom, saying="The reader mutool is not installed", state="marking")


def test_2_a_reader_never_ends(marked, ruth, as_tom, program, monkeypatch):
    program("pdftotext", "exec sleep 1000")
    monkeypatch.setattr(gate, "SECONDS", 8)

    refused(as_tom.post(SEND), as_tom, saying="took too long", state="marking")


def test_3_a_reader_fails(marked, ruth, as_tom, program):
    program("mutool", "exit 3")

    refused(as_tom.post(SEND), as_tom, saying="The reader mutool could not read the file", state="marking")


def test_4_the_file_is_cut_off(marked, ruth, as_tom, as_python_starts):
    as_python_starts(CUT_OFF.format(length=-4000))

    refused(as_tom.post(SEND), as_tom, saying="The file is cut off", state="marking")


def test_5_the_disk_is_full(marked, ruth, as_tom, as_python_starts):
    as_python_starts(NO_ROOM)

    refused(as_tom.post(SEND), as_tom, saying="stopped before it was done", state="marking")


def test_5b_there_is_nowhere_to_write_at_all(marked, ruth, as_tom, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "file"))

    refused(as_tom.post(SEND), as_tom, saying="Something failed on this machine", state="marking")


def test_6_a_validator_breaks(marked, ruth, as_tom, as_python_starts):
    as_python_starts("raise RuntimeError('out of order')", "pdfua")

    refused(as_tom.post(SEND), as_tom, saying="could not be made (RuntimeError)", state="marking")


def test_7_nothing_is_made(marked, ruth, as_tom, as_python_starts):
    as_python_starts(CUT_OFF.format(length=0))

    refused(as_tom.post(SEND), as_tom, saying="The file is cut off", state="marking")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("column", ["pdf", "html"])
def test_8_the_file_is_not_the_one_that_was_approved(approval, as_ruth, tom, owner_connection, column):
    with closing(owner_connection.cursor()) as cursor:
        cursor.execute("ALTER TABLE release_candidate DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE release_candidate SET {column} = {column} || 'x'::bytea")

    refused(
        as_ruth.post(PUBLISH, {"confirmed": "on"}),
        as_ruth,
        saying="no longer the one that was approved",
        state="approved",
    )


def test_9_what_was_approved_has_changed_since(approval, tom, ruth, as_ruth):
    give_back(candidate=approval.candidate, reasons="A name was overlooked.", by=ruth)
    remove_mark(mark=approval.candidate.release.standing_marks().first(), by=tom)

    answer = as_ruth.post(PUBLISH, {"confirmed": "on"})

    assert Notice.objects.filter(recipient=tom, sentence__contains="given back").exists()
    refused_once_made(answer, as_ruth, saying="Only an approved release can be published", state="marking")


def test_9b_another_file_waits_than_the_one_that_was_approved(approval, tom, ruth, as_ruth):
    give_back(candidate=approval.candidate, reasons="A name was overlooked.", by=ruth)
    approved(ReleaseCopy.objects.get(), by=tom, checked_by=ruth)

    with pytest.raises(Conflict, match="The marks have changed since this file was made"):
        publish(approval=approval, by=ruth)

    assert_that_it_was_stopped()
    nothing_is_public(as_ruth)


def test_9c_other_bytes_are_approved_than_those_that_wait(candidate, ruth, as_ruth):
    digests = {"pdf_sha256": "0" * 64, "html_sha256": candidate.html_sha256}

    answer = as_ruth.post(f"/release/{NUMBER}/checking/", digests | {"confirmed": "on"})

    assert answer.status_code == 409
    assert "not the one that is waiting now" in answer.text
    assert ReleaseCopy.objects.get().state == "checking"
    assert_that_it_was_stopped()
    nothing_is_public(as_ruth)


def test_9d_whoever_marked_it_publishes_nothing_and_the_team_is_told(approval, tom, ruth, as_tom):
    refused_once_made(
        as_tom.post(PUBLISH, {"confirmed": "on"}), as_tom, saying="You made or removed marks", state="approved"
    )


@pytest.mark.django_db(transaction=True)
def test_10_the_database_goes_away_while_the_file_is_made(marked, ruth, as_tom, gate_once, monkeypatch):
    really_examine = publishing.examining

    def examining(*args, **others):
        another = connection.copy()
        with closing(another), another.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
        return really_examine(*args, **others)

    monkeypatch.setattr(publishing, "examining", examining)

    refused(as_tom.post(SEND), as_tom, saying="The database could not be reached", state="marking")


def test_11_the_fonts_are_missing(marked, ruth, as_tom, as_python_starts, tmp_path):
    config = tmp_path / "fonts.conf"
    config.write_text("<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'urn:fontconfig:fonts.dtd'><fontconfig/>")
    as_python_starts(NO_FONTS.format(config=str(config)))

    refused(as_tom.post(SEND), as_tom, saying="The file may not go out", state="marking")


def test_11b_the_library_that_cuts_fonts_down_is_missing(marked, ruth, as_tom, as_python_starts):
    as_python_starts(NO_SUBSETTING)

    refused(as_tom.post(SEND), as_tom, saying="stopped before it was done", state="marking")


@pytest.mark.django_db(transaction=True)
def test_12_two_people_publish_at_once(approval, ruth):
    other = posted("mara", "Mara Quill", role=Role.FOI_OFFICER)
    both, answers = Barrier(2), []

    def publish_as(person):
        try:
            both.wait()
            answers.append(publish(approval=approval, by=person))
        except Denied as denied:
            answers.append(denied)
        finally:
            connection.close()

    threads = [Thread(target=publish_as, args=[person]) for person in (ruth, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(type(answer).__name__ for answer in answers) == ["Denied", "Publication"]
    assert Publication.objects.count() == 1
    assert Event.objects.filter(action="release.published").count() == 1
    assert Event.objects.get(action="gate.refused").sentence == f"Refused to publish {NUMBER} again"


def test_13_there_is_no_room_without_a_network_and_there_must_be(marked, ruth, as_tom, as_python_starts, settings):
    settings.PUBLICATION_SANDBOX_REQUIRED = True
    as_python_starts(NO_NAMESPACES)

    refused(as_tom.post(SEND), as_tom, saying="no separate network, which the settings require", state="marking")


def test_13b_where_it_need_not_be_the_report_says_that_it_was_not(marked, as_tom, as_python_starts, settings):
    settings.PUBLICATION_SANDBOX_REQUIRED = False
    as_python_starts(NO_NAMESPACES)

    page = written(as_tom.post(SEND))

    assert "Sent for checking" in page
    step = next(step for step in Candidate.objects.get().gate_report if "no network" in step["name"])
    assert step["detail"] == "This machine's kernel allows no separate network; nothing was fetched."


class TestTheStart:
    def test_everything_that_publishing_needs_is_here(self):
        assert [error for error in run_checks() if error.id.startswith("release.")] == []

    def test_it_stops_without_the_library_that_cuts_fonts_down(self, monkeypatch):
        monkeypatch.setattr(checks, "LIBRARY", "libharfbuzz-subset.so.missing")

        with pytest.raises(SystemCheckError, match="documents would differ between machines"):
            call_command("check")

    def test_it_stops_without_a_reader_or_fonts(self, monkeypatch, tmp_path):
        monkeypatch.setattr(checks, "PROGRAMS", str(tmp_path))
        monkeypatch.setattr(checks, "FONTS", tmp_path)

        with pytest.raises(SystemCheckError, match=r"release\.E003") as stopped:
            call_command("check")

        assert all(f"The reader {reader} is missing" in str(stopped.value) for reader in checks.READERS)
