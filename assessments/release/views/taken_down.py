from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from assessments.release.actions.taking_down import (
    ask_to_put_back,
    end_breach,
    put_back,
    record_breach,
    tell_the_public,
)
from assessments.release.models import Breach, Publication
from assessments.release.permissions import (
    check_ask_to_put_back,
    check_end_breach,
    check_put_back,
    check_record_breach,
    check_tell_the_public,
)
from assessments.release.putting_back import left_to_put_back
from assessments.release.taking_down_forms import (
    AskToPutBackForm,
    BreachEndForm,
    BreachForm,
    PublicWordsForm,
    PutBackForm,
)
from assessments.release.views.pages import ReleasePage
from cia.authorisation import verdict
from cia.ui.pages import FormPage


class TakenDownPage(ReleasePage, FormPage):
    """Something about a publication that was taken down."""

    template_name = "release/taken_down.html"

    def prepare(self) -> None:
        super().prepare()
        self.publication = get_object_or_404(Publication, number=self.release.number)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "publication": self.publication,
            "withdrawal": self.publication.withdrawals.order_by("pk").last(),
        }


class PutBackView(TakenDownPage):
    """The first officer asks and says why; another confirms."""

    heading = "Put it back"
    template_name = "release/put_back.html"

    @property
    def is_asked(self) -> bool:
        withdrawal = self.publication.withdrawal
        return withdrawal is not None and hasattr(withdrawal, "reinstatement_asked")

    def get_form_kwargs(self) -> dict[str, Any]:
        confirming = {"request": self.request, "at": self.at} if self.is_asked else {}
        return super().get_form_kwargs() | confirming

    def get_form_class(self) -> type[AskToPutBackForm] | type[PutBackForm]:
        return PutBackForm if self.is_asked else AskToPutBackForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        check = check_put_back if self.is_asked else check_ask_to_put_back
        withdrawal = self.publication.withdrawal
        asked_by = withdrawal.reinstatement_asked.asked_by if withdrawal and self.is_asked else self.user
        return super().get_context_data(**kwargs) | {
            "is_asked": self.is_asked,
            "may_go_on": verdict(check, self.user, self.publication, at=self.at),
            "left": left_to_put_back(self.publication, asked_by=asked_by, is_asked=self.is_asked, at=self.at)
            if withdrawal
            else None,
        }

    def form_valid(self, form: AskToPutBackForm | PutBackForm) -> HttpResponse:
        if isinstance(form, PutBackForm):
            put_back(publication=self.publication, by=self.user)
            messages.success(self.request, f"{self.publication.number} is published again")
        else:
            ask_to_put_back(publication=self.publication, reason=form.cleaned_data["reason"], by=self.user)
            messages.success(self.request, "Another FOI officer can put it back now")
        return redirect(self.release)


class TellThePublicView(TakenDownPage):
    form_class = PublicWordsForm
    heading = "Tell the public why"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_go_on = verdict(check_tell_the_public, self.user, self.publication, at=self.at)
        return super().get_context_data(**kwargs) | {"may_go_on": may_go_on}

    def form_valid(self, form: PublicWordsForm) -> HttpResponse:
        tell_the_public(publication=self.publication, words=form.cleaned_data["words"], by=self.user)
        messages.success(self.request, "The public is told")
        return redirect(self.publication)


class BreachView(TakenDownPage):
    """When a breach became known, until when the Commissioner is told, and what came of it."""

    heading = "Breach of personal data"
    template_name = "release/breach.html"

    @property
    def breach(self) -> Breach | None:
        return Breach.objects.filter(withdrawal__publication=self.publication).order_by("pk").last()

    def get_form_class(self) -> type[BreachForm] | type[BreachEndForm]:
        return BreachEndForm if self.breach else BreachForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        breach = self.breach
        check: Sequence[Any] = [check_end_breach, breach] if breach else [check_record_breach, self.publication]
        return super().get_context_data(**kwargs) | {
            "breach": breach,
            "is_overdue": breach and breach.is_overdue(at=self.at),
            "may_go_on": verdict(check[0], self.user, check[1], at=self.at),
        }

    def form_valid(self, form: BreachForm | BreachEndForm) -> HttpResponse:
        breach = self.breach
        if isinstance(form, BreachEndForm) and breach is not None:
            end_breach(breach=breach, kind=form.cleaned_data["kind"], words=form.cleaned_data["words"], by=self.user)
        else:
            record_breach(
                publication=self.publication,
                known_at=form.cleaned_data["known_at"],
                known_as_typed=form.words_of("known_at"),
                by=self.user,
            )
        messages.success(self.request, "Recorded")
        return redirect("release-breach", self.release.number)
