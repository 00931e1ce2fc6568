"""What a rehearsal leaves behind: all of its files or none of the public ones."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import msgspec

from assessments.documents.internal import internal_pdf
from assessments.documents.snapshot import content_of, fingerprint
from assessments.release.checking import Step
from assessments.release.models import Publication
from assessments.release.pack import manifest
from assessments.release.redacting import PublicDocument
from assessments.release.rehearsing import Rehearsed
from assessments.release.throwaway import FILES, PUBLIC_FILES
from cia import clock


def write_files(rehearsed: Rehearsed, out: Path) -> str:
    """Write every file of a rehearsal, the public ones last; a sentence about what was written."""
    publication = rehearsed.publication
    candidate = publication.candidate
    snapshot = candidate.release.snapshot
    files = {
        "internal.pdf": internal_pdf(content_of(snapshot), fingerprint=fingerprint(snapshot)),
        "report.txt": report(rehearsed).encode(),
        "public.pdf": bytes(candidate.pdf),
        "public.html": bytes(candidate.html),
        "manifest.json": manifest_of(publication),
    }
    with tempfile.TemporaryDirectory(prefix=".rehearsal-", dir=out) as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        try:
            for name in FILES:
                os.replace(Path(folder) / name, out / name)
        except BaseException:
            for name in PUBLIC_FILES:
                (out / name).unlink(missing_ok=True)
            raise
    return f"Published as {publication.number}: {candidate.pages} pages, in {out}"


def manifest_of(publication: Publication) -> bytes:
    """The manifest as it would be published, naming the files as a rehearsal does."""
    candidate = publication.candidate
    return manifest(
        msgspec.convert(candidate.public, PublicDocument),
        title=publication.title,
        unit=publication.unit,
        published_on=clock.local(publication.published_at).date(),
        pages=candidate.pages,
        files={"public.pdf": bytes(candidate.pdf), "public.html": bytes(candidate.html)},
        tools=candidate.tools,
    )


def report(rehearsed: Rehearsed) -> str:
    """What was done, and what the gate found, in words."""
    candidate = rehearsed.publication.candidate
    steps = msgspec.convert(candidate.gate_report, list[Step])
    made = clock.local(candidate.made_at)
    return "\n".join(
        [
            f"Rehearsal of publication {candidate.release.number}",
            "",
            *rehearsed.said,
            "",
            f"The gate, on the file made at {made:%H%M}hrs {made:%d/%m/%Y}:",
            *(f"  {step.name}{f': {step.detail}' if step.detail else ''}" for step in steps),
            "",
        ]
    )
