"""The whole site on one screen."""

from django.urls import include, path

from cia.ui.home import HomeView

handler400 = "cia.ui.refusals.bad_request"

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("account/", include("cia.accounts.sign_in_urls")),
    path("notices/", include("cia.notices.urls")),
    path("assessments/", include("assessments.urls")),
    path("", include("stakeholders.urls")),
    path("", include("assessments.release.urls")),
    path("gallery/", include("cia.ui.urls")),
]
