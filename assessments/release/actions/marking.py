"""Making a release copy and deciding, passage by passage, what is withheld from it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from assessments.documents import snapshot as snapshots
from assessments.models import Decision, Version
from assessments.release import permissions
from assessments.release.lifecycle import ReleaseState
from assessments.release.models import Exemption, Mark, ReleaseCopy
from assessments.release.redacting import NotThere, locate
from assessments.release.wording import check_codes
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Conflict, Denied
from cia.canonical import canonical

# Letters and digits that cannot be taken for one another when a number is read out over the telephone.
_SPEAKABLE = "23456789BCDFGHJKMNPQRSTVWXYZ"


@audited
def make_release_copy(*, version: Version, by: User, number: str = "") -> ReleaseCopy:
    """Freeze a signed-off version for release, under a number that tells nothing about the record.

    The number is drawn by chance unless one is given, as a rehearsal does so that its files are the same each time.
    """
    moment = clock.now()
    version = Version.objects.select_for_update().get(pk=version.pk)
    permissions.check_make_copy(by, version, at=moment)

    signed = Decision.objects.get(submission__version=version, kind=Decision.Kind.SIGNED_OFF).submission.snapshot
    content = snapshots.reading_since(snapshots.content_of(signed), version, at=moment)
    snapshot = snapshots.keep(content, version=version, at=moment)
    release = ReleaseCopy.objects.create(snapshot=snapshot, number=number or _new_number(), made_at=moment, made_by=by)

    record("release.made", by=by, about=release, sentence=f"Made release copy {release.number}")
    return release


@audited
def mark_passage(
    *,
    release: ReleaseCopy,
    path: str,
    quote: str,
    occurrence: int,
    exemptions: Sequence[Exemption],
    reason: str,
    by: User,
) -> Mark:
    """Withhold the words quoted, at the place where they stand for the given time (1 is the first) in one field."""
    release = _lock_for_marking(release, by=by)
    field = snapshots.content_of(release.snapshot).fields().get(path)
    if field is None:
        raise Denied(f"There is no field '{path}' in this document.")
    if field.level is not None:
        raise Denied(f"{field.label} can only be withheld as a whole.")
    try:
        start, end = locate(field, canonical(quote), occurrence)
    except NotThere as not_there:
        raise Denied(str(not_there)) from not_there
    return _mark(release, path=path, start=start, end=end, exemptions=exemptions, reason=reason, by=by)


@audited
def mark_whole(
    *, release: ReleaseCopy, path: str, whole: str, exemptions: Sequence[Exemption], reason: str, by: User
) -> Mark:
    """Withhold a whole field, or a whole row, whatever stands in it."""
    release = _lock_for_marking(release, by=by)
    content = snapshots.content_of(release.snapshot)
    places = content.rows() if whole == Mark.Whole.ROW else content.fields()
    if whole not in (Mark.Whole.ROW, Mark.Whole.FIELD) or path not in places:
        raise Denied(f"There is no {whole or 'field'} '{path}' in this document.")
    return _mark(release, path=path, whole=whole, exemptions=exemptions, reason=reason, by=by)


@audited
def remove_mark(*, mark: Mark, by: User) -> None:
    """Take a mark off. It stays on record, and who took it off may not approve the release."""
    release = _lock_for_marking(mark.release, by=by)
    mark = Mark.objects.select_for_update().get(pk=mark.pk)
    if mark.removed_at is not None:
        raise Denied("This mark was already taken off.")

    mark.removed_at, mark.removed_by = clock.now(), by
    mark.save(update_fields=["removed_at", "removed_by"])
    _marks_changed(release)
    record("mark.removed", by=by, about=release, sentence=f"Took mark {mark.pk} off", mark=mark.pk)


@audited
def abandon(*, release: ReleaseCopy, by: User) -> ReleaseCopy:
    """Give up a release copy before anything of it is published."""
    release = ReleaseCopy.objects.select_for_update().get(pk=release.pk)
    permissions.check_abandon(by, release, at=clock.now())

    release.state = ReleaseState.ABANDONED
    release.save(update_fields=["state"])
    record("release.abandoned", by=by, about=release, sentence=f"Abandoned release copy {release.number}")
    return release


def _new_number() -> str:
    drawn = "".join(secrets.choice(_SPEAKABLE) for _ in range(8))
    return f"P-{drawn[:4]}-{drawn[4:]}"


def _lock_for_marking(release: ReleaseCopy, *, by: User) -> ReleaseCopy:
    release = ReleaseCopy.objects.select_for_update().get(pk=release.pk)
    permissions.check_mark(by, release, at=clock.now())
    return release


def _mark(
    release: ReleaseCopy,
    *,
    path: str,
    exemptions: Sequence[Exemption],
    reason: str,
    by: User,
    start: int | None = None,
    end: int | None = None,
    whole: str = "",
) -> Mark:
    if not reason.strip():
        raise Denied("Give the reason for withholding this.")
    try:
        check_codes(exemption.code for exemption in exemptions)
    except ValueError as error:
        raise Denied(str(error)) from error
    same = release.standing_marks().filter(path=path, start=start, end=end, whole=whole)
    if same.exists():
        raise Conflict("These words are marked already. Take the mark off first if its exemptions are wrong.")

    mark = release.marks.create(
        path=path, start=start, end=end, whole=whole, reason=canonical(reason), made_at=clock.now(), made_by=by
    )
    for exemption in exemptions:
        mark.grounds.create(exemption=exemption)
    _marks_changed(release)
    record(
        "mark.made",
        by=by,
        about=release,
        sentence=f"Made mark {mark.pk}",
        mark=mark.pk,
        path=path,
        exemptions=", ".join(mark.codes()),
    )
    return mark


def _marks_changed(release: ReleaseCopy) -> None:
    release.marks_revision += 1
    release.save(update_fields=["marks_revision"])
