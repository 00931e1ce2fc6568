"""What the record says that bears on one axis: who raised which concern, what was checked, what was found, how old."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assessments.dating import last_day_of
from assessments.models import Check, EvidenceSource, Finding, Risk, Version, rows_of
from assessments.parts import Axis, Placement
from cia.accounts.models import force_setting
from stakeholders.models import Concern


@dataclass(frozen=True)
class Said:
    """One thing that the record says. ``flag`` is what makes it weaker, in words."""

    heading: str
    text: str
    flag: str = ""


def bearing_on(version: Version, axis: Axis, *, on: date) -> tuple[Said, ...]:
    """Concerns bear on what people feel, checks on what happens, risks on what may; findings on the axis they are
    placed under, or on all of them."""
    return (
        *(_concerns(version) if axis == Axis.EXPERIENCED else ()),
        *(_checks(version) if axis == Axis.EVIDENCED else ()),
        *(_risks(version) if axis == Axis.POTENTIAL else ()),
        *_findings(version, axis, on=on),
    )


def age_of(dated: str, *, on: date) -> str:
    """What is wrong with the age of something found: that nobody knows it, or that it is past the force's setting."""
    day, days = last_day_of(dated), int(force_setting("evidence_old_after_days", on=on))
    if day is None:
        return "No date"
    return f"Older than {days} days" if on - day > timedelta(days=days) else ""


def _concerns(version: Version) -> Iterator[Said]:
    """Those of a contact that was corrected stay with what was written first, so they count too."""
    concerns = (
        Concern.objects.filter(contact__assessment_links__assessment=version.assessment_id)
        .select_related("contact")
        .prefetch_related("contact__parties", "events")
    )
    for concern in concerns:
        latest = concern.latest
        who = "; ".join(str(party) for party in concern.contact.parties.all()) or "Somebody"
        yield Said(
            heading=f"{who}: {concern.get_tag_display()}",
            text=concern.text,
            flag="" if latest and latest.kind == "content" else (latest.get_kind_display() if latest else "Open"),
        )


def _checks(version: Version) -> Iterator[Said]:
    check: Check
    for check in rows_of(version, "check"):
        lacks = [what for what, given in (("time", check.checked_at), ("name", check.checker)) if not given]
        when = check.as_typed("checked")
        yield Said(
            heading=f"{check}, {check.what}{f', {when}' if when else ''}",
            text=check.result,
            flag=f"No {' and no '.join(lacks)}" if lacks else "",
        )


def _risks(version: Version) -> Iterator[Said]:
    risk: Risk
    for risk in rows_of(version, "risk"):
        how_likely = f"How likely: {risk.likelihood}" if risk.likelihood else ""
        yield Said(heading=f"{risk}{f'. {how_likely}' if how_likely else ''}", text=risk.text)


def _findings(version: Version, axis: Axis, *, on: date) -> Iterator[Said]:
    sources: dict[int, EvidenceSource] = {source.number: source for source in rows_of(version, "source")}
    finding: Finding
    for finding in rows_of(version, "finding"):
        source = sources[finding.source]
        if source.placement in {axis.value, Placement.BEFORE_THE_AXES}:
            stance = f", {finding.get_stance_display().lower()}" if finding.stance else ""
            dated = f", {finding.dated}" if finding.dated else ""
            yield Said(
                heading=f"{finding}, {source.heading}{dated}{stance}",
                text="\n".join(part for part in (finding.text, finding.figures) if part),
                flag=age_of(finding.dated, on=on),
            )
