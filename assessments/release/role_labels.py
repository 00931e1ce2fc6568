"""The labels that may stand beside a mark where they keep the sense and name no one: a fixed, dated list."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import msgspec

ROLE_LABELS = Path(__file__).parent.parent / "data" / "role_labels.json"


class RoleLabel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that the public reads after a mark. ``until_on`` is the first day on which they are offered no more."""

    label: str
    from_on: date
    until_on: date | None = None

    def is_in_force(self, *, on: date) -> bool:
        return self.from_on <= on and (self.until_on is None or on < self.until_on)


def labels_in_force(*, on: date) -> tuple[str, ...]:
    """The labels that may be chosen on a day, in the order in which they are offered."""
    return tuple(each.label for each in _labels() if each.is_in_force(on=on))


def check_role(role: str) -> None:
    """Raise ValueError for words that were never on the list: what the public reads beside a mark is no free text."""
    if role and role not in {each.label for each in _labels()}:
        raise ValueError("A mark bears a label that is not one of the fixed list.")


@cache
def _labels() -> tuple[RoleLabel, ...]:
    return msgspec.json.decode(ROLE_LABELS.read_bytes(), type=tuple[RoleLabel, ...])
