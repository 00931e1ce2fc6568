"""Roles, and which permission each carries. Apps register the permissions that are theirs."""

from collections.abc import Iterable

from django.db import models


class Role(models.TextChoices):
    OFFICER = "officer", "Officer"
    AUTHORISING_OFFICER = "authorising_officer", "Authorising officer"
    DUTY_SUPERINTENDENT = "duty_superintendent", "Duty superintendent"
    FOI_OFFICER = "foi_officer", "FOI officer"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


_granted: dict[str, frozenset[Role]] = {}


def grant(permission: str, *, to: Iterable[Role]) -> None:
    """Say which roles carry a permission. Granting it twice replaces what was said before."""
    _granted[str(permission)] = frozenset(to)


def roles_with(permission: str) -> frozenset[Role]:
    """The roles that carry a permission; a permission that nobody registered is carried by none."""
    return _granted.get(str(permission), frozenset())
