"""What a file says of its deployments: authority, times, places. The version in force says it, or the latest one."""

from __future__ import annotations

from assessments.models import Assessment, Authority, Deployment, Version, rows_of

NONE_RECORDED = "No authority to deploy is recorded here."


def version_that_says(assessment: Assessment) -> Version:
    """The version whose rows are the file's word on what is deployed."""
    return assessment.version_in_force or assessment.latest_version


def recorded_authorities(version: Version) -> list[str]:
    """Each authority as it was recorded, in one sentence."""
    return [_authority(row) for row in rows_of(version, "authority")]


def deployments_at_a_glance(version: Version) -> list[tuple[str, list[dict[str, str]]]]:
    """Each deployment by name, with its questions and answers; what nobody answered is left out."""
    return [(row.name, _answers(version, row)) for row in rows_of(version, "deployment")]


def _answers(version: Version, row: Deployment) -> list[dict[str, str]]:
    sessions = [
        f"{each.as_typed('begins')} to {each.as_typed('ends')}"
        for each in rows_of(version, "session").filter(deployment=row.number)
    ]
    places = [
        f"{each.place}{_since(each.as_typed('begins'), each.as_typed('ends'))}"
        for each in rows_of(version, "place").filter(deployment=row.number)
    ]
    command = [
        f"{name}: {person}"
        for name, person in (("Gold", row.gold), ("Silver", row.silver), ("Bronze", row.bronze))
        if person
    ]
    asked = [
        ("When", "\n".join(sessions)),
        ("Where", "\n".join(places)),
        ("Tactic", row.tactic),
        ("Command", "\n".join(command)),
    ]
    return [{"key": key, "value": value} for key, value in asked if value]


def _since(begins: str, ends: str) -> str:
    """How long a place was the place, as the end of a line."""
    since, until = f"since {begins}" if begins else "", f"until {ends}" if ends else ""
    told = " ".join(part for part in (since, until) if part)
    return f", {told}" if told else ""


def _authority(row: Authority) -> str:
    by = " ".join(part for part in (row.rank, row.given_by) if part)
    parts = [
        f"{row.reference}, recorded as given",
        row.get_form_display().lower() if row.form else "",
        f"by {by}" if by else "",
        f"from {row.as_typed('begins')}" if row.as_typed("begins") else "",
        f"until {row.as_typed('ends')}" if row.as_typed("ends") else "",
    ]
    return f"{' '.join(part for part in parts if part)}."
