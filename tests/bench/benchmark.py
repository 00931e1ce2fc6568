"""What documents, the gate and pages cost, printed: the best of several times, in seconds of this process's own work,
so that what else the machine does counts little. The gate works in other processes and is timed by the clock.
No test; run it by itself:

.venv/bin/python -m pytest tests/bench/benchmark.py -q -s
"""

# ruff: noqa: T201 - what it measures is printed

import gc
import io
import math
import os
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import pikepdf
import pytest
from django.urls import reverse

from assessments.actions.importing import import_assessment
from assessments.documents import internal, pdf
from assessments.documents.exchange import AssessmentFile, read_file
from assessments.documents.snapshot import content_of
from assessments.parts import NARRATIVES, ROW_KINDS, Axis
from assessments.release.gate import examine
from assessments.release.preparing import SWAPS, prepare
from assessments.release.rehearsing import RehearsalFile, rehearse
from assessments.release.rendering import public_pdf
from cia import clock
from tests.release.rehearsing import EXAMPLES

RICH = EXAMPLES / "operation-lantern-full.json"
RENDERS = 100
ROUNDS = 7
GATES = 20

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


@pytest.mark.parametrize("example", ["derby-match.json", RICH.name])
def test_the_gate(example):
    """R16, by the clock: what publishing does between the press and the answer, beside one render of the same copy."""
    read = read_file((EXAMPLES / example).read_bytes(), RehearsalFile)
    release = rehearse(read).publication.candidate.release
    alone, prepared, whole = [], [], []
    for _ in range(GATES):
        with timed(whole, by=time.perf_counter):
            with timed(prepared, by=time.perf_counter):
                copy = prepare(release, on=clock.today())
            examine(copy.document, hidden=copy.hidden, from_swapped=copy.from_swapped)
        with timed(alone, by=time.perf_counter):
            made = public_pdf(copy.document)
    with pikepdf.open(io.BytesIO(made)) as opened:
        pages = len(opened.pages)
    print(f"\n{example}, {pages} pages, {GATES} times; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"Redacted and swapped {SWAPS} times: {spread(prepared)}")
    print(f"That, and both files made twice and read: {spread(whole)} (goal: p95 of 20 pages at most 10 s)")
    print(f"One bare render of the public PDF: {spread(alone)}")


def spread(taken):
    """The median, the 95th percentile and the longest, in seconds."""
    in_order = sorted(taken)
    at = math.ceil(0.95 * len(in_order)) - 1
    return f"median {median(taken):.2f} s, p95 {in_order[at]:.2f} s, longest {in_order[-1]:.2f} s"


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
