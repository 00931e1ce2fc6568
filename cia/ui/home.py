"""The page somebody starts from: each app says what needs them, and this page puts it together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cia.ui.pages import PlainPage


@dataclass(frozen=True)
class Content:
    """What one part of the page says: a template and what it is filled with.

    ``is_waiting`` where somebody must do something. ``markings``: the protective markings of the records it names.
    """

    template: str
    context: dict[str, Any]
    is_waiting: bool = False
    markings: Sequence[str] = ()


@dataclass(frozen=True)
class Part:
    ask: Callable[..., Content | None]
    place: int


_parts: dict[str, Part] = {}


def register(*, name: str, ask: Callable[..., Content | None], place: int = 50) -> None:
    """Add a part to the page, the lowest place first: ``ask(user, at=)`` gives its content, or None for nothing.

    Registering the same name again replaces what was said before.
    """
    _parts[name] = Part(ask=ask, place=place)


def contents_for(user: Any, *, at: datetime) -> list[Content]:
    """What the page says to one person at a moment."""
    asked = (part.ask(user, at=at) for part in sorted(_parts.values(), key=lambda part: part.place))
    return [content for content in asked if content is not None]


class HomeView(PlainPage):
    heading = "What needs you"
    template_name = "home.html"

    def prepare(self) -> None:
        self.contents = contents_for(self.user, at=self.at)

    def get_marking(self) -> str:
        """The strictest of the records named: a stricter marking has the longer name."""
        return max((marking for content in self.contents for marking in content.markings), key=len, default="")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "contents": self.contents,
            "is_quiet": not any(content.is_waiting for content in self.contents),
        }
