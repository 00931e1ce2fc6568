"""Signing in: django-allauth's view and form in our words, giving back what was kept across a session's end."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.account.views import LoginView, PasswordChangeView, ReauthenticateView
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from cia.accounts import kept

_HEADING = "Sign in"


class SignInForm(LoginForm):  # type: ignore[misc]
    """Username and password."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "login", label="Username", required="Enter your username")
        _say(self, "password", label="Password", required="Enter your password")
        self.fields["password"].help_text = ""
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


@method_decorator([login_not_required, sensitive_post_parameters()], name="dispatch")
class SignInView(LoginView):  # type: ignore[misc]
    form_class = SignInForm

    def get_form_class(self) -> type[SignInForm]:
        return SignInForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        token = request.POST.get(kept.FIELD, "")
        if token and "login" not in request.POST:
            # Asked for by whoever is signed in and did not type the text: make way for the person who did.
            logout(request)
            return sign_in_page(request, token=token)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    def form_valid(self, form: SignInForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        token = self.request.POST.get(kept.FIELD, "")
        if not token or not self.request.user.is_authenticated:
            return response
        text = kept.opened_for(self.request.user, token)
        if text is None:
            messages.info(
                self.request, "What was typed on the page before belongs to somebody else, or is over a day old"
            )
            return response
        return kept.offered(self.request, text)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"heading": _HEADING, "kept": self.request.POST.get(kept.FIELD, "")}


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """A new password in the place of the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "oldpassword", label="Current password", required="Enter your current password")
        _say(self, "password1", label="New password", required="Enter a new password")
        _say(self, "password2", label="New password again", required="Enter the new password again")
        self.fields["password1"].help_text = "At least 12 characters. Three random words are easy to remember."
        for name in ("password1", "password2"):
            self.fields[name].widget.attrs["autocomplete"] = "new-password"


class ChangePasswordView(PasswordChangeView):  # type: ignore[misc]
    success_url = reverse_lazy("account_change_password")

    def get_form_class(self) -> type[PasswordForm]:
        return PasswordForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"heading": "Change your password"}


class ConfirmForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that needs it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password", label="Password", required="Enter your password")


class ConfirmView(ReauthenticateView):  # type: ignore[misc]
    def get_form_class(self) -> type[ConfirmForm]:
        return ConfirmForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"heading": "Confirm that it is you"}


def sign_in_page(request: HttpRequest, *, token: str) -> HttpResponse:
    """The sign-in page, holding text that was typed and could not be saved."""
    return _unsaved(request, "account/login.html", {"heading": _HEADING, "form": SignInForm(request=request)}, token)


def other_person_page(request: HttpRequest, *, token: str) -> HttpResponse:
    """Says that the text waits for somebody else, who may sign in for it."""
    return _unsaved(
        request, "account/kept_for_another.html", {"heading": "This page was made for somebody else"}, token
    )


def _unsaved(request: HttpRequest, template: str, context: dict[str, Any], token: str) -> HttpResponse:
    context |= {"kept": token, "has_files": bool(request.FILES)}
    response = render(request, template, context, status=403)
    response.headers["Cache-Control"] = "no-store"
    return response


def _say(form: Any, name: str, *, label: str, required: str) -> None:
    """Word a field of the library's forms in our way."""
    form.fields[name].label = label
    form.fields[name].error_messages["required"] = required
