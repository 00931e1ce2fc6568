"""The notice as a PDF that a screen reader reads: PDF/UA-1, made as the internal documents are."""

from __future__ import annotations

from datetime import date

from assessments.documents.pdf import fill, write_pdf
from cia.accounts.models import force_setting


def notice_pdf(text: str, *, number: str, on: date) -> bytes:
    """The text line by line; a line in capitals is a heading."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return write_pdf(
        fill(
            "assessments/pdf/notice.html",
            {
                "title": f"Refusal notice, {number}",
                "foot": number,
                "force": force_setting("force_name", on=on),
                "strapline": force_setting("force_strapline", on=on),
                "marking": force_setting("release_marking", on=on),
                "lines": [(line, _is_heading(line)) for line in lines],
            },
        )
    )


def _is_heading(line: str) -> bool:
    return line.isupper() and len(line) <= 80
