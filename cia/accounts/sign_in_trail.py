"""Signing in, signing out, failing to, and new passwords, on the trail."""

from typing import Any

from allauth.account.signals import password_changed, user_logged_in
from django.contrib.auth.signals import user_logged_out, user_login_failed

from cia.accounts.models import User
from cia.audit.trail import record


def connect() -> None:
    user_logged_in.connect(_signed_in, dispatch_uid="trail_signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="trail_signed_out")
    password_changed.connect(_password_changed, dispatch_uid="trail_password_changed")
    user_login_failed.connect(_failed, dispatch_uid="trail_sign_in_failed")


def _signed_in(user: User, **kwargs: Any) -> None:
    record("person.signed_in", by=user, about=user, sentence="Signed in")


def _signed_out(user: User | None, **kwargs: Any) -> None:
    if user is not None:
        record("person.signed_out", by=user, about=user, sentence="Signed out")


def _password_changed(user: User, **kwargs: Any) -> None:
    record("person.password_changed", by=user, about=user, sentence="Changed their password")


def _failed(credentials: dict[str, Any], **kwargs: Any) -> None:
    """What was typed as a name is not kept: people type passwords there."""
    known = User.objects.filter(username=credentials.get("username", "")).first()
    record("person.sign_in_failed", by=None, about=known, sentence="Somebody failed to sign in")
