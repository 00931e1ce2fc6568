"""What every page does: who may see it, what it says of itself, how it says no."""

from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cia.ui import navigation
from tests.ui import example_pages

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.ui.example_pages")]


@pytest.fixture(autouse=True)
def nothing_saved_yet():
    example_pages.saved.clear()


@pytest.fixture
def danas_browser(dana):
    client = Client()
    client.force_login(dana)
    return client


def read(response):
    return BeautifulSoup(response.content, "html.parser")


def test_page_asks_a_stranger_to_sign_in(client):
    response = client.get("/note/")

    assert response.status_code == 302
    assert response["Location"] == "/account/sign-in/?next=/note/"


def test_page_that_nobody_opened_is_closed_to_strangers(client):
    assert client.get("/closed/").status_code == 302


def test_internal_page_is_never_stored(danas_browser):
    for page in ("/note/", "/closed/"):
        assert danas_browser.get(page)["Cache-Control"] == "no-store"


def test_heading_is_said_once_and_leads_the_title(danas_browser):
    page = read(danas_browser.get("/note/"))

    assert [heading.get_text(strip=True) for heading in page("h1")] == ["Write a note"]
    assert page.title.string == "Write a note – Community impact assessments"


def test_head_of_the_page_names_person_role_and_unit(danas_browser):
    page = read(danas_browser.get("/note/"))

    assert " ".join(page.select_one(".cia-who__name").get_text().split()) == "PS Dana Okafor · Officer, Harrowmere BCU"


def test_marking_stands_at_head_and_foot(danas_browser):
    page = read(danas_browser.get("/note/"))

    said = [" ".join(marking.get_text().split()) for marking in page.select(".cia-marking")]
    assert said == ["Official-sensitive · Unredacted, not for release"] * 2
    assert page.select("header .cia-marking")
    assert page.select("footer .cia-marking")


def test_signing_out_is_a_button_that_posts(danas_browser):
    form = read(danas_browser.get("/note/")).find("form", action="/account/sign-out/")

    assert form["method"] == "post"
    assert form.find("button").get_text(strip=True) == "Sign out"


def test_navigation_shows_each_person_their_own_parts(danas_browser, monkeypatch):
    monkeypatch.setattr(navigation, "_parts", {})
    navigation.register(label="Not hers", url_name="account_reauthenticate", shown_to=lambda user: False)
    navigation.register(label="Notes", url_name="note", shown_to=lambda user: user.username == "dana")
    navigation.register(label="Password", url_name="account_change_password", shown_to=lambda user: True, place=10)

    page = read(danas_browser.get("/note/"))

    links = page.select(".govuk-service-navigation__link")
    assert [link.get_text(strip=True) for link in links] == ["Password", "Notes"]
    assert [link.get("aria-current") for link in links] == [None, "true"]


def test_refused_page_says_why(danas_browser):
    response = danas_browser.get("/closed/")

    assert response.status_code == 403
    assert "Only an administrator may see this." in response.content.decode()


@pytest.mark.parametrize(
    ("text", "status", "reason"),
    [
        ("denied", 403, "You wrote this, so someone else must sign it off."),
        ("conflict", 409, "Somebody else changed this first."),
    ],
)
def test_refused_action_says_why_beside_what_was_typed(danas_browser, text, status, reason):
    response = danas_browser.post("/note/", {"title": "Market", "text": text})

    page = read(response)
    assert response.status_code == status
    assert reason in page.select_one(".govuk-error-summary").get_text()
    assert page.find("input", id="id_title")["value"] == "Market"
    assert page.find("textarea").get_text().strip() == text


def test_title_of_an_invalid_form_begins_with_error(danas_browser):
    page = read(danas_browser.post("/note/", {"text": ""}))

    assert page.title.string.startswith("Error: Write a note")
    assert page.select_one(".govuk-error-summary a")["href"] == "#id_text"
    assert page.find(id="id_text")


def test_public_page_keeps_no_cookie_and_looks_at_none(client, django_assert_num_queries):
    client.cookies["sessionid"] = "something"

    with django_assert_num_queries(0):
        response = client.get("/open/")

    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"] == "no-cache"


def test_public_page_needs_no_script(client):
    assert not read(client.get("/open/"))("script")


@pytest.mark.parametrize("fields", [{"text": "x" * 3_000_000}, {f"field{number}": "x" for number in range(1_001)}])
def test_body_over_the_limits_is_answered_by_a_page_that_says_so(danas_browser, fields):
    response = danas_browser.post("/note/", urlencode(fields), content_type="application/x-www-form-urlencoded")

    assert response.status_code == 413
    assert "too much to send at once" in response.content.decode()
    assert not example_pages.saved


def test_page_that_is_not_there_says_so_in_our_look(danas_browser):
    response = danas_browser.get("/nowhere/")

    assert response.status_code == 404
    assert "Page not found" in read(response).h1.string
