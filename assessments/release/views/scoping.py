"""Finding what a request asks for, as it was held when the request came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from assessments.documents.held import state_at
from assessments.release.actions.marking import make_release_copy
from assessments.release.actions.scoping import read_held, search_held, take_into_scope
from assessments.release.models import versions_held
from assessments.release.request_forms import CopyForRequestForm, ScopeForm, SearchHeldForm
from assessments.release.request_permissions import (
    check_copy_for_request,
    check_search_held,
    check_take_into_scope,
)
from assessments.release.views.requests import RequestPage
from assessments.views.sections import sections_on_page
from cia.authorisation import verdict
from cia.ui.moments import moment_in_words
from cia.ui.pages import FormPage, Page, PlainPage


class SearchHeldView(RequestPage, FormPage):
    """Searched by a post, so that no address, log or history holds what was looked for."""

    form_class = SearchHeldForm
    heading = "Search what was held"
    template_name = "release/search_held.html"
    unredacted = True

    def prepare(self) -> None:
        super().prepare()
        check_search_held(self.user, self.asked_for, at=self.at)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"held_at": moment_in_words(self.asked_for.held_at)}

    def form_valid(self, form: SearchHeldForm) -> HttpResponse:
        found = search_held(request=self.asked_for, words=form.cleaned_data["words"], by=self.user)
        in_scope = set(self.asked_for.scopes.values_list("assessment_id", flat=True))
        self.marking = max((held.version.cover.protective_marking for held in found), key=len, default="")
        return self.render_to_response(
            self.get_context_data(
                form=form, found=[(held, held.version.assessment_id in in_scope) for held in found], searched=True
            )
        )


class HeldPage(RequestPage, Page):
    """A page about one version that was held when the request came."""

    unredacted = True

    def prepare(self) -> None:
        super().prepare()
        self.version = get_object_or_404(
            versions_held(self.asked_for, self.user, at=self.at),
            assessment__reference=self.kwargs["file"],
            number=self.kwargs["number"],
        )

    @property
    def own_address(self) -> str:
        where = [self.asked_for.reference, self.version.assessment.reference, self.version.number]
        return reverse("request-held", args=where)

    def get_marking(self) -> str:
        return self.version.cover.protective_marking

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [*super().get_breadcrumbs(), ("Search what was held", reverse("request-search", args=[self.asked_for]))]


class HeldView(HeldPage, PlainPage):
    """The document as it stood then. Opening it is recorded on the trail of the assessment."""

    template_name = "release/held.html"

    def get_heading(self) -> str:
        return str(self.version)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        content = read_held(request=self.asked_for, version=self.version, by=self.user)
        asked = (self.user, self.asked_for)
        return super().get_context_data(**kwargs) | {
            "version": self.version,
            "marking": content.marking,
            "content": content,
            "sections": sections_on_page(content),
            "state": state_at(self.version, at=self.asked_for.held_at).label,
            "held_at": moment_in_words(self.asked_for.held_at),
            "may_scope": verdict(check_take_into_scope, *asked, self.version.assessment, at=self.at),
            "may_copy": verdict(check_copy_for_request, *asked, self.version, at=self.at),
        }


class ScopeView(HeldPage, FormPage):
    form_class = ScopeForm
    heading = "Take this assessment into scope"
    template_name = "release/scope.html"

    def prepare(self) -> None:
        super().prepare()
        check_take_into_scope(self.user, self.asked_for, self.version.assessment, at=self.at)

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [*super().get_breadcrumbs(), (str(self.version), self.own_address)]

    def form_valid(self, form: ScopeForm) -> HttpResponse:
        take_into_scope(request=self.asked_for, assessment=self.version.assessment, by=self.user)
        messages.success(self.request, f"{self.version.assessment} is in scope, and held")
        return redirect(self.own_address)


class CopyForRequestView(HeldPage, FormPage):
    form_class = CopyForRequestForm
    heading = "Make a release copy for this request"
    template_name = "release/copy_for_request.html"

    def prepare(self) -> None:
        super().prepare()
        check_copy_for_request(self.user, self.asked_for, self.version, at=self.at)

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [*super().get_breadcrumbs(), (str(self.version), self.own_address)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held_at = moment_in_words(self.asked_for.held_at)
        return super().get_context_data(**kwargs) | {"version": self.version, "held_at": held_at}

    def form_valid(self, form: CopyForRequestForm) -> HttpResponse:
        release = make_release_copy(version=self.version, request=self.asked_for, by=self.user)
        messages.success(self.request, f"Release copy {release.number} made for {self.asked_for}")
        return redirect(release)
