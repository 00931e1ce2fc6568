"""What the pages that show suggestions have in common."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from assessments.release.knowing import open_in, suggested_in
from assessments.release.marked_text import Dotted, StandingMark, covered_text, place_label
from assessments.release.models import SuggestionDecision
from assessments.release.offered import as_standing
from assessments.release.suggesting import Alike, Staying, Suggested, Suggestion, alike
from assessments.release.views.marking import MarkingPage
from assessments.release.wording import words_of_mark
from cia.clock import local

LEAST_SURE = 4


@dataclass(frozen=True)
class Shown:
    """Suggestions alike, as the list beside the text shows them; ``before`` is the mark whose grounds fit them too."""

    alike: Alike
    places: tuple[tuple[int, str], ...]
    label: str
    before: StandingMark | None

    @property
    def first(self) -> Suggestion:
        return self.alike.first


class SuggestingPage(MarkingPage):
    """A page that shows what is suggested."""

    @cached_property
    def suggested(self) -> Suggested:
        return suggested_in(self.release, self.content)

    @cached_property
    def groups(self) -> list[Alike]:
        return alike(open_in(self.release, self.content, self.suggested, self.standing_marks))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """A number for each place, which leads to it and tells nothing of it."""
        keys = [key for group in self.groups for key in group.keys]
        return {key: number for number, key in enumerate(keys, start=1)}

    def dotted(self) -> list[Dotted]:
        return [
            Dotted(self.numbers[each.key], group.number, each.path, each.start, each.end, each.whole, each.because)
            for group in self.groups
            for each in group.suggestions
        ]

    def suggestion_context(self) -> dict[str, Any]:
        """What the list beside the text shows."""
        shown = [self._shown(group) for group in self.groups]
        asked = self.release.harm_requests.select_related("asked_of", "answer__answered_by")
        harm = [(each, each.answered, each.is_overdue(on=local(self.at).date())) for each in asked]
        return {
            "suggestions_open": len(self.numbers),
            "suggestions": [each for each in shown if each.first.sure < LEAST_SURE],
            "less_sure": [each for each in shown if each.first.sure >= LEAST_SURE],
            "harm_asked": harm,
            "harm_answered": sum(answer is not None for _, answer, _ in harm),
            "staying": self._staying(),
            "dismissed": [self._dismissed(each) for each in self.release.suggestion_decisions.dismissed()],
        }

    def _shown(self, group: Alike) -> Shown:
        """Each place has a name of its own: the second in a field is "Purpose (2)"."""
        names = [place_label(self.content, each.path) for each in group.suggestions]
        times = [names[: place + 1].count(name) for place, name in enumerate(names)]
        counted = [f"{name} ({time})" if time > 1 else name for name, time in zip(names, times, strict=True)]
        places = tuple((self.numbers[key], name) for key, name in zip(group.keys, counted, strict=True))
        label = words_of_mark(group.first.codes).strip("[]").removeprefix("Redacted: ")
        return Shown(group, places, label, self._grounds_before.get(group.first.kind))

    @cached_property
    def _grounds_before(self) -> dict[str, StandingMark]:
        """For each kind the mark that was made of such a suggestion last."""
        accepted = self.release.suggestion_decisions.filter(kind=SuggestionDecision.Kind.ACCEPTED)
        accepted = accepted.select_related("mark__made_by").prefetch_related("mark__grounds__exemption")
        return {each.suggested_as: as_standing(each.mark) for each in accepted if each.mark is not None}

    def _staying(self) -> list[tuple[Staying, int]]:
        """Each name once, with how often it stands."""
        found: dict[str, list[Staying]] = {}
        for each in self.suggested.staying:
            found.setdefault(each.quote, []).append(each)
        return [(each[0], len(each)) for each in found.values()]

    def _dismissed(self, decision: SuggestionDecision) -> tuple[SuggestionDecision, str, str]:
        mark = StandingMark(0, decision.path, (), decision.whole, decision.start, decision.end)
        return decision, place_label(self.content, decision.path), covered_text(self.content, mark)

    def to_suggestions(self) -> HttpResponse:
        return redirect(f"{reverse('release-marks', args=[self.release.number])}#suggestions")
