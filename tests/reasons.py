"""Whatever the exemptions of a release need, written down, for tests that are about something else."""

from __future__ import annotations

from assessments.release.actions.reasoning import write_reasons
from assessments.release.models import ReleaseCopy
from assessments.release.reasoning import Part
from assessments.release.reasons import reasons_of
from cia import clock
from cia.accounts.models import User


def give_reasons(release: ReleaseCopy, *, by: User) -> ReleaseCopy:
    """Answer all that is missing, as the marks stand now."""
    for each in reasons_of(release, on=clock.today()):
        if each.missing:
            answers = {part.name: each.answers.get(part.name) or answer_to(part) for part in each.parts}
            write_reasons(
                release=release, exemption=each.exemption, number=each.number, answers=answers, seen=each.seen, by=by
            )
    return ReleaseCopy.objects.get(pk=release.pk)


def answer_to(part: Part) -> str:
    match part.kind:
        case "likelihood":
            return "would be likely to"
        case "date":
            return clock.today().isoformat()
        case _:
            return f"An answer about {part.name.replace('_', ' ')}."
