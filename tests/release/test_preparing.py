"""Before any file is made, the same is redacted from other hidden words: a redaction that tells of them is refused."""

import msgspec
import pytest

from assessments.release import preparing
from assessments.release.actions.publishing import send_for_checking
from assessments.release.models import Candidate, ReleaseCopy
from assessments.release.preparing import prepare
from assessments.release.redacting import MarkedPassage, PublicDocument, redact
from assessments.release.residual import hidden_texts
from cia import clock
from cia.audit.models import Event
from cia.authorisation import Denied
from cia.notices.models import Notice

pytestmark = pytest.mark.django_db


def tells_how_long(document: PublicDocument, hidden: list[str]) -> PublicDocument:
    return msgspec.structs.replace(document, complaints=f"{sum(map(len, hidden))} letters are withheld.")


def tells_the_first_letter(document: PublicDocument, hidden: list[str]) -> PublicDocument:
    return msgspec.structs.replace(document, strapline=hidden[0][0])


def sorts_by_hidden_words(document: PublicDocument, hidden: list[str]) -> PublicDocument:
    return msgspec.structs.replace(document, sections=document.sections[:: 1 if hidden[0] < hidden[-1] else -1])


def names_what_was_hidden(document: PublicDocument, hidden: list[str]) -> PublicDocument:
    entry = msgspec.structs.replace(document.key[0], meaning=hidden[-1])
    return msgspec.structs.replace(document, key=(entry, *document.key[1:]))


WAYS = [tells_how_long, tells_the_first_letter, sorts_by_hidden_words, names_what_was_hidden]


@pytest.fixture
def redaction(monkeypatch):
    """Puts a redaction in the place of the real one that tells something of what it hides."""

    def put(tells) -> None:
        def telling(content, marks: list[MarkedPassage], **others) -> PublicDocument:
            return tells(redact(content, marks, **others), list(hidden_texts(content, marks)))

        monkeypatch.setattr(preparing, "redact", telling)

    return put


@pytest.mark.parametrize("tells", WAYS)
def test_a_redaction_that_tells_of_what_it_hides_is_refused(marked, redaction, tells):
    redaction(tells)

    with pytest.raises(Denied, match="Something in the public copy depends on the words withheld"):
        prepare(marked, on=clock.today())


def test_nothing_is_made_of_it_and_the_team_is_told(marked, redaction, tom, ruth):
    redaction(tells_how_long)

    with pytest.raises(Denied, match="depends on the words withheld"):
        send_for_checking(release=marked, by=tom)

    assert not Candidate.objects.exists()
    assert ReleaseCopy.objects.get().state == "marking"
    assert Event.objects.filter(action="gate.refused").count() == 1
    told = Notice.objects.filter(sentence__startswith=f"The gate refused {marked.number}")
    assert {notice.recipient.username for notice in told} == {"tom", "ruth"}


def test_the_redaction_of_the_service_tells_nothing(marked):
    prepared = prepare(marked, on=clock.today())

    assert prepared.from_swapped == prepared.document
