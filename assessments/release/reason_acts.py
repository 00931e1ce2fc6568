"""The acts of a rehearsal that say why an exemption applies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from assessments.documents.lines import Lines, text_of
from assessments.release.actions.reasoning import write_reasons
from assessments.release.acts import Act
from assessments.release.models import Exemption, ReleaseCopy
from cia.accounts.models import User
from cia.authorisation import Denied


class WrittenReasons(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Why one exemption applies. What it asks for depends on it; ``number`` is other than 1 where marks differ."""

    exemption: str
    number: Annotated[int, Meta(ge=1)] = 1
    likelihood: Literal["", "would", "would be likely to"] = ""
    harm: Lines = ()
    legitimate_interest: Lines = ()
    necessity: Lines = ()
    rights_balance: Lines = ()
    confidence_quality: Lines = ()
    confidence_obligation: Lines = ()
    confidence_detriment: Lines = ()
    qualified_person: str = ""
    opinion_on: str = ""
    opinion: Lines = ()
    interest_for: Lines = ()
    interest_against: Lines = ()
    interest_balance: Lines = ()
    decided_by: str = ""
    decided_on: str = ""
    alternative: Lines = ()


class WriteReasons(Act, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="write_reasons"):
    """Write why each exemption applies, before the file is sent for checking."""

    reasons: tuple[WrittenReasons, ...]


ReasonAct = WriteReasons
DOING = {WriteReasons: "writing the reasons"}


def carry_out(act: ReasonAct, *, release: ReleaseCopy, exemption_of: Callable[[str], Exemption], by: User) -> None:
    """One of these acts, at this moment. Raises ``Denied`` or ``Unacceptable`` where the service says no."""
    for written in act.reasons:
        answers = msgspec.structs.asdict(written)
        exemption, number = exemption_of(answers.pop("exemption")), answers.pop("number")
        said = {name: text for name, answer in answers.items() if (text := text_of(answer))}
        before = release.reasonings.standing().get((exemption.code, number))
        seen = before.pk if before else 0
        try:
            write_reasons(release=release, exemption=exemption, number=number, answers=said, seen=seen, by=by)
        except Denied as reason:
            raise Denied(f"the reasons for {written.exemption}: {reason}") from reason
