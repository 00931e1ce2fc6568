"""The unredacted document, for those who may read it."""

from datetime import datetime

from assessments.documents.content import Content
from assessments.documents.pdf import fill, write_pdf
from assessments.documents.sheet import has_contents, sections_on_sheet
from cia.clock import local


def internal_pdf(content: Content, *, fingerprint: str = "") -> bytes:
    """The whole document, "UNREDACTED, NOT FOR RELEASE" on every page; the fingerprint is that of what was signed."""
    return write_pdf(
        fill(
            "assessments/pdf/internal.html",
            {
                "content": content,
                "title": f"{content.document_type} {content.reference}, version {content.version}",
                "foot": f"{content.reference}, version {content.version}, as at {_when(content.cut_at)}",
                "sections": sections_on_sheet(content.sections),
                "contents": has_contents(content.sections),
                "fingerprint": fingerprint,
                "is_paged": True,
            },
        )
    )


def _when(cut_at: str) -> str:
    moment = local(datetime.fromisoformat(cut_at))
    return f"{moment:%H%M}hrs {moment:%d/%m/%Y}"
