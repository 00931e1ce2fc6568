"""A release at each step of its life, for the tests of its pages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assessments.release.actions import publishing
from assessments.release.actions.marking import make_release_copy, mark_passage, mark_whole
from assessments.release.gate import last_of
from assessments.release.models import Approval, Candidate, Exemption, Publication, ReleaseCopy
from cia import clock
from tests.factories import signed_off, submitted
from tests.reasons import give_reasons

NUMBER = "P-2345-6789"
HIDDEN_WORDS = "Two cameras on a marked van outside the library"
HIDDEN_AUTHOR = "Dana Okafor"

_examined = {}


@pytest.fixture
def gate_once(monkeypatch) -> None:
    """The real gate, asked once about each document: the same document makes the same file, which takes seconds."""
    real = publishing.examining

    def examining(document, *, hidden, **others):
        key = (document, tuple(hidden))
        if key not in _examined:
            _examined[key] = last_of(real(document, hidden=hidden, **others))
        yield from _examined[key].report
        return _examined[key]

    monkeypatch.setattr(publishing, "examining", examining)


def written(answer) -> str:
    """The whole page that shows the gate's steps: it is made as it is read."""
    assert answer.streaming
    return answer.getvalue().decode()


@pytest.fixture
def noon():
    """A moment that every test begins at, so that the same document is made each time."""
    with clock.stopped_at(datetime(2026, 2, 10, 12, 0, tzinfo=UTC)):
        yield clock.now()


@pytest.fixture
def personal(db) -> Exemption:
    return Exemption.objects.get(code="s.40(2)")


@pytest.fixture
def crime(db) -> Exemption:
    return Exemption.objects.get(code="s.31(1)(a)")


@pytest.fixture
def version(noon, dana, priya, harrowmere):
    """Signed off, and without a release copy."""
    return signed_off(submitted(by=dana, unit=harrowmere), by=priya).submission.version


@pytest.fixture
def unmarked(version, tom) -> ReleaseCopy:
    return make_release_copy(version=version, by=tom, number=NUMBER)


@pytest.fixture
def marked(unmarked, tom, personal, crime) -> ReleaseCopy:
    mark_passage(
        release=unmarked,
        path="section.information",
        quote=HIDDEN_WORDS,
        occurrence=1,
        exemptions=[crime],
        reason="Where the cameras stand could be used to avoid them.",
        by=tom,
    )
    mark_passage(
        release=unmarked,
        path="cover.author",
        quote=HIDDEN_AUTHOR,
        occurrence=1,
        exemptions=[personal],
        reason="A sergeant who is not the public face of this.",
        by=tom,
    )
    mark_whole(release=unmarked, path="sign_off.name", whole="field", exemptions=[personal], reason="A name.", by=tom)
    return give_reasons(unmarked, by=tom)


@pytest.fixture
def candidate(marked, tom, gate_once) -> Candidate:
    return publishing.send_for_checking(release=marked, by=tom)


@pytest.fixture
def approval(candidate, ruth) -> Approval:
    digests = {"pdf_sha256": candidate.pdf_sha256, "html_sha256": candidate.html_sha256}
    return publishing.approve(candidate=candidate, by=ruth, **digests)


@pytest.fixture
def publication(approval, ruth) -> Publication:
    return publishing.publish(approval=approval, by=ruth)


@pytest.fixture
def as_tom(client, tom):
    """A browser in which the marker is signed in."""
    client.force_login(tom)
    return client


@pytest.fixture
def as_ruth(client, ruth):
    """A browser in which the checker is signed in."""
    client.force_login(ruth)
    return client
