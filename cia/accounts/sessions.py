"""Sessions that end when they said they would, however busy somebody is meanwhile."""

from datetime import datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore


class SessionStore(DatabaseSessionStore):
    def set_expiry(self, value: datetime | timedelta | int | None) -> None:
        """A number of seconds counts from now, at sign-in, and not, as Django has it, from each later change."""
        super().set_expiry(self.get_expiry_date(expiry=value) if isinstance(value, int) and value else value)
