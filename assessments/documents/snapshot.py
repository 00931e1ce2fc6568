"""Cutting a version at a moment: its rows, read once and laid out in reading order."""

from __future__ import annotations

import hmac
from datetime import datetime

import msgspec
from django.conf import settings

from assessments.documents.content import SCHEMA, Content, Section
from assessments.documents.sections import ADDED_LATER, sections_of
from assessments.documents.sections.cover import with_log_to
from assessments.documents.sections.parts import Parts, parts_now
from assessments.models import Snapshot, Version
from cia.accounts.models import force_setting
from cia.clock import local


def cut(version: Version, *, at: datetime) -> Snapshot:
    """Freeze a version as it reads now."""
    return keep(reading_of(version, at=at), version=version, at=at)


def keep(content: Content, *, version: Version, at: datetime) -> Snapshot:
    """Freeze a document that was laid out for a version at a moment."""
    return Snapshot.objects.create(
        version=version,
        cut_at=at,
        schema=SCHEMA,
        content=msgspec.to_builtins(content),
        hmac=authentication_code(content),
    )


def content_of(snapshot: Snapshot) -> Content:
    """What a snapshot froze. Raises ValueError where the stored bytes are not those that were frozen."""
    content = msgspec.convert(snapshot.content, Content, strict=True)
    if not hmac.compare_digest(authentication_code(content), snapshot.hmac):
        raise ValueError(f"The snapshot of {snapshot} was changed after it was cut.")
    return content


def authentication_code(content: Content) -> str:
    """HMAC-SHA-256 of the canonical content, under a key outside the database: a plain hash would confirm guesses."""
    return hmac.new(settings.SNAPSHOT_KEY.encode(), msgspec.json.encode(content), "sha256").hexdigest()


def fingerprint(snapshot: Snapshot) -> str:
    """The code people compare: the first 20 digits of the snapshot's authentication code, in fours. Never public."""
    return " ".join(snapshot.hmac[start : start + 4] for start in range(0, 20, 4))


def as_submitted(content: Content) -> tuple[Section, ...]:
    """The part of a document that the authorising officer read: it never changes after sign-off."""
    return tuple(section for section in content.sections if section.key not in ADDED_LATER)


def reading_since(submitted: Content, version: Version, *, at: datetime) -> Content:
    """What was submitted, word for word, with what has been added to the file since: sign-off, contacts, log.

    A promotion or a unit's new name after sign-off changes nothing in it.
    """
    kept = {section.key: section for section in as_submitted(submitted)}
    now = reading_of(version, at=at)
    sections = [
        section if section.key in ADDED_LATER else kept.pop(section.key)
        for section in now.sections
        if section.key in ADDED_LATER or section.key in kept
    ]
    if any(section.key == "log" and section.rows for section in sections):
        sections = [with_log_to(section, at) if section.key == "cover" else section for section in sections]
    return msgspec.structs.replace(submitted, cut_at=at.isoformat(), sections=(*sections, *kept.values()))


def reading_of(version: Version, *, at: datetime, parts: Parts | None = None) -> Content:
    """A version as it reads at a moment, laid out and not kept; its parts are those of now unless others are given."""
    parts = parts or parts_now(version)
    on = local(at).date()
    return Content(
        force=force_setting("force_name", on=on),
        strapline=force_setting("force_strapline", on=on),
        document_type=force_setting("document_type", on=on),
        reference=version.assessment.reference,
        version=version.printed_number,
        marking=parts.cover.protective_marking,
        cut_at=at.isoformat(),
        sections=sections_of(version, parts, at=at),
    )
