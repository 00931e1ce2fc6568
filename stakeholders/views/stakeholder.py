from __future__ import annotations

from typing import Any

from cia.authorisation import verdict
from cia.ui.pages import PlainPage
from stakeholders import permissions
from stakeholders.models import Contact
from stakeholders.views.page import StakeholderPage
from stakeholders.views.shown import concern_lines, promise_lines

CONTACTS_SHOWN = 50


class StakeholderView(StakeholderPage, PlainPage):
    """One entry: who they are, how to reach them, and the contacts with them that one may read."""

    template_name = "stakeholders/stakeholder.html"

    def get_heading(self) -> str:
        return self.stakeholder.name or str(self.stakeholder)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        with_them = Contact.objects.filter(parties__stakeholder__in=[self.stakeholder, *self.stakeholder.merged.all()])
        readable = with_them.readable_by(self.user, at=self.at).distinct()
        standing = readable.standing().prefetch_related("parties").order_by("-recorded_at", "-pk")
        contacts = list(standing[:CONTACTS_SHOWN])
        texts = list(readable)
        return super().get_context_data(**kwargs) | {
            "contacts": contacts,
            "concerns": concern_lines(texts, self.user, at=self.at),
            "promises": promise_lines(texts, self.user, at=self.at),
            "merged": self.stakeholder.merged.all(),
            "may_change": verdict(permissions.check_edit_directory, self.user, self.stakeholder.unit, at=self.at),
            "may_log": verdict(permissions.check_log_contact_somewhere, self.user, at=self.at),
        }
