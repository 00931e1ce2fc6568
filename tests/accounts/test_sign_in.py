"""Signing in and out, in our look, and nothing of the library that the service does not have."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cia.accounts import kept
from cia.audit.trail import history_of
from cia.ui import page_user
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in/"


def read(response):
    return BeautifulSoup(response.content, "html.parser")


def test_right_password_opens_the_page_that_was_asked_for(client, dana):
    response = client.post(f"{SIGN_IN}?next=/gallery/", {"login": "dana", "password": PASSWORD})

    assert (response.status_code, response["Location"]) == (302, "/gallery/")


def test_whoever_has_no_account_is_shown_the_way_to_what_is_published(client):
    page = read(client.get("/", follow=True))

    assert page.find("a", href="/register/").get_text(strip=True) == "what was published"


def test_sign_in_never_leads_to_another_site(client, dana):
    response = client.post(f"{SIGN_IN}?next=https://example.org/", {"login": "dana", "password": PASSWORD})

    assert response["Location"] == "/"


@pytest.mark.parametrize("username", ["dana", "nobody"])
def test_wrong_password_and_unknown_name_are_answered_alike(client, dana, username):
    page = read(client.post(SIGN_IN, {"login": username, "password": "something else"}))

    summary = page.select_one(".govuk-error-summary__list").get_text(strip=True)
    assert summary == "That username and password do not belong together. Check both and try again"
    assert page.find("input", {"name": "password"}).get("value") is None


def test_closed_account_cannot_sign_in(client, dana):
    dana.is_active = False
    dana.save()

    client.post(SIGN_IN, {"login": "dana", "password": PASSWORD})

    assert "_auth_user_id" not in client.session


def test_sign_in_page_is_not_stored_and_is_ours(client):
    response = client.get(SIGN_IN)

    assert "no-store" in response["Cache-Control"]
    page = read(response)
    assert page.title.string == "Sign in – Community impact assessments"
    assert page.select_one(".govuk-password-input")
    assert not page.find("a", string="sign up")


def test_signing_out_takes_a_post(dana):
    client = Client()
    client.force_login(dana)

    page = read(client.get("/account/sign-out/"))
    assert page.h1.string == "Sign out"
    assert "_auth_user_id" in client.session

    client.post("/account/sign-out/")
    assert "_auth_user_id" not in client.session


def test_password_is_changed_by_whoever_knows_it(dana):
    client = Client()
    client.force_login(dana)
    new = "a bridge under the orchard"

    wrong = client.post("/account/password/", {"oldpassword": "not this one", "password1": new, "password2": new})
    assert "Enter your current password as it is now" in read(wrong).select_one(".govuk-error-summary").get_text()
    client.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    dana.refresh_from_db()
    assert dana.check_password(new)
    assert [event.action for event in history_of(dana)] == ["person.password_changed"]


def test_confirming_who_one_is_is_in_our_look(dana):
    client = Client()
    client.post(SIGN_IN, {"login": "dana", "password": PASSWORD})

    page = read(client.get("/account/confirm/"))

    assert page.h1.string == "Confirm that it is you"
    assert page.select_one(".govuk-password-input")


@pytest.mark.parametrize("page", ["signup", "email", "password/reset", "login/code", "confirm-email"])
def test_what_the_service_does_not_have_is_not_there(client, page):
    assert client.get(f"/account/{page}/").status_code == 404


def test_too_many_attempts_are_stopped_and_kept_text_is_not_lost(client, dana, rf, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    token = kept.sealed(rf.post("/note/", {page_user.FIELD: page_user.signed(dana), "text": "Typed before"}))
    attempt = {"login": "dana", "password": "something else", "kept": token}
    client.post(SIGN_IN, attempt)

    response = client.post(SIGN_IN, attempt)

    assert response.status_code == 429
    page = read(response)
    assert page.h1.string == "Too many attempts"
    assert page.find("input", {"name": "kept"})["value"] == token
