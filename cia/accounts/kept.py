"""What was typed on a page whose session has ended, or whose form grew old, goes back to whoever typed it.

The posted fields are encrypted into the sign-in page itself, bound to the page's user and its address. After that same
user signs in they are offered for saving. Nothing of it enters a session, a cache, the database or a log.
"""

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from cia import clock
from cia.ui import page_user

FIELD = "kept"
KEPT_FOR = timedelta(hours=24)
# Made anew for the page that offers the text; a password is never kept.
_NOT_KEPT = {"csrfmiddlewaretoken", page_user.FIELD, FIELD}


@dataclass(frozen=True)
class KeptText:
    """One posted form: whom its page was made for, where it was going, and its fields in their order."""

    user: str
    path: str
    fields: tuple[tuple[str, str], ...]

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What a person typed, each under the name of its field in words."""
        return [
            (name.replace("_", " ").replace("-", " ").capitalize(), value)
            for name, value in self.fields
            if value.strip() and not name.endswith(("revision", "sent_as"))
        ]


def sealed(request: HttpRequest) -> str:
    """The posted fields, encrypted and bound to the page's user and address; nothing where the page was not ours."""
    user = page_user.named_in(request.POST.get(page_user.FIELD, ""))
    if user is None:
        return ""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in _NOT_KEPT and "password" not in name
    ]
    content = json.dumps([user, request.get_full_path(), fields]).encode()
    at = int(clock.now().timestamp())
    return Fernet(settings.DRAFT_KEY).encrypt_at_time(zlib.compress(content), at).decode()


def opened_for(user: Any, token: str) -> KeptText | None:
    """What was kept, where this very user typed it, within a day; to anybody else nothing."""
    at = int(clock.now().timestamp())
    try:
        content = Fernet(settings.DRAFT_KEY).decrypt_at_time(token.encode(), int(KEPT_FOR.total_seconds()), at)
        owner, path, fields = json.loads(zlib.decompress(content))
    except (InvalidToken, ValueError, zlib.error):
        return None
    if not user.is_authenticated or owner != str(user.pk):
        return None
    return KeptText(user=owner, path=path, fields=tuple((name, value) for name, value in fields))


def offered(request: HttpRequest, kept: KeptText, *, status: int = 200) -> HttpResponse:
    """The page that gives the text back, to be saved where it was going with everything it was sent with."""
    response = render(request, "account/kept.html", {"heading": "Save what you typed", "kept": kept}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


class KeepTextMiddleware:
    """Answers, in the view's place, a form sent without a session or by another person than its page was made for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        if request.method != "POST":
            return None
        made_for = page_user.named_in(request.POST.get(page_user.FIELD, ""))
        if made_for is None or (request.user.is_authenticated and made_for == str(request.user.pk)):
            return None
        return answered(request, sealed(request))


def answered(request: HttpRequest, token: str) -> HttpResponse:
    """What a form that cannot be saved now is answered with: to its own user the offer, to anybody else a sign-in."""
    from cia.accounts.sign_in import other_person_page, sign_in_page  # its forms need the app registry

    if not request.user.is_authenticated:
        return sign_in_page(request, token=token)
    kept = opened_for(request.user, token)
    return offered(request, kept, status=403) if kept else other_person_page(request, token=token)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from before the last sign-in: its text is kept; one that no page of ours made is refused."""
    token = request.POST.get(FIELD) or sealed(request)
    if token:
        return answered(request, token)
    response = render(request, "csrf_failure.html", {"heading": "This page was out of date"}, status=403)
    response.headers["Cache-Control"] = "no-store"
    return response
