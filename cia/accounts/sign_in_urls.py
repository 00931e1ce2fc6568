"""The few of django-allauth's pages that the service has. Accounts are made by an administrator."""

from allauth.account.views import account_inactive, logout
from django.contrib.auth.decorators import login_required
from django.urls import path

from cia.accounts.sign_in import ChangePasswordView, ConfirmView, SignInView

urlpatterns = [
    path("sign-in/", SignInView.as_view(), name="account_login"),
    path("sign-out/", logout, name="account_logout"),
    path("closed/", account_inactive, name="account_inactive"),
    path("password/", login_required(ChangePasswordView.as_view()), name="account_change_password"),
    path("confirm/", ConfirmView.as_view(), name="account_reauthenticate"),
]
