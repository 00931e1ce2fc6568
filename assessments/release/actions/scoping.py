"""What a request asks for: searched as it was held when the request came, taken into scope, and held."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from assessments.documents.content import Content
from assessments.documents.held import reading_held, state_at
from assessments.lifecycle import State
from assessments.models import Assessment, Version
from assessments.release import request_permissions as permissions
from assessments.release.actions.holding import hold_for_request
from assessments.release.models import Request, Scope, versions_held
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record


@dataclass(frozen=True)
class Held:
    """A version as it stood when the request came."""

    version: Version
    state: State
    title: str


@audited
def search_held(*, request: Request, words: str, by: User) -> list[Held]:
    """Every version held when the request came, in whatever state, whose text then had each of the words.

    The trail says that somebody searched and how much they found, never what for.
    """
    moment = clock.now()
    permissions.check_search_held(by, request, at=moment)
    sought = _folded(words).split()

    found = []
    for version in versions_held(request, by, at=moment):
        content = reading_held(version, at=request.held_at)
        if _has(content, sought):
            found.append(
                Held(version, state_at(version, at=request.held_at), content.fields()["cover.title"].plain_text)
            )

    record(
        "request.searched_held",
        by=by,
        about=request,
        sentence=f"Searched what was held when {request.reference} came",
        found=len(found),
    )
    return found


@audited
def read_held(*, request: Request, version: Version, by: User) -> Content:
    """A version as it stood when the request came. Each reading is on the trail."""
    permissions.check_read_held(by, request, version, at=clock.now())

    record(
        "request.read_held",
        by=by,
        about=version.assessment,
        sentence=f"Read version {version.printed_number} as it stood when {request.reference} came",
        request=request.reference,
    )
    return reading_held(version, at=request.held_at)


@audited
def take_into_scope(*, request: Request, assessment: Assessment, by: User) -> Scope:
    """Say that a request asks for this assessment. From then on it is held: nothing of it may go."""
    moment = clock.now()
    request = Request.objects.select_for_update().get(pk=request.pk)
    permissions.check_take_into_scope(by, request, assessment, at=moment)

    hold = hold_for_request(assessment=assessment, reference=request.reference, by=by)
    scope = request.scopes.create(assessment=assessment, hold=hold, taken_at=moment, taken_by=by)

    record(
        "request.scoped",
        by=by,
        about=request,
        sentence=f"Took {assessment.reference} into the scope of {request.reference}",
    )
    return scope


def _has(content: Content, sought: Sequence[str]) -> bool:
    text = _folded("\n".join([content.reference, *(field.plain_text for field in content.fields().values())]))
    return all(word in text for word in sought)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
