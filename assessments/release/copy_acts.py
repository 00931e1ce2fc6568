"""The acts of a rehearsal that concern an earlier copy of the same assessment."""

from __future__ import annotations

from assessments.documents.lines import Lines, text_of
from assessments.release.actions.marking import carry_mark, carry_unchanged_marks, leave_mark_off
from assessments.release.acts import Act
from assessments.release.models import ReleaseCopy
from assessments.release.offered import offers_found
from cia.accounts.models import User


class CarryMarks(Act, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="carry_marks"):
    """Carry the marks of the earlier copy over, and leave off those whose words stand nowhere, for the reasons."""

    reasons: Lines = ()


CopyAct = CarryMarks
DOING = {CarryMarks: "carrying the marks of the earlier copy over"}


def carry_out(act: CopyAct, *, release: ReleaseCopy, by: User) -> None:
    """One of these acts, at this moment. Raises ``Denied`` or ``Unacceptable`` where the service says no."""
    found = offers_found(release)
    if any(each.is_unchanged for _, each in found):
        carry_unchanged_marks(release=release, by=by)
    for offer, each in found:
        if each.is_unchanged:
            continue
        if each.place is not None:
            carry_mark(offer=offer, place=each.place.key, by=by)
        else:
            leave_mark_off(offer=offer, reason=text_of(act.reasons), by=by)
