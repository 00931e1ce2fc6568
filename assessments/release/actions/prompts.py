"""Deciding on what the marks missed: mark each mention like the first, or keep it and say why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assessments.documents import snapshot as snapshots
from assessments.documents.content import Content
from assessments.release import permissions
from assessments.release.actions.marking import mark_stretches
from assessments.release.missed import Mention
from assessments.release.models import Mark, PromptDecision, ReleaseCopy
from assessments.release.occurrences import Stretch
from assessments.release.prompting import prompt_groups, row_prompts
from assessments.release.sought import Place
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Conflict, Denied
from cia.canonical import canonical


@audited
def keep_mentions(*, release: ReleaseCopy, mentions: Sequence[str], reason: str, by: User) -> list[PromptDecision]:
    """Leave mentions as they are, all for one reason. They are named by their keys.

    Raises Conflict where one of them is no mention of hidden words as the marks stand now.
    """
    release, moment = _lock(release, by=by)
    chosen = _chosen(release, mentions)
    if not reason.strip():
        raise Denied("Say why these words are kept.")

    decisions = [
        _decide(release, mention, PromptDecision.Kind.KEPT, reason=canonical(reason), by=by, at=moment)
        for mention in chosen
    ]
    record(
        "prompt.kept",
        by=by,
        about=release,
        sentence=f"Kept {_number(len(decisions), 'mention')} that the marks missed",
        mentions=", ".join(mention.key for mention in chosen),
    )
    return decisions


@audited
def mark_mentions(*, release: ReleaseCopy, mentions: Sequence[str], by: User) -> list[Mark]:
    """Withhold mentions too, each on the grounds, for the reason and with the label of the mark that it echoes."""
    release, moment = _lock(release, by=by)
    chosen = _chosen(release, mentions)
    content = snapshots.content_of(release.snapshot)
    by_first: dict[int, list[Mention]] = {}
    first_marks: dict[int, Mark] = {}
    for mention in chosen:
        first = _mark_on(release, content, mention.echoes)
        first_marks[first.pk] = first
        by_first.setdefault(first.pk, []).append(mention)

    marks: list[Mark] = []
    marked: set[Place] = set()  # the same words may echo two hidden things
    for pk, echoing in by_first.items():
        first = first_marks[pk]
        places = {each.place: each.words for each in echoing if each.place not in marked}
        marked |= places.keys()
        if places:
            marks += mark_stretches(
                release=release,
                stretches=[Stretch(place.path, place.start, place.end, words) for place, words in places.items()],
                exemptions=[ground.exemption for ground in first.grounds.select_related("exemption")],
                reason=first.reason,
                role=first.role,
                by=by,
            )
        for mention in echoing:
            _decide(release, mention, PromptDecision.Kind.MARKED, reason=first.reason, by=by, at=moment)
    record(
        "prompt.marked",
        by=by,
        about=release,
        sentence=f"Marked {_number(len(chosen), 'mention')} that the marks had missed",
        mentions=", ".join(mention.key for mention in chosen),
    )
    return marks


@audited
def leave_rows(*, release: ReleaseCopy, rows: Sequence[str], reason: str, by: User) -> list[PromptDecision]:
    """Say of rows that what stands beside their marks was read, and may stay. They are named by their paths."""
    release, moment = _lock(release, by=by)
    if not rows:
        raise Denied("Choose at least one row.")
    if not reason.strip():
        raise Denied("Say why what stands beside the marks may stay.")
    known = {each.advisory.path for each in row_prompts(release)}
    if not set(rows) <= known:
        raise Conflict("The marks have changed since this page was made. Look at the rows again.")

    decisions = [
        PromptDecision.objects.create(
            release=release,
            kind=PromptDecision.Kind.ROW_READ,
            path=path,
            reason=canonical(reason),
            decided_at=moment,
            decided_by=by,
        )
        for path in dict.fromkeys(rows)
    ]
    record(
        "prompt.row_read",
        by=by,
        about=release,
        sentence=f"Read what stands beside the marks of {_number(len(decisions), 'row')}, and left it",
        rows=", ".join(decision.path for decision in decisions),
    )
    return decisions


def _lock(release: ReleaseCopy, *, by: User) -> tuple[ReleaseCopy, datetime]:
    moment = clock.now()
    release = ReleaseCopy.objects.select_for_update().get(pk=release.pk)
    permissions.check_decide_prompts(by, release, at=moment)
    return release, moment


def _chosen(release: ReleaseCopy, keys: Sequence[str]) -> list[Mention]:
    if not keys:
        raise Denied("Choose at least one mention.")
    known = {prompt.key: prompt.mention for group in prompt_groups(release) for prompt in group.prompts}
    if not set(keys) <= known.keys():
        raise Conflict("The marks have changed since this page was made. Look at what was missed again.")
    return [known[key] for key in dict.fromkeys(keys)]


def _mark_on(release: ReleaseCopy, content: Content, place: Place) -> Mark:
    """The mark that hides a place: one on some of its words, or on the whole of it."""
    row = next(row for row in content.rows().values() if any(field.path == place.path for field in row.fields))
    for mark in release.standing_marks():
        if mark.whole == Mark.Whole.ROW and mark.path == row.path:
            return mark
        if mark.path != place.path or mark.whole == Mark.Whole.ROW:
            continue
        if mark.whole == Mark.Whole.FIELD or ((mark.start or 0) < place.end and place.start < (mark.end or 0)):
            return mark
    raise Conflict("The marks have changed since this page was made. Look at what was missed again.")


def _decide(
    release: ReleaseCopy, mention: Mention, kind: PromptDecision.Kind, *, reason: str, by: User, at: datetime
) -> PromptDecision:
    return PromptDecision.objects.create(
        release=release,
        kind=kind,
        form=mention.form.name.lower(),
        path=mention.place.path,
        start=mention.place.start,
        end=mention.place.end,
        echoes_path=mention.echoes.path,
        echoes_start=mention.echoes.start,
        echoes_end=mention.echoes.end,
        reason=reason,
        decided_at=at,
        decided_by=by,
    )


def _number(count: int, thing: str) -> str:
    return f"1 {thing}" if count == 1 else f"{count} {thing}s"
