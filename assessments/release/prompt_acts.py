"""The acts of a rehearsal that decide on what the marks missed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct

from assessments.documents.snapshot import content_of
from assessments.release.actions.prompts import keep_mentions
from assessments.release.acts import Act
from assessments.release.locating import locate
from assessments.release.models import ReleaseCopy
from assessments.release.prompting import Prompt, prompt_groups
from assessments.release.redacting import NotThere
from cia.accounts.models import User
from cia.authorisation import Denied
from cia.canonical import canonical


class WrittenMention(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Words that may stay although they are like hidden ones.

    ``at`` is the path of the field in which they stand for the given time; without it, wherever they stand.
    """

    quote: Annotated[str, Meta(min_length=1)]
    reason: Annotated[str, Meta(min_length=1)]
    at: str = ""
    occurrence: Annotated[int, Meta(ge=1)] = 1


class KeepMentions(Act, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="keep_mentions"):
    """Keep what the marks missed, each for its reason."""

    mentions: Annotated[tuple[WrittenMention, ...], Meta(min_length=1)]


PromptAct = KeepMentions
DOING = {KeepMentions: "keeping what the marks missed"}


def carry_out(act: PromptAct, *, release: ReleaseCopy, by: User) -> None:
    """One of these acts, at this moment. Raises ``Denied`` or ``Unacceptable`` where the service says no."""
    for number, written in enumerate(act.mentions, start=1):
        prompts = [prompt for group in prompt_groups(release) for prompt in group.prompts]
        chosen = _at(release, written, prompts) if written.at else _anywhere(written, prompts)
        if not chosen:
            raise Denied(f"mention {number}: Nothing that is withheld is echoed there.")
        keep_mentions(release=release, mentions=chosen, reason=written.reason, by=by)


def _anywhere(written: WrittenMention, prompts: Sequence[Prompt]) -> list[str]:
    words = " ".join(canonical(written.quote).split())
    return [prompt.key for prompt in prompts if " ".join(prompt.mention.words.split()) == words]


def _at(release: ReleaseCopy, written: WrittenMention, prompts: Sequence[Prompt]) -> list[str]:
    field = content_of(release.snapshot).fields().get(written.at)
    if field is None:
        raise Denied(f"There is no field '{written.at}' in this document.")
    try:
        start, end = locate(field, written.quote, written.occurrence)
    except NotThere as not_there:
        raise Denied(str(not_there)) from not_there
    places = [(prompt.key, prompt.mention.place) for prompt in prompts]
    return [key for key, place in places if place.path == written.at and place.start < end and start < place.end]
