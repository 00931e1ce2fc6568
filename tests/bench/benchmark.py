"""What documents, the gate and pages cost, printed: the best of several times, in seconds of this process's own work,
so that what else the machine does counts little. The gate works in other processes and is timed by the clock.
No test; run it by itself:

.venv/bin/python -m pytest tests/bench/benchmark.py -q -s
"""

# ruff: noqa: T201 - what it measures is printed

import gc
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.urls import reverse

from assessments.actions.importing import import_assessment
from assessments.documents import internal, pdf
from assessments.documents.exchange import AssessmentFile, read_file
from assessments.documents.snapshot import content_of
from assessments.parts import NARRATIVES, ROW_KINDS, Axis
from assessments.release.gate import examine
from assessments.release.preparing import prepare
from assessments.release.rehearsing import RehearsalFile, rehearse
from cia import clock
from tests.release.rehearsing import EXAMPLES

RICH = EXAMPLES / "operation-lantern-full.json"
RENDERS = 100
ROUNDS = 7

pytestmark = pytest.mark.django_db


@contextmanager
def timed(into, *, by=time.process_time):
    start = by()
    yield
    into.append(by() - start)


def resident():
    """The memory of this process that is not swapped out, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1_000_000


@pytest.fixture
def release():
    return rehearse(read_file(RICH.read_bytes(), RehearsalFile)).publication.candidate.release


def test_documents(release, monkeypatch):
    content = content_of(release.snapshot)
    filled = []
    with monkeypatch.context() as patch:
        patch.setattr(internal, "write_pdf", lambda html: filled.append(html) or b"")
        internal.internal_pdf(content)
    press = pdf._press()

    def bare():
        document = press.weasyprint.HTML(string=filled[0], url_fetcher=press.fetcher)
        return document.write_pdf(stylesheets=[press.styles], font_config=press.fonts, pdf_variant="pdf/a-2a")

    whole, alone = [], []
    internal.internal_pdf(content)
    bare()
    for _ in range(ROUNDS):
        with timed(whole):
            internal.internal_pdf(content)
        with timed(alone):
            bare()
    ours, theirs = min(whole), min(alone)
    print(f"\nInternal PDF of the rich example: {ours:.2f} s; a bare render of its HTML: {theirs:.2f} s")
    print(f"Ratio: {ours / theirs:.2f} (goal: at most 1.15)")

    prepared = prepare(release, on=clock.today())
    made = []
    for _ in range(3):
        with timed(made, by=time.perf_counter):
            examine(prepared.document, hidden=prepared.hidden, from_swapped=prepared.from_swapped)
    print(f"The gate, making both files twice and reading them: {min(made):.1f} s")


def test_memory(release):
    content = content_of(release.snapshot)
    print()
    for number in range(1, RENDERS + 1):
        internal.internal_pdf(content)
        if number in {1, 10, 25, 50, 75, RENDERS}:
            gc.collect()
            print(f"Memory after {number} renders: {resident():.0f} MB")


def test_pages(client, dana, harrowmere):
    written = read_file(RICH.read_bytes(), AssessmentFile).assessment
    version = import_assessment(written=written, unit=harrowmere, by=dana)
    client.force_login(dana)
    here = [version.assessment.reference, version.number]
    addresses = {
        "assessment": reverse("assessment", args=here[:1]),
        "task list": reverse("version", args=here),
        "cover": reverse("cover", args=here),
        **{f"section {each.key}": reverse("section", args=[*here, each.key]) for each in NARRATIVES},
        **{f"rating {axis.value}": reverse("rating", args=[*here, axis.value]) for axis in Axis},
        **{f"rows {kind}": reverse("rows", args=[*here, kind]) for kind in ROW_KINDS if written_apart(kind)},
        "reassessment plan": reverse("reassessment-plan", args=here),
        "contacts": reverse("assessment-contacts", args=here[:1]),
        "log": reverse("log", args=here[:1]),
        "check answers": reverse("check-answers", args=here),
        "document": reverse("document", args=here),
    }
    print()
    for name, address in addresses.items():
        taken = []
        assert client.get(address).status_code == 200, address
        for _ in range(ROUNDS):
            with timed(taken):
                client.get(address)
        print(f"{name}: {min(taken) * 1000:.0f} ms")


def written_apart(kind):
    """Whether a kind of rows has a page of its own."""
    return not getattr(ROW_KINDS[kind], "belongs_to", None)
