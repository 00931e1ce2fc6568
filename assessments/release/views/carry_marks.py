from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from assessments.documents.snapshot import content_of
from assessments.release.actions.marking import carry_mark, carry_unchanged_marks, leave_mark_off
from assessments.release.carrying import Found
from assessments.release.carrying_forms import CARRY, CarryUnchangedForm, OfferForm
from assessments.release.marked_text import StandingMark, covered_text, place_label
from assessments.release.models import MarkOffer
from assessments.release.offered import as_standing, found_for, offers_found
from assessments.release.permissions import check_mark
from assessments.release.views.pages import ReleasePage
from cia.authorisation import verdict
from cia.ui.pages import FormPage


@dataclass(frozen=True)
class Offered:
    """A mark of the earlier copy, what it hid there, and what was found of it or decided on it."""

    offer: MarkOffer
    mark: StandingMark
    place: str
    hid: str
    found: Found | None = None


class CarryMarksView(ReleasePage, FormPage):
    """Every mark of the earlier copy: those whose words are the same, those to decide on, and those decided."""

    form_class = CarryUnchangedForm
    heading = "Marks of the earlier copy"
    template_name = "release/carry_marks.html"
    unredacted = True

    def get_breadcrumbs(self) -> list[tuple[str, str]]:
        marks = ("Mark what is withheld", reverse("release-marks", args=[self.release.number]))
        return [*super().get_breadcrumbs(), marks]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        undecided = [offered(offer, found) for offer, found in offers_found(self.release)]
        decided = self.release.offers.exclude(decision=None).select_related(
            "mark__release__snapshot", "mark__made_by", "decision__decided_by"
        )
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "may_mark": verdict(check_mark, self.user, self.release, at=self.at),
            "unchanged": [each for each in undecided if each.found and each.found.is_unchanged],
            "to_decide": [each for each in undecided if not (each.found and each.found.is_unchanged)],
            "decided": [offered(offer) for offer in decided.prefetch_related("mark__grounds__exemption")],
        }

    def form_valid(self, form: CarryUnchangedForm) -> HttpResponse:
        carried = carry_unchanged_marks(release=self.release, by=self.user)
        messages.success(self.request, f"{len(carried)} mark{'' if len(carried) == 1 else 's'} carried over")
        return self._onwards()

    def _onwards(self) -> HttpResponse:
        if self.release.offers.undecided().exists():
            return redirect("release-carry-marks", self.release.number)
        return redirect("release-marks", self.release.number)


class CarryMarkView(CarryMarksView):
    """One mark whose words do not stand where they did."""

    form_class: Any = OfferForm
    heading = "Decide on one mark of the earlier copy"
    template_name = "release/carry_mark.html"

    def prepare(self) -> None:
        super().prepare()
        offers = self.release.offers.select_related("mark__release__snapshot", "mark__made_by", "release__snapshot")
        self.offer = get_object_or_404(offers, pk=self.kwargs["offer"])

    def get_breadcrumbs(self) -> list[tuple[str, str]]:
        offers = ("Marks of the earlier copy", reverse("release-carry-marks", args=[self.release.number]))
        return [*super().get_breadcrumbs(), offers]

    @cached_property
    def found(self) -> Found:
        return found_for(self.offer)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"found": self.found}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super(CarryMarksView, self).get_context_data(**kwargs) | {
            "may_mark": verdict(check_mark, self.user, self.release, at=self.at),
            "each": offered(self.offer, self.found),
            "is_decided": self.offer.is_decided,
            "place_now": place_label(self.content, self.found.place.path) if self.found.place else "",
        }

    def form_valid(self, form: OfferForm) -> HttpResponse:
        answers = form.cleaned_data
        if answers["decision"] == CARRY:
            carry_mark(offer=self.offer, place=answers["place"], by=self.user)
            messages.success(self.request, "Mark carried over")
        else:
            leave_mark_off(offer=self.offer, reason=answers["reason"], by=self.user)
            messages.success(self.request, "Mark left off")
        return self._onwards()


def offered(offer: MarkOffer, found: Found | None = None) -> Offered:
    earlier, mark = content_of(offer.mark.release.snapshot), as_standing(offer.mark)
    return Offered(
        offer=offer, mark=mark, place=place_label(earlier, mark.path), hid=covered_text(earlier, mark), found=found
    )
