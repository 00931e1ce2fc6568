from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assessments import permissions
from assessments.documents.content import Level
from assessments.models import LogEntry
from assessments.parts import Axis
from assessments.views.page import BelowAssessment
from cia.authorisation import Verdict, verdict
from cia.ui.pages import PlainPage


@dataclass(frozen=True)
class LevelLogged:
    """A level chosen anew in an entry."""

    axis: str
    level: Level
    reasons: str


@dataclass(frozen=True)
class EntryOnPage:
    """An entry with the levels chosen in it, the entry that corrects it, and whether one may do so."""

    entry: LogEntry
    levels: tuple[LevelLogged, ...]
    correction: LogEntry | None
    may_correct: Verdict

    @property
    def part(self) -> str:
        """What the entry is called among the parts of its file."""
        return f"log.{self.entry.number}"


class LogView(BelowAssessment, PlainPage):
    """The whole log in the order of recording, the newest last, as in the document."""

    heading = "Log"
    template_name = "assessments/log.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = list(
            self.assessment.log_entries.select_related("corrects", "recorded_by").prefetch_related("restated")
        )
        corrected_by = {entry.corrects_id: entry for entry in entries if entry.corrects_id}
        edition = self.latest.scale_edition
        scale = {(axis.value, level.number): level for axis in Axis for level in edition.levels(axis)}
        return super().get_context_data(**kwargs) | {
            "entries": [
                EntryOnPage(
                    entry=entry,
                    levels=tuple(
                        LevelLogged(str(axis.label), scale[axis.value, rating.level], rating.reasons)
                        for axis in Axis
                        for rating in entry.restated.all()
                        if rating.axis == axis
                    ),
                    correction=corrected_by.get(entry.pk),
                    may_correct=verdict(permissions.check_correct_entry, self.user, entry, at=self.at),
                )
                for entry in entries
            ],
            "may_log": verdict(permissions.check_log, self.user, self.assessment, at=self.at),
            "may_reassess": verdict(permissions.check_reassess, self.user, self.assessment, at=self.at),
            "standing": self.assessment.standing(at=self.at),
        }
