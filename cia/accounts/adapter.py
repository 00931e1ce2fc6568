"""How sign-in behaves here: nobody makes an account for themselves, and errors say what to do."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "That username and password do not belong together. Check both and try again",
        "too_many_login_attempts": "There were too many attempts. Wait a few minutes and try again",
        "enter_current_password": "Enter your current password as it is now",
        "incorrect_password": "That is not your password. Check it and try again",
        "account_inactive": "This account is closed. Ask an administrator",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
