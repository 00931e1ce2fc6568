from __future__ import annotations

from typing import Any

from django.urls import reverse

from assessments.release.history import told
from assessments.release.lifecycle import ReleaseState
from assessments.release.models import Breach, CheckProposal, CheckReturn, Publication, ReinstatementAsked
from assessments.release.permissions import (
    check_abandon,
    check_approve,
    check_ask_to_put_back,
    check_give_back,
    check_mark,
    check_publish,
    check_put_back,
    check_take_down,
)
from assessments.release.views.pages import ReleasePage
from cia.accounts.models import User
from cia.audit.trail import history_of
from cia.authorisation import Verdict, verdict
from cia.ui.moments import moment_in_words
from cia.ui.pages import PlainPage

COLOURS = {
    ReleaseState.MARKING: "yellow",
    ReleaseState.CHECKING: "blue",
    ReleaseState.APPROVED: "turquoise",
    ReleaseState.PUBLISHED: "green",
    ReleaseState.TAKEN_DOWN: "red",
    ReleaseState.ABANDONED: "grey",
}


class ReleaseView(ReleasePage, PlainPage):
    template_name = "release/release.html"
    unredacted = True

    def get_heading(self) -> str:
        return self.release.snapshot.version.cover.title

    def get_breadcrumbs(self) -> list[tuple[str, str]]:
        return [("Releases", reverse("releases"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        state = ReleaseState(self.release.state)
        publication = Publication.objects.filter(number=self.release.number).first()
        proposals = CheckProposal.objects.of_release(self.release).unanswered()
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "state": state,
            "colour": COLOURS[state],
            "rows": self._rows(),
            "may_mark": verdict(check_mark, self.user, self.release, at=self.at),
            "may_approve": verdict(check_approve, self.user, self.release, at=self.at),
            "may_publish": verdict(check_publish, self.user, self.release, at=self.at),
            "may_give_back": verdict(check_give_back, self.user, self.release, at=self.at),
            "may_abandon": verdict(check_abandon, self.user, self.release, at=self.at),
            "may_take_down": publication and verdict(check_take_down, self.user, publication, at=self.at),
            "publication": publication,
            "withdrawal": publication and publication.withdrawal,
            "may_put_back": publication and self._may_put_back(publication),
            "breach": Breach.objects.filter(withdrawal__publication=publication).order_by("pk").last(),
            "given_back": CheckReturn.objects.filter(candidate__release=self.release).order_by("pk").last(),
            "proposal": proposals.first(),
            "proposals_waiting": proposals.count(),
            "offers": self.release.offers.undecided().count(),
            "has_file": self.release.candidates.exists(),
            "events": self._events(),
        }

    def _may_put_back(self, publication: Publication) -> Verdict:
        asked = ReinstatementAsked.objects.filter(withdrawal=publication.withdrawal).exists()
        return verdict(check_put_back if asked else check_ask_to_put_back, self.user, publication, at=self.at)

    def _rows(self) -> list[dict[str, Any]]:
        version = self.release.snapshot.version
        return [
            {"key": "From", "value": version},
            {"key": "Unit", "value": version.assessment.unit},
            *self._request(),
            {"key": "Marks", "value": len(self.standing_marks)},
            {"key": "Copy made", "value": f"{moment_in_words(self.release.made_at)} by {self.release.made_by}"},
        ]

    def _request(self) -> list[dict[str, Any]]:
        request = self.release.request
        if request is None:
            return []
        return [{"key": "Request", "value": request, "url": request.get_absolute_url(), "link": "Open"}]

    def _events(self) -> list[tuple[Any, str, str]]:
        """Moment, sentence and who, the newest first."""
        events = list(history_of(self.release))
        people = User.objects.in_bulk({event.actor_id for event in events if event.actor_id is not None})
        who = {event.pk: str(people.get(event.actor_id, "The service")) for event in events}
        return [(event.at, sentence, who[event.pk]) for event, sentence in told(self.release, events[::-1])]
