from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from assessments import permissions
from assessments.deployments import NONE_RECORDED, deployments_at_a_glance, recorded_authorities, version_that_says
from assessments.documents.sections.levels import levels_of_file
from assessments.documents.sheet import SectionOnSheet, sections_on_sheet
from assessments.models import Assessment, Version, rows_of
from assessments.reassessments import sign_off_of, standing_entries
from assessments.standing import NOT_AN_AUTHORITY, what_it_is
from assessments.views.page import AssessmentPage
from cia.accounts.models import User
from cia.audit.models import Event
from cia.audit.trail import history_of
from cia.authorisation import verdict
from cia.ui.pages import PlainPage


@dataclass(frozen=True)
class Happening:
    """One line of what was done: by whom, when, and what."""

    sentence: str
    by: str
    at: datetime


class AssessmentView(AssessmentPage, PlainPage):
    """The file: how it stands, its versions, the people let in, and what was done."""

    template_name = "assessments/assessment.html"

    def get_heading(self) -> str:
        return self.latest.cover.title or "Untitled assessment"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_read_history = verdict(permissions.check_read_history, self.user, self.assessment, at=self.at)
        in_force = self.assessment.version_in_force
        said = version_that_says(self.assessment)
        may_read_said = verdict(permissions.check_read_version, self.user, said, at=self.at)
        return super().get_context_data(**kwargs) | {
            "in_force": in_force,
            "may_end": in_force and verdict(permissions.check_cancel, self.user, in_force, at=self.at),
            "may_reassess": verdict(permissions.check_reassess, self.user, self.assessment, at=self.at),
            "standing": self.assessment.standing(at=self.at),
            "not_an_authority": NOT_AN_AUTHORITY,
            **(self.deployed(said) if may_read_said else {}),
            "line": self.line_of_levels(),
            "family": self.family(),
            "may_place": verdict(permissions.check_place_below, self.user, self.assessment, at=self.at),
            "contacts": self.assessment.assessment_contacts.count(),
            "versions": [
                {
                    "version": version,
                    "state": what_it_is(version),
                    "may_read": verdict(permissions.check_read_version, self.user, version, at=self.at),
                }
                for version in reversed(self.assessment.versions.all())
            ],
            "named_people": self.assessment.named_people.filter(ended_at=None).select_related("person"),
            "may_name": verdict(permissions.check_post_person, self.user, self.assessment, at=self.at),
            "holds": self.assessment.holds.standing().select_related("placed_by"),
            "may_open_next": verdict(permissions.check_open_next_version, self.user, self.assessment, at=self.at),
            "may_read_history": may_read_history,
            "history": history(self.assessment) if may_read_history else [],
        }

    def line_of_levels(self) -> SectionOnSheet | None:
        """The levels of every signed version that one may read, and of the reassessments."""
        signed = [
            (version, decision)
            for version in self.assessment.versions.all()
            if (decision := sign_off_of(version)) is not None
            and verdict(permissions.check_read_version, self.user, version, at=self.at)
        ]
        entries = self.assessment.log_entries.select_related("corrects").prefetch_related("restated")
        section = levels_of_file(signed, standing_entries(entries))
        return sections_on_sheet([section])[0] if section else None

    def family(self) -> dict[str, Any]:
        """The overarching assessment over this one and those below it, as far as one may read them."""
        readable = Assessment.objects.readable_by(self.user, at=self.at).prefetch_related("versions__cover")
        return {
            "parent": readable.filter(children=self.assessment).first(),
            "has_parent": self.assessment.parent_id is not None,
            "children": readable.filter(parent=self.assessment),
        }

    def deployed(self, version: Version) -> dict[str, Any]:
        """What this version says is deployed, and the authority that was recorded for it."""
        return {
            "authorities": recorded_authorities(version) or [NONE_RECORDED],
            "deployments": deployments_at_a_glance(version),
            "objectives": [row for row in rows_of(version, "deployment") if row.objectives.strip()],
        }


def history(assessment: Assessment) -> list[Happening]:
    """What was done to a file, the latest first; a run of saves by one person is one line."""
    events: Sequence[Event] = list(history_of(assessment))
    people = User.objects.in_bulk([event.actor_id for event in events if event.actor_id])
    lines = []
    for (actor_id, is_save), run in groupby(events, key=lambda event: (event.actor_id, event.action == "part.saved")):
        together = list(run)
        by = str(people.get(actor_id, "The service")) if actor_id else "The service"
        if is_save and len(together) > 1:
            lines.append(Happening(f"Saved {len(together)} times while writing", by, together[-1].at))
        else:
            lines += [Happening(event.sentence, by, event.at) for event in together]
    return lines[::-1]
