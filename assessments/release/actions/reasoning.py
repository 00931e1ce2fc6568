"""Writing down why an exemption applies, once for all the marks that rest on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from assessments.release import permissions
from assessments.release.echoing import check_says_nothing_hidden
from assessments.release.lifecycle import ReleaseState
from assessments.release.models import Exemption, Reasoning, ReleaseCopy, SavedReason
from assessments.release.reasoning import Answers, serves
from assessments.release.reasons import checked, parts_of
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Conflict, Denied
from cia.canonical import canonical
from cia.notices.outbox import tell


@audited
def write_reasons(
    *, release: ReleaseCopy, exemption: Exemption, number: int, answers: Mapping[str, str], seen: int, by: User
) -> Reasoning:
    """Write why an exemption applies, whole or in part. ``seen`` is the writing that the person began from, 0 for none.

    A change after the marking was over leads the release back to it: its file and any approval count no more.
    Raises Conflict where somebody else has written meanwhile.
    """
    moment = clock.now()
    release = ReleaseCopy.objects.select_for_update().get(pk=release.pk)
    permissions.check_write_reasons(by, release, at=moment)
    standing = release.reasonings.standing()
    before = standing.get((exemption.code, number))
    if seen != (before.pk if before else 0):
        raise Conflict("Somebody else has written these reasons meanwhile. Look at theirs, then write yours again.")
    said = checked(exemption, answers)
    if before is not None and before.answers == said:
        return before
    if not said:
        raise Denied("Write at least one of the reasons.")

    if release.state != ReleaseState.MARKING:
        _void(release, by=by)
    reasoning = _write(release, exemption, number, said, by=by, at=moment)
    release.marks_revision += 1
    release.save(update_fields=["marks_revision"])
    return reasoning


@audited
def save_reason(
    *,
    release: ReleaseCopy,
    exemption: Exemption,
    name: str,
    reason: str,
    answers: Mapping[str, str],
    by: User,
    is_for_the_force: bool = False,
) -> SavedReason:
    """Keep reasons under a name, for the unit of the release or the whole force. Days and deciders are not kept.

    Refused where they have words that the release withholds: they are read, and sent, beside other releases.
    """
    moment = clock.now()
    permissions.check_read(by, release, at=moment)
    if not name.strip() or not reason.strip():
        raise Denied("Give the saved reason a name, and say why such things are withheld.")
    of_the_day = {part.name for part in parts_of(exemption) if part.is_of_the_day}
    said = {key: text for key, text in checked(exemption, answers).items() if key not in of_the_day}
    try:
        check_says_nothing_hidden("\n".join([name, reason, *said.values()]), [release])
    except Denied as echoing:
        raise Denied(
            "What is saved goes into other releases, so neither it nor the reason of the mark may have words that "
            "this release withholds."
        ) from echoing
    saved = SavedReason.objects.create(
        unit=None if is_for_the_force else release.snapshot.version.assessment.unit,
        code=exemption.code,
        name=canonical(name.strip()),
        reason=canonical(reason),
        answers=said,
        made_at=moment,
        made_by=by,
    )
    record("reason.saved", by=by, about=saved, sentence=f"Saved a reason for {exemption.cited}", code=exemption.code)
    return saved


@audited
def retire_saved_reason(*, saved: SavedReason, release: ReleaseCopy, by: User) -> SavedReason:
    """Offer a saved reason no more. Marks made with it keep what they have."""
    moment = clock.now()
    permissions.check_read(by, release, at=moment)
    saved = SavedReason.objects.select_for_update().get(pk=saved.pk)
    if saved.unit_id not in (None, release.snapshot.version.assessment.unit_id):
        raise Denied("This saved reason is another unit's.")
    if saved.retired_at is not None:
        raise Denied("This saved reason is offered no more.")
    saved.retired_at, saved.retired_by = moment, by
    saved.save(update_fields=["retired_at", "retired_by"])
    record("reason.retired", by=by, about=saved, sentence=f"Retired a saved reason for {saved.code}", code=saved.code)
    return saved


@audited
def use_saved_reason(*, release: ReleaseCopy, exemption: Exemption, saved: SavedReason, by: User) -> int:
    """The number under which a release has the reasons of a saved one. Who uses it decides on the balance, today."""
    of_today = {"decided_by": str(by), "decided_on": clock.today().isoformat()}
    answers = {**(of_today if exemption.needs_public_interest and saved.answers else {}), **saved.answers}
    return use_reasons(release=release, exemption=exemption, answers=answers, by=by)


@audited
def use_reasons(*, release: ReleaseCopy, exemption: Exemption, answers: Answers, by: User) -> int:
    """The number of the reasons that say this; they are written where there are none, the first for all that wait."""
    standing = release.reasonings.filter(code=exemption.code).standing()
    for (_, number), each in sorted(standing.items()):
        if serves(each.answers, answers):
            return number
    number = max((number for _, number in standing), default=0) + 1
    if answers:
        _write(release, exemption, number, answers, by=by, at=clock.now())
    return number


def _void(release: ReleaseCopy, *, by: User) -> None:
    release.state = ReleaseState.MARKING
    release.save(update_fields=["state"])
    sentence = f"Led {release.number} back to marking, because its reasons changed"
    record("release.reasons_changed", by=by, about=release, sentence=sentence)
    sent = release.candidates.order_by("pk").last()
    approved = getattr(sent, "approval", None)
    people = {each for each in (sent and sent.made_by, approved and approved.approved_by) if each and each != by}
    tell(
        sorted(people, key=lambda user: user.pk),
        sentence=f"The reasons of release {release.number} were changed, so its file must be made and checked again",
        link=release.get_absolute_url(),
    )


def _write(
    release: ReleaseCopy, exemption: Exemption, number: int, answers: Mapping[str, str], *, by: User, at: datetime
) -> Reasoning:
    reasoning = release.reasonings.create(
        code=exemption.code, number=number, answers=dict(answers), written_at=at, written_by=by
    )
    record(
        "reasons.written",
        by=by,
        about=release,
        sentence=f"Wrote the reasons for {exemption.cited}",
        exemption=exemption.code,
        number=number,
    )
    return reasoning
