"""Whom a page was made for: a signed hidden field in every form, so that what was typed goes back to nobody else."""

from typing import Any

from django.core import signing

FIELD = "page_user"
_SALT = "cia.ui.page_user"


def signed(user: Any) -> str:
    """The value of the hidden field in a page made for this user."""
    return signing.dumps(str(user.pk), salt=_SALT)


def named_in(value: str) -> str | None:
    """The primary key, as text, of the user a page was made for; nothing where the field is not ours."""
    try:
        named = signing.loads(value, salt=_SALT)
    except signing.BadSignature:
        return None
    return str(named)
