"""The public document as a PDF and as a page. Whatever they show comes from a ``PublicDocument`` and nothing else."""

import base64
import hashlib
from functools import cache
from typing import Any

from assessments.documents.pdf import PROJECT, fill, write_pdf
from assessments.documents.sheet import has_contents, sections_on_sheet
from assessments.release.redacting import PublicDocument, public_marks
from assessments.release.wording import unbroken


def public_pdf(document: PublicDocument) -> bytes:
    """The redacted PDF: the same document gives the same bytes, wherever and whenever."""
    context = _context(document) | {"contents": has_contents(document.sections), "is_paged": True}
    return write_pdf(fill("assessments/pdf/public.html", context))


def public_html(document: PublicDocument) -> str:
    """The same as one self-contained page: no script, no link, one inline style, which ``style_source`` allows."""
    return fill("assessments/pdf/public_page.html", _context(document))


@cache
def styles() -> str:
    """The page's one style, as it stands in it."""
    return (PROJECT / "templates" / "assessments" / "pdf" / "public_page.css").read_text()


def style_source() -> str:
    """The source expression for ``style-src`` under which the page's own style applies."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(styles().encode()).digest()).decode()}'"


def _context(document: PublicDocument) -> dict[str, Any]:
    return {
        "document": document,
        "sections": sections_on_sheet(document.sections),
        "key": [
            {"parts": unbroken(entry.words), "meaning": entry.meaning, "marks": str(entry.marks)}
            for entry in document.key
        ],
        "has_labels": any(mark.role for mark in public_marks(document.sections)),
        "complaints": [line for line in document.complaints.split("\n") if line.strip()],
    }
