from __future__ import annotations

from itertools import pairwise
from typing import Any

from cia.authorisation import verdict
from cia.ui.pages import PlainPage
from stakeholders import linking, permissions
from stakeholders.views.page import AboutContact
from stakeholders.views.shown import concern_lines, differing, promise_lines, rows_of, written_down


class ContactView(AboutContact, PlainPage):
    """One contact: all that is known of it, what is not, what it corrects, and what became of it."""

    template_name = "stakeholders/contact.html"

    def get_heading(self) -> str:
        return f"Contact with {', '.join(party.name_then or str(party) for party in self.contact.parties.all())}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        texts = [self.contact, *self.contact.earlier]
        return super().get_context_data(**kwargs) | {
            "rows": rows_of(self.contact),
            "written_down": written_down(self.contact),
            "not_recorded": self.contact.not_recorded,
            "records": self.records,
            "correction": self.contact.correction,
            "earlier": [
                {"written_down": written_down(first), "rows": differing(first, later)}
                for later, first in pairwise(texts)
            ],
            "concerns": concern_lines(texts, self.user, at=self.at),
            "promises": promise_lines(texts, self.user, at=self.at),
            "ways_to_link": linking.ways_to_link(self.contact),
            "may_log_another": verdict(permissions.check_log_contact_somewhere, self.user, at=self.at),
            "may_correct": verdict(permissions.check_correct_contact, self.user, self.contact, at=self.at),
        }
