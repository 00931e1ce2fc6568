"""Reading every publication again: is what the world is given still what was approved, signed and said of it?"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from assessments.documents.snapshot import content_of
from assessments.release import reading
from assessments.release.checking import Seen
from assessments.release.gate import hidden_words_seen
from assessments.release.models import Publication, PublicationPack
from assessments.release.pack import schedule_table
from assessments.release.prompting import marked_passages
from assessments.release.redacting import PublicDocument
from assessments.release.register import register_title, register_unit
from assessments.release.residual import hidden_texts
from assessments.release.serving import file_names
from assessments.release.signing import is_signed


def faults(publication: Publication) -> Iterator[str]:
    """A sentence for each thing that is not as it was approved. None of them quotes anything."""
    candidate, approval = publication.candidate, publication.approval
    pdf, html = bytes(candidate.pdf), bytes(candidate.html)
    for name, held, digests in [
        ("PDF", pdf, {approval.pdf_sha256, candidate.pdf_sha256}),
        ("web page", html, {approval.html_sha256, candidate.html_sha256}),
    ]:
        if digests != {sha256(held).hexdigest()}:
            yield f"The {name} is not the one that was approved."
    document = msgspec.convert(candidate.public, PublicDocument)
    if (publication.title, publication.unit) != (register_title(document), register_unit(document)):
        yield "The register does not show the public title and unit."
    yield from _faults_of_pack(publication, document, {"pdf": pdf, "html": html})
    yield from _faults_of_files(publication, document, pdf, html)


def _faults_of_pack(publication: Publication, document: PublicDocument, files: dict[str, bytes]) -> Iterator[str]:
    pack = PublicationPack.objects.filter(publication=publication).first()
    if pack is None:
        yield "It has no manifest."
        return
    if not is_signed(bytes(pack.manifest), bytes(pack.signature), by=pack.key):
        yield "Its manifest does not bear the force's signature."
    if bytes(pack.schedule) != schedule_table(document):
        yield "The schedule is not that of the document."
    names = file_names(publication)
    told = {
        names[name]: {"sha256": sha256(held).hexdigest(), "bytes": len(held)}
        for name, held in (files | {"schedule": bytes(pack.schedule)}).items()
    }
    said = pack.said
    if said["files"] != told:
        yield "The manifest does not name these files."
    if said["marks_by_words"] != {entry.words: entry.marks for entry in document.key}:
        yield "The manifest does not count the marks of the document."
    if said["number"] != publication.number or said["title"] != publication.title:
        yield "The manifest is not that of this publication."


def _faults_of_files(publication: Publication, document: PublicDocument, pdf: bytes, html: bytes) -> Iterator[str]:
    """What a reader finds in the files now, with the hidden words at hand."""
    if not pdf.startswith(b"%PDF-") or pdf.count(b"%%EOF") != 1:
        yield "The PDF is cut off, or holds more than one revision."
    release = publication.candidate.release
    hidden = hidden_texts(content_of(release.snapshot), marked_passages(release))
    seen = [Seen("the web page", html.decode())]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "public.pdf"
        path.write_bytes(pdf)
        for name, reader in [("pdftotext", reading.pdftotext), ("pypdfium2", reading.pypdfium2)]:
            try:
                seen.append(Seen(f"what {name} reads", "\n".join(reader(path))))
            except Exception:  # whatever a reader makes of a broken file
                yield f"The reader {name} cannot read the PDF."
    if places := hidden_words_seen(document, hidden, seen, publication.candidate.pages):
        yield f"Words that are withheld can be found in {', '.join(sorted(places))}."
