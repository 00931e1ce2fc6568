"""On what grounds a mark rests: its exemptions, and of each the number of the reasons that were written for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.release.actions.reasoning import use_saved_reason
from assessments.release.models import Exemption, ReleaseCopy, SavedReason
from assessments.release.role_labels import labels_in_force
from cia import clock
from cia.accounts.models import User
from cia.authorisation import Denied


@dataclass(frozen=True)
class Grounds:
    """Why something is withheld: in words for the force, and each exemption with the number of its reasons.

    ``role`` is what the public reads beside the mark.
    """

    reason: str
    rests_on: tuple[tuple[Exemption, int], ...]
    role: str = ""


def grounds_for(
    release: ReleaseCopy,
    exemptions: Sequence[Exemption],
    reason: str,
    *,
    by: User,
    saved: SavedReason | None = None,
    reasoning: int = 1,
    role: str = "",
) -> Grounds:
    """What was chosen, with what a saved reason adds to it."""
    check_is_offered(role)
    rests_on = {exemption.code: (exemption, reasoning) for exemption in exemptions}
    if saved is not None:
        if not SavedReason.objects.for_release(release).filter(pk=saved.pk).exists():
            raise Denied("This saved reason is offered no more. Choose another.")
        exemption = Exemption.objects.in_force(on=clock.today()).filter(code=saved.code).first()
        if exemption is None:
            raise Denied(f"There is no exemption {saved.code} in force. Choose another reason.")
        number = use_saved_reason(release=release, exemption=exemption, saved=saved, by=by)
        rests_on[exemption.code] = (exemption, number)
        reason = reason if reason.strip() else saved.reason
    return Grounds(reason, tuple(rests_on.values()), role)


def check_is_offered(role: str) -> None:
    """Nothing but a label that may be chosen today stands beside a mark, or none."""
    if role and role not in labels_in_force(on=clock.today()):
        raise Denied("Choose one of the labels that are offered, or none.")
