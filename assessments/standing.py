"""Whether an assessment is in force, in a sentence. Computed when asked, never stored."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.lifecycle import State
from assessments.models import Assessment, Version

NOT_AN_AUTHORITY = "This assessment is not the authority to deploy."


@dataclass(frozen=True)
class Standing:
    """A word, its sentence, and the colour of its tag, which only adds."""

    word: str
    sentence: str
    colour: str


def standing_of(assessment: Assessment) -> Standing:
    """How a file stands, from its versions. Costs one query, or none where the versions were fetched with it."""
    versions = list(assessment.versions.all())
    in_force = next((version for version in versions if version.state == State.SIGNED_OFF), None)
    open_version = next((version for version in versions if version.is_open), None)
    if in_force is None:
        return Standing("Not signed off", _not_signed_off(versions[-1]), "grey")
    sentence = f"Version {in_force.printed_number} is signed off and in force."
    if open_version is not None:
        sentence += (
            f" Version {open_version.printed_number} is {what_it_is(open_version)},"
            " and changes nothing until it is signed off."
        )
    return Standing("Signed off", sentence, "green")


def what_it_is(version: Version) -> str:
    """The state of a version as it stands in a sentence: "version 2.0 is ..."."""
    return {
        State.DRAFT: "a draft",
        State.SUBMITTED: "waiting for the authorising officer",
        State.RETURNED: "back with its author, with questions",
    }.get(State(version.state), version.get_state_display().lower())


def _not_signed_off(latest: Version) -> str:
    return f"No version is in force: version {latest.printed_number} is {what_it_is(latest)}."
