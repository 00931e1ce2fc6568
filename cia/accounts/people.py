"""Finding the one person whom somebody means."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from cia.accounts.models import User


def person_called(typed: str) -> User:
    """The one person with this username or whole name. Raises ``ValidationError`` where there is not exactly one."""
    typed = typed.strip()
    people = User.objects.filter(is_active=True)
    found = list(people.filter(username__iexact=typed) or people.filter(name__iexact=typed)[:2])
    if not found:
        raise ValidationError("Nobody with an account has this username or name. Check how it is spelled.")
    if len(found) > 1:
        raise ValidationError("More than one person has this name. Enter the username instead.")
    return found[0]
