"""How a check says no, and how a page asks beforehand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class Denied(Exception):
    """The answer is no; the sentence says why, or each of several, and is read by the user."""

    def __str__(self) -> str:
        return self.reason

    @property
    def reason(self) -> str:
        return " ".join(self.sentences)

    @property
    def sentences(self) -> list[str]:
        return [str(sentence) for sentence in self.args]


class Conflict(Denied):
    """Somebody else changed the same thing first; nothing of theirs was overwritten."""


@dataclass(frozen=True)
class Verdict:
    """True when the check passes; otherwise holds the reason a page shows."""

    reason: str = ""

    def __bool__(self) -> bool:
        return not self.reason


def verdict(check: Callable[..., None], *args: Any, **kwargs: Any) -> Verdict:
    """Ask a check without acting: the same answer, and the same reason, as the action gives."""
    try:
        check(*args, **kwargs)
    except Denied as denied:
        return Verdict(reason=denied.reason)
    return Verdict()
