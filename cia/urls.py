"""The whole site on one screen."""

from django.urls import include, path

handler400 = "cia.ui.refusals.bad_request"

urlpatterns = [
    path("account/", include("cia.accounts.sign_in_urls")),
    path("gallery/", include("cia.ui.urls")),
]
