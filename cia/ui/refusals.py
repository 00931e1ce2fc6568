"""What a browser is told when what it sent could not be read at all, and that it keeps nothing of what it is told."""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

_MOST_READ = 64 * 1024 * 1024
_AT_ONCE = 64 * 1024


class ReadableAddressMiddleware:
    """Refuses an address with a null character in it, which the database would fail on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path:
            return bad_request(request, SuspiciousOperation())
        return self.get_response(request)


class KeptNowhereMiddleware:
    """No answer is kept by a browser or on the way unless it says so itself: refusals and redirects neither."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The site's ``handler400``: says whether it was too long, and keeps nothing of it."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        _read_the_rest(request)
        heading, reason = "That was too much to send at once", "Shorten it, or save it in parts."
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    else:
        heading, reason = "This could not be read", "What your browser sent could not be read."
        status = HTTPStatus.BAD_REQUEST
    return render(request, "400.html", {"heading": heading, "reason": reason}, status=status)


def _read_the_rest(request: HttpRequest) -> None:
    """A browser that is still sending shows a broken connection instead of our page."""
    read = 0
    while read < _MOST_READ and (chunk := request.read(_AT_ONCE)):
        read += len(chunk)
