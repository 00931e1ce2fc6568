"""The parts of the service at the head of a page. Each app registers its own when it is ready."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True)
class Part:
    """A part of the service: what it is called, its first page, and whom it is shown to."""

    label: str
    url_name: str
    shown_to: Callable[[Any], bool]
    place: int


@dataclass(frozen=True)
class Item:
    """A part as it stands in the navigation of one page."""

    label: str
    url: str
    is_current: bool


_parts: dict[str, Part] = {}


def register(*, label: str, url_name: str, shown_to: Callable[[Any], bool], place: int = 50) -> None:
    """Add a part to the navigation of everybody for whom ``shown_to(user)`` is true; the lowest place comes first.

    Registering the same address again replaces what was said before.
    """
    _parts[url_name] = Part(label=label, url_name=url_name, shown_to=shown_to, place=place)


def items_for(request: HttpRequest) -> list[Item]:
    """The navigation of one page for the person signed in; nothing for anybody else."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    shown = sorted((part for part in _parts.values() if part.shown_to(user)), key=lambda part: part.place)
    urls = [reverse(part.url_name) for part in shown]
    current = max((url for url in urls if _leads_to(url, request.path)), key=len, default=None)
    return list(_items(shown, urls, current))


def _items(parts: list[Part], urls: list[str], current: str | None) -> Iterator[Item]:
    for part, url in zip(parts, urls, strict=True):
        yield Item(label=part.label, url=url, is_current=url == current)


def _leads_to(url: str, path: str) -> bool:
    """Whether a page lies in a part of the service. The start page holds only itself, or it would hold everything."""
    return path == url if url == "/" else path.startswith(url)
