"""Making a release copy and deciding, passage by passage, what is withheld from it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from assessments.documents import snapshot as snapshots
from assessments.documents.held import reading_held
from assessments.models import Version
from assessments.release import permissions
from assessments.release.actions.reasoning import use_reasons
from assessments.release.carrying import Found, Place
from assessments.release.grounding import Grounds, check_is_offered, grounds_for
from assessments.release.lifecycle import ReleaseState
from assessments.release.locating import locate
from assessments.release.models import Exemption, Mark, MarkOffer, OfferDecision, ReleaseCopy, Request, SavedReason
from assessments.release.occurrences import Stretch, check_stands
from assessments.release.offered import found_for, offers_found
from assessments.release.redacting import NotThere
from assessments.release.request_permissions import check_copy_for_request
from assessments.release.undoing import Step, step_back, step_on
from assessments.release.wording import check_codes, cited_beside
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Conflict, Denied
from cia.canonical import canonical

# Letters and digits that cannot be taken for one another when a number is read out over the telephone.
_SPEAKABLE = "23456789BCDFGHJKMNPQRSTVWXYZ"


@audited
def make_release_copy(*, version: Version, by: User, number: str = "", request: Request | None = None) -> ReleaseCopy:
    """Freeze a signed-off version for release, under a number that tells nothing about the record.

    For a request it is a version in whatever state, as it stood when the request came.
    The number is drawn by chance unless one is given, as a rehearsal does so that its files are the same each time.
    """
    moment = clock.now()
    version = Version.objects.select_for_update().get(pk=version.pk)
    if request is None:
        permissions.check_make_copy(by, version, at=moment)
    else:
        check_copy_for_request(by, request, version, at=moment)

    frozen_at = moment if request is None else request.held_at
    snapshot = snapshots.keep(reading_held(version, at=frozen_at), version=version, at=frozen_at)
    release = ReleaseCopy.objects.create(
        snapshot=snapshot, request=request, number=number or _new_number(), made_at=moment, made_by=by
    )
    MarkOffer.objects.put_before(release)

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
    saved: SavedReason | None = None,
    reasoning: int = 1,
    role: str = "",
) -> Mark:
    """Withhold the words quoted, at the place where they stand for the given time (1 is the first) in one field.

    ``saved`` adds its exemption with all that is to be said for it; ``reasoning`` numbers the reasons of the others.
    ``role`` is a label for the public, from the fixed list.
    """
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
    grounds = grounds_for(release, exemptions, reason, saved=saved, reasoning=reasoning, role=role, by=by)
    return _mark(release, Place(path, start, end), grounds, by=by)


@audited
def mark_stretches(
    *,
    release: ReleaseCopy,
    stretches: Sequence[Stretch],
    exemptions: Sequence[Exemption],
    reason: str,
    by: User,
    saved: SavedReason | None = None,
    role: str = "",
) -> list[Mark]:
    """Withhold stretches that were chosen on a page, all or none, on the same grounds.

    Raises Conflict where one of them does not hold exactly the words that were shown: nothing is guessed or clipped.
    """
    release = _lock_for_marking(release, by=by)
    if not stretches:
        raise Denied("Choose the words to withhold.")
    content, moment = snapshots.content_of(release.snapshot), clock.now()
    for stretch in stretches:
        try:
            check_stands(content, stretch)
        except NotThere as not_there:
            raise Conflict(str(not_there)) from not_there
    grounds = grounds_for(release, exemptions, reason, saved=saved, role=role, by=by)
    return [
        _mark(release, Place(stretch.path, stretch.start, stretch.end), grounds, by=by, at=moment)
        for stretch in stretches
    ]


@audited
def mark_whole(
    *,
    release: ReleaseCopy,
    path: str,
    whole: str,
    exemptions: Sequence[Exemption],
    reason: str,
    by: User,
    saved: SavedReason | None = None,
    reasoning: int = 1,
    role: str = "",
) -> Mark:
    """Withhold a whole field, or a whole row, whatever stands in it."""
    release = _lock_for_marking(release, by=by)
    content = snapshots.content_of(release.snapshot)
    places = content.rows() if whole == Mark.Whole.ROW else content.fields()
    if whole not in (Mark.Whole.ROW, Mark.Whole.FIELD) or path not in places:
        raise Denied(f"There is no {whole or 'field'} '{path}' in this document.")
    grounds = grounds_for(release, exemptions, reason, saved=saved, reasoning=reasoning, role=role, by=by)
    return _mark(release, Place(path, whole=whole), grounds, by=by)


@audited
def remove_mark(*, mark: Mark, by: User) -> None:
    """Take a mark off. It stays on record, and who took it off may not approve the release."""
    release = _lock_for_marking(mark.release, by=by)
    _take_off(release, mark, by=by, at=clock.now())


@audited
def change_mark(*, mark: Mark, exemptions: Sequence[Exemption], reason: str, role: str, by: User) -> Mark:
    """Take a mark off and make it again on other grounds or with another label, as one step.

    An exemption that it keeps, keeps its reasons.
    """
    release = _lock_for_marking(mark.release, by=by)
    if role != mark.role:
        check_is_offered(role)
    kept = mark.numbers_of_reasons()
    rests_on = {each.code: (each, kept.get(each.code, 1)) for each in exemptions}.values()
    return _remade(release, mark, Grounds(reason, tuple(rests_on), role), by=by)


@audited
def rest_on(*, mark: Mark, exemption: Exemption, reasoning: int, by: User) -> Mark:
    """Take a mark off and make it again on the reasons of another number for one of its exemptions, as one step."""
    release = _lock_for_marking(mark.release, by=by)
    standing = {ground.exemption.code: ground for ground in mark.grounds.select_related("exemption")}
    if exemption.code not in standing or not 1 <= reasoning <= release.highest_number_of_reasons(exemption) + 1:
        raise Denied("This mark cannot rest on these reasons.")
    rests_on = tuple(
        (ground.exemption, reasoning if code == exemption.code else ground.reasoning)
        for code, ground in standing.items()
    )
    return _remade(release, mark, Grounds(mark.reason, rests_on, mark.role), by=by)


@audited
def undo_last_step(*, release: ReleaseCopy, marks_revision: int, by: User) -> list[Mark]:
    """Go back one step: take off what it made, and make again what it took off. Gives the marks it touched.

    Everything stays on record: an undone mark as one taken off, one made again as a new mark. Raises Conflict where
    the marks are no longer those of the page on which somebody asked for it.
    """
    release = _lock_at(release, marks_revision, by=by)
    back = step_back(release.every_mark())
    if back is None:
        raise Denied("There is no step to undo.")
    return _step(release, back, by=by)


@audited
def redo_last_step(*, release: ReleaseCopy, marks_revision: int, by: User) -> list[Mark]:
    """Do again the step that was undone last, on the same terms. Gives the marks it touched."""
    release = _lock_at(release, marks_revision, by=by)
    on = step_on(release.every_mark())
    if on is None:
        raise Denied("There is no step to do again.")
    return _step(release, on, by=by)


@audited
def carry_unchanged_marks(*, release: ReleaseCopy, by: User) -> list[Mark]:
    """Make every undecided mark of the earlier copy again whose field or row reads word for word as it did.

    One at whose place a mark stands already is left to be decided on: the two may rest on other grounds.
    """
    release = _lock_for_marking(release, by=by)
    moment = clock.now()
    standing = {_place_of(mark) for mark in release.standing_marks()}
    unchanged = [
        (offer, found) for offer, found in offers_found(release) if found.is_unchanged and found.place not in standing
    ]
    if not unchanged:
        raise Denied("No mark is left whose words are the same and not marked already. Decide on each of the others.")
    return [_carry(release, offer, found, by=by, at=moment) for offer, found in unchanged]


@audited
def carry_mark(*, offer: MarkOffer, place: str, by: User) -> Mark:
    """Make a mark of the earlier copy again where its words stand now. ``place`` is where the person saw them."""
    release = _lock_for_marking(offer.release, by=by)
    _check_undecided(offer)
    found = found_for(offer)
    if found.place is None:
        raise Denied(found.says)
    if place != found.place.key:
        raise Conflict("The words do not stand at the place that you were shown. Look at the mark again.")
    return _carry(release, offer, found, by=by, at=clock.now())


@audited
def leave_mark_off(*, offer: MarkOffer, reason: str, by: User) -> OfferDecision:
    """Decide that a mark of the earlier copy is not made again, and say why."""
    release = _lock_for_marking(offer.release, by=by)
    _check_undecided(offer)
    if not reason.strip():
        raise Denied("Say why this mark is left off.")
    decision = OfferDecision.objects.create(
        offer=offer,
        kind=OfferDecision.Kind.LEFT_OFF,
        reason=canonical(reason),
        decided_at=clock.now(),
        decided_by=by,
    )
    _marks_changed(release)
    sentence = f"Left off mark {offer.mark_id} of {offer.mark.release.number}"
    record("mark.left_off", by=by, about=release, sentence=sentence, mark=offer.mark_id)
    return decision


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


def _lock_at(release: ReleaseCopy, marks_revision: int, *, by: User) -> ReleaseCopy:
    release = _lock_for_marking(release, by=by)
    if marks_revision != release.marks_revision:
        raise Conflict(
            "The marks have changed since this page was made, so nothing was undone or done again. Look at them."
        )
    return release


def _step(release: ReleaseCopy, step: Step, *, by: User) -> list[Mark]:
    moment = clock.now()
    for mark in step.taken_off:
        _take_off(release, mark, by=by, at=moment)
    made_again = [_made_again(release, mark, _place_of(mark), by=by, at=moment) for mark in step.made_again]
    return [*made_again, *step.taken_off]


def _mark(release: ReleaseCopy, place: Place, grounds: Grounds, *, by: User, at: datetime | None = None) -> Mark:
    if not grounds.reason.strip():
        raise Denied("Give the reason for withholding this.")
    rests_on = {exemption.code: (exemption, number) for exemption, number in grounds.rests_on}
    try:
        check_codes(exemption.cited for exemption, _ in rests_on.values())
    except ValueError as error:
        raise Denied(str(error)) from error
    for partner in Exemption.objects.in_force(on=clock.today()).filter(
        cited__in=cited_beside(exemption.cited for exemption, _ in rests_on.values())
    ):
        rests_on.setdefault(partner.code, (partner, 1))
    here = asdict(place)
    if release.standing_marks().filter(**here).exists():
        raise Conflict("These words are marked already. Take the mark off first if its exemptions are wrong.")

    mark = release.marks.create(
        **here,
        reason=canonical(grounds.reason),
        role=grounds.role,
        made_at=at or clock.now(),
        made_by=by,
    )
    for exemption, number in rests_on.values():
        mark.grounds.create(exemption=exemption, reasoning=number)
    _marks_changed(release)
    record(
        "mark.made",
        by=by,
        about=release,
        sentence=f"Made mark {mark.pk}",
        mark=mark.pk,
        path=place.path,
        exemptions=", ".join(mark.codes()),
        **({"role": mark.role} if mark.role else {}),
    )
    return mark


def _remade(release: ReleaseCopy, mark: Mark, grounds: Grounds, *, by: User) -> Mark:
    _take_off(release, mark, by=by, at=(moment := clock.now()))
    return _mark(release, _place_of(mark), grounds, by=by, at=moment)


def _carry(release: ReleaseCopy, offer: MarkOffer, found: Found, *, by: User, at: datetime) -> Mark:
    """The same mark in the new copy, on the same grounds, and the decision that it was carried over."""
    assert found.place is not None  # noqa: S101
    mark = _made_again(release, offer.mark, found.place, by=by, at=at)
    kind = OfferDecision.Kind.UNCHANGED if found.is_unchanged else OfferDecision.Kind.FOUND_AGAIN
    OfferDecision.objects.create(offer=offer, kind=kind, mark=mark, decided_at=at, decided_by=by)
    sentence = f"Carried mark {offer.mark_id} of {offer.mark.release.number} over as mark {mark.pk}"
    record("mark.carried", by=by, about=release, sentence=sentence, mark=mark.pk, carried_from=offer.mark_id)
    return mark


def _made_again(release: ReleaseCopy, mark: Mark, place: Place, *, by: User, at: datetime) -> Mark:
    """A mark with all that an earlier one rests on; the reasons of an earlier copy are written down in this one."""
    rests_on = []
    for ground in mark.grounds.select_related("exemption"):
        number = ground.reasoning
        if mark.release_id != release.pk:
            earlier = mark.release.reasonings.standing().get((ground.exemption.code, number))
            said = earlier.answers if earlier else {}
            number = use_reasons(release=release, exemption=ground.exemption, answers=said, by=by)
        rests_on.append((ground.exemption, number))
    return _mark(release, place, Grounds(mark.reason, tuple(rests_on), mark.role), by=by, at=at)


def _place_of(mark: Mark) -> Place:
    return Place(mark.path, mark.start, mark.end, mark.whole)


def _check_undecided(offer: MarkOffer) -> None:
    if offer.is_decided:
        raise Denied("This mark of the earlier copy was already decided on.")


def _take_off(release: ReleaseCopy, mark: Mark, *, by: User, at: datetime) -> None:
    mark = Mark.objects.select_for_update().get(pk=mark.pk)
    if mark.removed_at is not None:
        raise Denied("This mark was already taken off.")
    mark.removed_at, mark.removed_by = at, by
    mark.save(update_fields=["removed_at", "removed_by"])
    _marks_changed(release)
    record("mark.removed", by=by, about=release, sentence=f"Took mark {mark.pk} off", mark=mark.pk)


def _marks_changed(release: ReleaseCopy) -> None:
    release.marks_revision += 1
    release.save(update_fields=["marks_revision"])
