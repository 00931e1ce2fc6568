from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property

from cia.ui.pages import PlainPage
from stakeholders import linking, permissions
from stakeholders.models import Commitment
from stakeholders.models.commitment import CommitmentQuerySet
from stakeholders.views.shown import PromiseLine, promise_line

ENDED_SHOWN = 50


class PromisesView(PlainPage):
    """What was promised: one's own, or one's units'; overdue first, then due next, then without a date, then ended."""

    heading = "Promises"
    template_name = "stakeholders/promises.html"
    unredacted = True

    def prepare(self) -> None:
        super().prepare()
        self.is_of_units = self.request.GET.get("of") == "units"
        if not Commitment.objects.kept_by(self.user).exists():
            permissions.check_log_contact_somewhere(self.user, at=self.at)

    def get_marking(self) -> str:
        contacts = [line.promise.contact for line in [*self.open, *self.ended] if line.promise.contact is not None]
        return linking.marking_of(contacts, self.user, at=self.at)

    @cached_property
    def open(self) -> list[PromiseLine]:
        return [promise_line(promise, self.user, at=self.at) for promise in self.promises.unsettled()]

    @cached_property
    def ended(self) -> list[PromiseLine]:
        settled = self.promises.settled().order_by("-recorded_at", "-pk")[:ENDED_SHOWN]
        return [promise_line(promise, self.user, at=self.at) for promise in settled]

    @property
    def promises(self) -> CommitmentQuerySet:
        promises = (
            Commitment.objects.of_unit(self.user, at=self.at)
            if self.is_of_units
            else Commitment.objects.readable_by(self.user, at=self.at).kept_by(self.user)
        )
        return promises.select_related("unit", "owner", "contact__unit").prefetch_related(
            "events__recorded_by", "keeper_changes__passed_to"
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        dated = [line for line in self.open if line.promise.due_at is not None]
        return super().get_context_data(**kwargs) | {
            "is_of_units": self.is_of_units,
            "is_empty": not self.open and not self.ended,
            "lists": [
                ("Overdue", [line for line in dated if self._is_overdue(line)]),
                ("Due next", [line for line in dated if not self._is_overdue(line)]),
                ("Open, without a date", [line for line in self.open if line.promise.due_at is None]),
                ("Ended", self.ended),
            ],
        }

    def _is_overdue(self, line: PromiseLine) -> bool:
        return line.promise.due_at is not None and line.promise.due_at < self.at
