"""Nothing public depends on what is hidden: from two records in the database to the bytes that would be published.

``PAIRS`` in the environment asks for more pairs than every run makes; ``make noninterference PAIRS=10000`` sets it.
"""

import hashlib
import os
import random
import subprocess
import sys
from collections.abc import Sequence

import msgspec
import pytest
from django.urls import reverse

from assessments.documents.snapshot import content_of
from assessments.release import gate, preparing
from assessments.release.actions import marking
from assessments.release.models import Candidate, Exemption, ReleaseCopy
from assessments.release.preparing import prepare
from assessments.release.redacting import PublicDocument
from cia import clock
from tests.reasons import give_reasons
from tests.release import pairs
from tests.release.conftest import written

pytestmark = pytest.mark.django_db

PAIRS = int(os.environ.get("PAIRS", "200"))
RECORDS = 10  # public records; each is written several times, with other secrets each time
RENDERED = 20  # of each, and every one of them where no more pairs were asked for
THROUGH_THE_PAGES = 2
# What anybody may fetch of a publication and that bears no moment; its page and its manifest say when it was published.
PUBLIC_FILES = ("publication-pdf", "publication-html", "publication-schedule")


def times_written(pairs_wanted: int) -> int:
    """How often a record is written so that there are so many pairs, of which each two of them are one.

    Where more are asked for than every run makes, a pair is one of them with the first.
    """
    times = 2
    while times * (times - 1) // 2 < pairs_wanted:
        times += 1
    return times if PAIRS <= 200 else pairs_wanted + 1


def digests(documents: Sequence[PublicDocument]) -> list[str]:
    """Both files of each document, made one after another in one process that holds nothing else."""
    program = (
        "import hashlib, msgspec, sys; from assessments.release import workroom;"
        "from assessments.release.redacting import PublicDocument;"
        "workroom.bound_yourself(); workroom.leave_the_network();"
        "tasks = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=list[PublicDocument]);"
        "made = [workroom.work(workroom.MakeFiles(each), has_no_network=True) for each in tasks];"
        "print(*(hashlib.sha256(each.pdf + each.html.encode()).hexdigest() for each in made))"
    )
    said = subprocess.run(
        [sys.executable, "-c", program],
        input=msgspec.msgpack.encode(documents),
        capture_output=True,
        check=True,
        env={"PYTHONPATH": str(gate.PROJECT), "SOURCE_DATE_EPOCH": "0"},
    )
    return said.stdout.decode().split()


def rest_on_nothing_else(monkeypatch) -> None:
    """Not on the service's own swaps, nor on its questions about other mentions, which secrets of chance have."""
    monkeypatch.setattr(preparing, "SWAPS", 1)
    monkeypatch.setattr(preparing, "prompt_groups", lambda *_args, **_others: [])


@pytest.mark.parametrize("seed", range(RECORDS))
def test_records_that_differ_in_hidden_words_alone_give_the_same_bytes(seed, harrowmere, monkeypatch):
    rest_on_nothing_else(monkeypatch)
    record, documents = pairs.public_record(seed), []
    for number in range(times_written(PAIRS // RECORDS)):
        chance = random.Random(f"{seed} {number}")
        with pairs.kept_for_a_while():
            by = pairs.people(number, chance, harrowmere)
            version, moment = pairs.written_down(record, unit=harrowmere, by=by, chance=chance)
            with clock.stopped_at(moment):
                release = pairs.marked(record, version, by=by.officer)
                documents.append(prepare(release, on=clock.today()).document)

    assert [document for document in documents if document != documents[0]] == []
    assert len(set(digests(documents[: RENDERED + 1]))) == 1


def test_the_pairs_can_fail(harrowmere, monkeypatch):
    """A word that is public and differs is a difference: what is compared above is not empty."""
    rest_on_nothing_else(monkeypatch)
    found = []
    for seed in (1, 2):
        chance = random.Random(seed)
        with pairs.kept_for_a_while():
            by = pairs.people(seed, chance, harrowmere)
            record = pairs.public_record(seed)
            version, moment = pairs.written_down(record, unit=harrowmere, by=by, chance=chance)
            with clock.stopped_at(moment):
                found.append(prepare(pairs.marked(record, version, by=by.officer), on=clock.today()).document)

    assert found[0] != found[1]
    assert len(set(digests(found))) == 2


@pytest.mark.parametrize("seed", range(THROUGH_THE_PAGES))
def test_the_same_holds_through_the_pages_and_the_whole_gate(seed, harrowmere, client, monkeypatch):
    monkeypatch.setattr(marking, "_new_number", lambda: pairs.NUMBER)  # it is drawn by chance
    record, made = pairs.public_record(100 + seed), []
    for number in range(times_written(10 // THROUGH_THE_PAGES)):
        chance = random.Random(f"pages {seed} {number}")
        with pairs.kept_for_a_while():
            by = pairs.people(number, chance, harrowmere)
            version, moment = pairs.written_down(record, unit=harrowmere, by=by, chance=chance)
            with clock.stopped_at(moment):
                client.force_login(by.officer)
                _mark_through_the_pages(client, record, version)
                give_reasons(ReleaseCopy.objects.get(), by=by.officer)
                written(client.post(reverse("release-send-for-checking", args=[pairs.NUMBER])))
                client.force_login(by.checker)
                _publish_through_the_pages(client, Candidate.objects.get())
                client.logout()
                made.append([_fetched(client, page) for page in PUBLIC_FILES])

    for number, page in enumerate(PUBLIC_FILES):
        assert len({hashlib.sha256(files[number]).hexdigest() for files in made}) == 1, page


def _publish_through_the_pages(client, candidate) -> None:
    digests = {"pdf_sha256": candidate.pdf_sha256, "html_sha256": candidate.html_sha256}
    for page, answers in (("release-checking", digests), ("release-publish", {})):
        answer = client.post(reverse(page, args=[pairs.NUMBER]), answers | {"confirmed": "on"})
        assert answer.status_code == 302, page


def _fetched(client, page) -> bytes:
    answer = client.get(reverse(page, args=[pairs.NUMBER]))
    assert answer.status_code == 200, page
    return answer.getvalue() if answer.streaming else answer.content


def _mark_through_the_pages(client, record, version) -> None:
    client.post(reverse("release-start", args=[version.assessment.reference, version.number]))
    release = ReleaseCopy.objects.get()
    personal, crime = (Exemption.objects.get(code=code) for code in ("s.40(2)", "s.31(1)(a)"))
    content = content_of(release.snapshot)
    selection = reverse("release-mark-selection", args=[release.number])
    for stretch in pairs.stretches(record, release):
        chosen = {"path": stretch.path, "start": stretch.start, "end": stretch.end, "quote": stretch.quote}
        grounds = {"exemptions": [personal.pk], "reason": "A name.", "role": record.label}
        answer = client.post(selection, chosen | grounds)
        assert answer.status_code == 302, stretch.path
    for path, whole in pairs.wholes(record, release):
        place = content.rows()[path].fields[0].path if whole == "row" else path
        typed = {"place": place, "extent": whole, "exemptions": [crime.pk], "reason": "Their methods."}
        typed["role"] = record.label_of_wholes
        answer = client.post(reverse("release-marks", args=[release.number]), typed)
        assert answer.status_code == 302, path
