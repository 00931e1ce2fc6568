"""Giving out what was approved, and nothing else: bytes are compared with their digest each time they leave."""

from __future__ import annotations

import base64
import re
from hashlib import sha256

from assessments.release.models import Candidate, Publication
from cia.audit.trail import history_of, record

_STYLE = re.compile(rb"<style[^>]*>(.*?)</style>", re.DOTALL)


class Altered(Exception):
    """What is held is not what was approved, so nothing is given out."""


def approved_pdf(publication: Publication) -> bytes:
    """The PDF, if it still is what was approved; raises Altered otherwise."""
    return _unless_altered(publication, publication.candidate.pdf, publication.approval.pdf_sha256)


def approved_html(publication: Publication) -> bytes:
    """The same as one page, if it still is what was approved; raises Altered otherwise."""
    return _unless_altered(publication, publication.candidate.html, publication.approval.html_sha256)


def policy_for(page: bytes) -> dict[str, list[str]]:
    """The content security policy under which a page of ours applies its own style and does nothing else.

    Made from the page itself: one published years ago keeps its look when the style has moved on.
    """
    digests = [base64.b64encode(sha256(style).digest()).decode() for style in _STYLE.findall(page)]
    return {
        "default-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": ["'none'"],
        "style-src": [f"'sha256-{digest}'" for digest in digests] or ["'none'"],
    }


def _unless_altered(publication: Publication, held: bytes | memoryview, approved: str) -> bytes:
    held = bytes(held)
    if sha256(held).hexdigest() == approved:
        return held
    _raise_the_alarm(publication, publication.candidate)
    raise Altered(f"A file of {publication.number} is not the one that was approved.")


def _raise_the_alarm(publication: Publication, candidate: Candidate) -> None:
    """Once: a file that many people ask for must not fill the trail."""
    if not history_of(candidate.release).filter(action="publication.altered").exists():
        record(
            "publication.altered",
            by=None,
            about=candidate.release,
            sentence=f"Refused to give out {publication.number}: a file of it is not the one that was approved",
        )
