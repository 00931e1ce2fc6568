"""Whether an assessment is current, with every reason and the way to mend it. Computed when asked, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.urls import reverse

from assessments.lifecycle import WAS_SIGNED_OFF, State
from assessments.models import Assessment, Version
from assessments.reassessments import reassessments_of
from cia.accounts.models import force_setting
from cia.clock import local
from cia.ui.moments import how_long, moment_in_words

NOT_AN_AUTHORITY = "This assessment is not the authority to deploy."


class Answer(models.TextChoices):
    """The first answers to whether an assessment is current; others come before these where they apply."""

    NOT_SIGNED_OFF = "not_signed_off", "Not signed off"
    OVERDUE = "overdue", "Reassessment overdue"
    CURRENT = "current", "Current"
    CANCELLED = "cancelled", "Cancelled"
    CLOSED = "closed", "Closed"


_COLOURS = {Answer.CURRENT: "green", Answer.OVERDUE: "red", Answer.CANCELLED: "orange"}


@dataclass(frozen=True)
class Reason:
    """Why it stands so, and where that can be mended."""

    sentence: str
    url: str = ""
    link: str = ""


@dataclass(frozen=True)
class Standing:
    """The answer for one moment."""

    answer: Answer
    reasons: tuple[Reason, ...]
    at: datetime

    @property
    def word(self) -> str:
        return str(self.answer.label)

    @property
    def colour(self) -> str:
        """The colour of its tag, which only adds."""
        return _COLOURS.get(self.answer, "grey")

    @property
    def sentence(self) -> str:
        return " ".join(reason.sentence for reason in self.reasons)


def standing_of(assessment: Assessment, *, at: datetime) -> Standing:
    """How a file stands. Costs no query where it was fetched ``with_standing``, but for the settings."""
    versions = list(assessment.versions.all())
    in_force = next((version for version in versions if version.state == State.SIGNED_OFF), None)
    being_written = next((version for version in versions if version.is_open), None)
    if in_force is None:
        return _without_one_in_force(versions, being_written, at=at)
    answer, reasons = _in_force(assessment, in_force, at=at)
    if being_written is not None:
        reasons = (*reasons, _changes_nothing(being_written))
    return Standing(answer, reasons, at)


def what_it_is(version: Version) -> str:
    """The state of a version as it stands in a sentence: "version 2.0 is ..."."""
    return {
        State.DRAFT: "a draft",
        State.SUBMITTED: "waiting for the authorising officer",
        State.RETURNED: "back with its author, with questions",
    }.get(State(version.state), version.get_state_display().lower())


def grace(*, at: datetime) -> timedelta:
    """How long after its moment a reassessment may be made before it counts as overdue."""
    return timedelta(minutes=force_setting("reassessment_grace_minutes", on=local(at).date()))


def _in_force(assessment: Assessment, version: Version, *, at: datetime) -> tuple[Answer, tuple[Reason, ...]]:
    signed = f"Version {version.printed_number} is signed off and in force."
    url = reverse("reassess", args=[assessment.reference])
    waited_for = reassessments_of(assessment, at=at).waited_for()
    if waited_for is None:
        return Answer.CURRENT, (Reason(f"{signed} No reassessment is due."),)
    due = moment_in_words(waited_for.due_at)
    away = how_long(waited_for.due_at, now=at)
    if at <= waited_for.due_at:
        return Answer.CURRENT, (Reason(f"{signed} Its next reassessment is due {due}, {away}.", url, "Reassess"),)
    if at > waited_for.due_at + grace(at=at):
        overdue = Reason(f"A reassessment was due {due}, {away}, and was not made.", url, "Reassess now")
        return Answer.OVERDUE, (overdue, Reason(signed))
    return Answer.CURRENT, (Reason(f"{signed} A reassessment was due {due}, {away}.", url, "Reassess now"),)


def _changes_nothing(version: Version) -> Reason:
    return Reason(
        f"Version {version.printed_number} is {what_it_is(version)}, and changes nothing until it is signed off."
    )


def _without_one_in_force(versions: list[Version], being_written: Version | None, *, at: datetime) -> Standing:
    latest = versions[-1]
    ended = next((version for version in reversed(versions) if version.state in WAS_SIGNED_OFF), None)
    written = [_changes_nothing(being_written)] if being_written else []
    if ended is None or getattr(ended, "ending", None) is None:
        sentence = f"No version is in force: version {latest.printed_number} is {what_it_is(latest)}."
        mended = Reason(sentence, latest.get_absolute_url(), f"Open version {latest.printed_number}")
        return Standing(Answer.NOT_SIGNED_OFF, (mended,), at)
    by = f"{ended.ending.rank_then} {ended.ending.name_then}".strip()
    sentence = (
        f"Version {ended.printed_number} was {ended.ending.get_kind_display().lower()} "
        f"at {moment_in_words(ended.ending.ended_at)} by {by}."
    )
    url = "" if being_written else reverse("next-version", args=[ended.assessment.reference])
    reason = Reason(sentence, url, "Open the next version" if url else "")
    return Standing(Answer(ended.ending.kind), (reason, *written), at)
