from __future__ import annotations

from typing import Any

from cia.ui.pages import PlainPage
from stakeholders import permissions
from stakeholders.models import Commitment
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
        if not Commitment.objects.filter(owner=self.user).exists():
            permissions.check_log_contact_somewhere(self.user, at=self.at)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        promises = (
            Commitment.objects.of_unit(self.user, at=self.at)
            if self.is_of_units
            else Commitment.objects.readable_by(self.user, at=self.at).filter(owner=self.user)
        )
        promises = promises.select_related("unit", "owner", "contact__unit").prefetch_related("events__recorded_by")
        lines = [promise_line(promise, self.user, at=self.at) for promise in promises.unsettled()]
        ended = promises.settled().order_by("-recorded_at", "-pk")[:ENDED_SHOWN]
        ended_lines = [promise_line(promise, self.user, at=self.at) for promise in ended]
        return super().get_context_data(**kwargs) | {
            "is_of_units": self.is_of_units,
            "is_empty": not lines and not ended_lines,
            "lists": [
                ("Overdue", [line for line in lines if self._is_overdue(line)]),
                ("Due next", [line for line in lines if line.promise.due_at and not self._is_overdue(line)]),
                ("Open, without a date", [line for line in lines if not line.promise.due_at]),
                ("Ended", ended_lines),
            ],
        }

    def _is_overdue(self, line: PromiseLine) -> bool:
        return line.promise.due_at is not None and line.promise.due_at < self.at
