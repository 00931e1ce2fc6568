"""What a rehearsal leaves behind: all of its files or none of the public ones."""

from __future__ import annotations

import os
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from assessments.documents.internal import internal_pdf
from assessments.documents.snapshot import content_of, fingerprint
from assessments.release.checking import Step
from assessments.release.models import Publication
from assessments.release.reading import tool_version
from assessments.release.redacting import PublicDocument
from assessments.release.rehearsing import Rehearsed
from assessments.release.throwaway import FILES, PUBLIC_FILES
from cia import clock

TOOLS = ("weasyprint", "pdftotext", "pdfminer.six", "mutool", "pypdfium2", "pikepdf", "page-validation", "pdfua")


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
        "manifest.json": msgspec.json.format(msgspec.json.encode(manifest(publication))) + b"\n",
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


def manifest(publication: Publication) -> dict[str, Any]:
    """What is said of the public files to anybody: made of public values alone."""
    candidate = publication.candidate
    document = msgspec.convert(candidate.public, PublicDocument)
    cited = {_citation(entry.words): entry.marks for entry in document.key}
    return {
        "format": 1,
        "number": publication.number,
        "title": publication.title,
        "unit": publication.unit,
        "published_at": publication.published_at.isoformat(),
        "files": {
            name: {"sha256": sha256(content).hexdigest(), "bytes": len(content)}
            for name, content in (("public.pdf", bytes(candidate.pdf)), ("public.html", bytes(candidate.html)))
        },
        "pages": candidate.pages,
        "marks": sum(cited.values()),
        "marks_by_exemption": cited,
        "tools": {name: tool_version(name) for name in TOOLS},
    }


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


def _citation(words: str) -> str:
    cited = words.removeprefix("[Redacted").removesuffix("]").removeprefix(": ")
    return cited or "neutral"
