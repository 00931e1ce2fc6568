"""Giving out what was approved, and nothing else: bytes are compared with their digest each time they leave."""

from __future__ import annotations

import base64
import re
from hashlib import sha256

from assessments.release.alerting import alert
from assessments.release.models import Approval, Candidate, Publication, PublicationPack
from assessments.release.signing import is_signed
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


def is_altered(approval: Approval) -> bool:
    """Whether either file that is kept is no longer the one that was approved."""
    candidate = approval.candidate
    return any(
        sha256(bytes(held)).hexdigest() != approved
        for held, approved in ((candidate.pdf, approval.pdf_sha256), (candidate.html, approval.html_sha256))
    )


def approved_manifest(publication: Publication) -> bytes:
    """The manifest, if the force signed exactly this; raises Altered otherwise."""
    return bytes(_signed_pack(publication).manifest)


def manifest_signature(publication: Publication) -> bytes:
    """The signature on the manifest, if it is one; raises Altered otherwise."""
    return bytes(_signed_pack(publication).signature)


def approved_schedule(publication: Publication) -> bytes:
    """The schedule, if it is the one that the manifest names; raises Altered otherwise."""
    pack = _signed_pack(publication)
    named = pack.said["files"][file_names(publication)["schedule"]]["sha256"]
    return _unless_altered(publication, pack.schedule, named)


def file_names(publication: Publication) -> dict[str, str]:
    """Every file of a publication, named for its number and for nothing else."""
    return {
        "pdf": f"{publication.number}.pdf",
        "html": f"{publication.number}.html",
        "schedule": f"{publication.number}.schedule.csv",
        "manifest": f"{publication.number}.manifest.json",
        "signature": f"{publication.number}.manifest.sig",
    }


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


def _signed_pack(publication: Publication) -> PublicationPack:
    pack = PublicationPack.objects.filter(publication=publication).first()
    if pack is not None and is_signed(bytes(pack.manifest), bytes(pack.signature), by=pack.key):
        return pack
    _raise_the_alarm(publication, publication.candidate)
    raise Altered(f"The manifest of {publication.number} is not the one that was signed.")


def _raise_the_alarm(publication: Publication, candidate: Candidate) -> None:
    """Once: a file that many people ask for must not fill the trail."""
    if not history_of(candidate.release).filter(action="publication.altered").exists():
        record(
            "publication.altered",
            by=None,
            about=candidate.release,
            sentence=f"Refused to give out {publication.number}: a file of it is not the one that was approved",
        )
        alert(
            candidate.release, f"A file of {publication.number} is not the one that was approved, and is not given out"
        )
