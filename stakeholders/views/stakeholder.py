from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property

from cia.authorisation import verdict
from cia.ui.pages import PlainPage
from stakeholders import linking, permissions
from stakeholders.models import Contact
from stakeholders.views.page import StakeholderPage
from stakeholders.views.shown import concern_lines, promise_lines

CONTACTS_SHOWN = 50


class StakeholderView(StakeholderPage, PlainPage):
    """One entry: who they are, how to reach them, and the contacts with them that one may read."""

    template_name = "stakeholders/stakeholder.html"

    def get_heading(self) -> str:
        return self.stakeholder.name or str(self.stakeholder)

    @cached_property
    def readable(self) -> list[Contact]:
        """Every text with them that one may read, the latest first."""
        with_them = Contact.objects.filter(parties__stakeholder__in=[self.stakeholder, *self.stakeholder.merged.all()])
        readable = with_them.readable_by(self.user, at=self.at).distinct().select_related("made_by")
        return list(readable.prefetch_related("corrections").order_by("-recorded_at", "-pk"))

    def get_marking(self) -> str:
        return linking.marking_of(self.readable, self.user, at=self.at)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        contacts = [contact for contact in self.readable if not contact.corrections.all()][:CONTACTS_SHOWN]
        texts = self.readable
        return super().get_context_data(**kwargs) | {
            "contacts": contacts,
            "concerns": concern_lines(texts, self.user, at=self.at),
            "promises": promise_lines(texts, self.user, at=self.at),
            "merged": self.stakeholder.merged.all(),
            "may_change": verdict(permissions.check_edit_directory, self.user, self.stakeholder.unit, at=self.at),
            "may_log": verdict(permissions.check_log_contact_somewhere, self.user, at=self.at),
        }
