"""Deciding on what is suggested: to withhold it, to leave it, or to look at it again after all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from assessments.documents.snapshot import content_of
from assessments.release import permissions
from assessments.release.actions.marking import mark_stretches, mark_whole
from assessments.release.knowing import open_in, suggested_in
from assessments.release.models import Exemption, Mark, ReleaseCopy, SavedReason, SuggestionDecision
from assessments.release.occurrences import Stretch
from assessments.release.offered import as_standing
from assessments.release.suggesting import Suggestion
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Conflict, Denied
from cia.canonical import canonical


@audited
def accept_suggestions(
    *,
    release: ReleaseCopy,
    keys: Sequence[str],
    exemptions: Sequence[Exemption],
    reason: str,
    by: User,
    saved: SavedReason | None = None,
    role: str = "",
) -> list[Mark]:
    """Withhold what is suggested at these places, all or none, on the same grounds."""
    release = _lock(release, by=by)
    chosen = _still_open(release, keys)
    passages = [each for each in chosen if not each.whole]
    marks = []
    common: dict[str, Any] = {
        "release": release,
        "exemptions": exemptions,
        "reason": reason,
        "saved": saved,
        "role": role,
        "by": by,
    }
    if passages:
        stretches = [Stretch(each.path, each.start or 0, each.end or 0, each.quote) for each in passages]
        marks += mark_stretches(stretches=stretches, **common)
    wholes = [each for each in chosen if each.whole]
    for each in wholes:
        marks.append(mark_whole(path=each.path, whole=each.whole, **common))
    _decide(release, [*passages, *wholes], SuggestionDecision.Kind.ACCEPTED, marks=marks, by=by)
    return marks


@audited
def dismiss_suggestions(
    *, release: ReleaseCopy, keys: Sequence[str], by: User, reason: str = ""
) -> list[SuggestionDecision]:
    """Leave what is suggested at these places as it stands, so that nobody is asked again."""
    release = _lock(release, by=by)
    return _decide(
        release, _still_open(release, keys), SuggestionDecision.Kind.DISMISSED, reason=canonical(reason), by=by
    )


@audited
def suggest_again(*, release: ReleaseCopy, key: str, by: User) -> SuggestionDecision:
    """Bring a dismissed suggestion back among those to decide."""
    release = _lock(release, by=by)
    dismissed = next((each for each in release.suggestion_decisions.dismissed() if each.key == key), None)
    if dismissed is None:
        raise Denied("This suggestion was not dismissed, or was brought back already.")
    decision = SuggestionDecision.objects.create(
        release=release,
        path=dismissed.path,
        start=dismissed.start,
        end=dismissed.end,
        whole=dismissed.whole,
        suggested_as=dismissed.suggested_as,
        kind=SuggestionDecision.Kind.SUGGESTED_AGAIN,
        decided_at=clock.now(),
        decided_by=by,
    )
    sentence = "Brought a dismissed suggestion back"
    record("suggestion.again", by=by, about=release, sentence=sentence, path=decision.path)
    return decision


def _lock(release: ReleaseCopy, *, by: User) -> ReleaseCopy:
    release = ReleaseCopy.objects.select_for_update().get(pk=release.pk)
    permissions.check_mark(by, release, at=clock.now())
    return release


def _still_open(release: ReleaseCopy, keys: Sequence[str]) -> list[Suggestion]:
    """The suggestions at these places, in reading order. Raises Conflict where somebody decided on one meanwhile."""
    if not keys:
        raise Denied("Tick at least one place.")
    content = content_of(release.snapshot)
    standing = release.standing_marks().select_related("made_by").prefetch_related("grounds__exemption")
    marks = [as_standing(mark) for mark in standing]
    found: dict[str, Suggestion] = {}
    for each in open_in(release, content, suggested_in(release, content), marks):
        found.setdefault(each.key, each)
    if set(keys) - set(found):
        raise Conflict("Somebody decided on one of these suggestions meanwhile. Look at those that are left.")
    return [each for key, each in found.items() if key in set(keys)]


def _decide(
    release: ReleaseCopy,
    suggestions: Sequence[Suggestion],
    kind: SuggestionDecision.Kind,
    *,
    by: User,
    marks: Iterable[Mark | None] = (),
    reason: str = "",
) -> list[SuggestionDecision]:
    moment = clock.now()
    made = list(marks) or [None] * len(suggestions)
    decisions = [
        SuggestionDecision.objects.create(
            release=release,
            path=each.path,
            start=each.start,
            end=each.end,
            whole=each.whole,
            suggested_as=each.kind,
            kind=kind,
            mark=mark,
            reason=reason,
            decided_at=moment,
            decided_by=by,
        )
        for each, mark in zip(suggestions, made, strict=True)
    ]
    for decision in decisions:
        verb = "Withheld" if kind == SuggestionDecision.Kind.ACCEPTED else "Dismissed"
        sentence = f"{verb} what was suggested as {_with_article(decision.suggested_as)}"
        record(f"suggestion.{kind}", by=by, about=release, sentence=sentence, path=decision.path)
    return decisions


def _with_article(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
