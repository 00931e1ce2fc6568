"""The bases of every page: who may see it, what it is called, and how a no is said."""

from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View
from django.views.generic.base import ContextMixin

from cia import clock
from cia.authorisation import Conflict, Denied
from cia.ui.fields import hidden_characters_in

if TYPE_CHECKING:  # only the stubs know the view of a form by its form
    _AnyForm = FormView[forms.Form]
else:
    _AnyForm = FormView


class Headed(ContextMixin):
    """What every page says of itself, in the title and in the one heading."""

    heading = ""
    caption = ""
    back_link = ""

    def get_heading(self) -> str:
        return self.heading

    def get_caption(self) -> str:
        """The line above the heading, such as the reference of the record."""
        return self.caption

    def get_back_link(self) -> str:
        return self.back_link

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """Label and address of each page above this one. Breadcrumbs take the place of the back link."""
        return ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "heading": self.get_heading(),
            "caption": self.get_caption(),
            "back_link": self.get_back_link(),
            "breadcrumbs": self.get_breadcrumbs(),
        }


class Page(Headed, View):
    """An internal page: for somebody signed in, never stored by the browser, a refusal said with its reason.

    A ``Denied`` raised anywhere in the view becomes a page with status 403 (409 for a ``Conflict``).
    """

    marking = ""
    unredacted = False

    @property
    def user(self) -> Any:
        return self.request.user

    def get_marking(self) -> str:
        """The protective marking of the record shown, for the head and the foot of the page."""
        return self.marking

    @cached_property
    def at(self) -> datetime:
        """The moment of the request, read once, for every question the page asks."""
        return clock.now()

    def prepare(self) -> None:
        """Fetch what the page is about, before its method runs. ``Http404`` or ``Denied`` keeps somebody out."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        try:
            self.prepare()
            response = super().dispatch(request, *args, **kwargs)
        except Denied as denied:
            response = refused(request, denied)
        response.headers["Cache-Control"] = "no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "marking": self.get_marking(),
            "unredacted": self.unredacted,
        }


class PlainPage(Page, TemplateView):
    """An internal page that only shows something."""


class FormPage(Page, _AnyForm):
    """An internal page that asks one thing. A ``Denied`` from the action comes back beside what was typed."""

    template_name = "layouts/form.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if not form.is_valid():
            return self.form_invalid(form)
        try:
            response = self.form_valid(form)
        except Denied as denied:
            return self.form_denied(form, denied)
        if response.headers["Content-Type"] != "application/json" and (count := hidden_characters_in(form)):
            said = "1 hidden character" if count == 1 else f"{count} hidden characters"
            messages.info(request, f"{said} came with what you pasted, and went. The words are the same")
        return response

    def form_denied(self, form: forms.Form, denied: Denied) -> HttpResponse:
        """Show the form again with everything typed in it, and each reason why it was not done."""
        form.add_error(None, denied.sentences)
        response = self.form_invalid(form)
        response.status_code = _status(denied)
        return response


@method_decorator(login_not_required, name="dispatch")
class PublicPage(Headed, View):
    """A page for anybody: no sign-in, no session, no cookie. Asked for anew each time: taking down works at once."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response


def refused(request: HttpRequest, denied: Denied) -> HttpResponse:
    """The page that says no, with the reason."""
    return render(request, "403.html", {"reason": denied.reason}, status=_status(denied))


def _status(denied: Denied) -> HTTPStatus:
    return HTTPStatus.CONFLICT if isinstance(denied, Conflict) else HTTPStatus.FORBIDDEN
