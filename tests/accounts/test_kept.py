"""What was typed when a session ended goes back to whoever typed it, and to nobody else."""

import logging
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cia import clock
from cia.ui import page_user
from tests.factories import PASSWORD
from tests.ui import example_pages

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.ui.example_pages")]

TYPED = "  The traders asked for a second visit.\n\nThey were content.  "
CANARY = "kingfisher-over-the-weir"


@pytest.fixture(autouse=True)
def nothing_saved_yet():
    example_pages.saved.clear()


@pytest.fixture
def visitor():
    """A browser, held to the check that forms come from our pages."""
    return Client(enforce_csrf_checks=True)


def sign_in(visitor, user, **more):
    page = read(visitor.get("/account/sign-in/"))
    return visitor.post(
        "/account/sign-in/",
        {"login": user.username, "password": PASSWORD, "csrfmiddlewaretoken": token_in(page)} | more,
    )


def read(response):
    return BeautifulSoup(response.content, "html.parser")


def token_in(page):
    return page.find("input", {"name": "csrfmiddlewaretoken"})["value"]


def note_page(visitor):
    """The hidden fields of a page opened while signed in, and what is typed into it."""
    page = read(visitor.get("/note/"))
    hidden = {one["name"]: one["value"] for one in page.select("main input[type=hidden]")}
    return hidden | {"title": "Market", "text": TYPED, "revision": "7"}


def send_again(visitor, page):
    form = page.select_one("main form")
    fields = {one["name"]: one.get("value", "") for one in form.select("input")}
    return visitor.post(form["action"], fields)


def end_session(visitor):
    Session.objects.all().delete()


@pytest.fixture
def refused(visitor, dana):
    """What Dana is shown after she sent a note and her session had ended."""
    sign_in(visitor, dana)
    note = note_page(visitor)
    end_session(visitor)
    return visitor.post("/note/", note)


def kept_in(response):
    return read(response).find("input", {"name": "kept"})["value"]


def test_text_sent_without_a_session_is_answered_by_the_sign_in_page(refused):
    page = read(refused)

    assert refused.status_code == 403
    assert refused["Cache-Control"] == "no-store"
    assert page.h1.string == "Sign in"
    assert "What you typed is kept in this page" in page.get_text()
    assert TYPED not in unescape(refused.content.decode())
    assert not example_pages.saved


def test_same_person_saves_it_after_signing_in_again(visitor, dana, refused):
    offer = sign_in(visitor, dana, kept=kept_in(refused))

    assert offer.status_code == 200
    assert offer["Cache-Control"] == "no-store"
    page = read(offer)
    assert page.h1.string == "Save what you typed"
    assert TYPED.strip() in page.select_one("main").get_text()
    assert send_again(visitor, page).status_code == 302
    assert example_pages.saved == [{"title": "Market", "text": TYPED, "revision": "7"}]


def test_nobody_else_ever_sees_it(visitor, lee, refused):
    response = sign_in(visitor, lee, kept=kept_in(refused))

    assert response.status_code == 302
    page = visitor.get(response["Location"])
    assert "second visit" not in page.content.decode()


def test_failed_sign_in_keeps_it(visitor, dana, refused):
    wrong = sign_in(visitor, dana, kept=kept_in(refused), password="not this one")

    assert "do not belong together" in read(wrong).get_text()
    offer = sign_in(visitor, dana, kept=kept_in(wrong))
    assert read(offer).h1.string == "Save what you typed"


def test_old_tab_after_signing_in_again_offers_the_text_at_once(visitor, dana):
    sign_in(visitor, dana)
    note = note_page(visitor)
    end_session(visitor)
    sign_in(visitor, dana)

    offer = visitor.post("/note/", note)

    assert offer.status_code == 403
    assert read(offer).h1.string == "Save what you typed"
    assert send_again(visitor, read(offer)).status_code == 302
    assert example_pages.saved[0]["text"] == TYPED


def test_old_tab_of_somebody_else_gives_nothing_away_and_loses_nothing(visitor, dana, lee):
    sign_in(visitor, dana)
    note = note_page(visitor)
    end_session(visitor)
    sign_in(visitor, lee)

    refusal = visitor.post("/note/", note)

    page = read(refusal)
    assert refusal.status_code == 403
    assert "somebody else typed" in page.get_text()
    assert "second visit" not in refusal.content.decode()
    sign_in_page = send_again(visitor, page)
    assert read(sign_in_page).h1.string == "Sign in"
    assert "_auth_user_id" not in visitor.session
    offer = sign_in(visitor, dana, kept=kept_in(sign_in_page))
    assert read(offer).h1.string == "Save what you typed"


def test_page_of_another_person_saves_nothing_even_with_a_good_token(dana, lee):
    client = Client()
    client.force_login(lee)

    response = client.post("/note/", {"text": TYPED, page_user.FIELD: page_user.signed(dana)})

    assert response.status_code == 403
    assert not example_pages.saved


def test_form_that_no_page_of_ours_made_is_refused_and_not_kept(visitor, dana):
    sign_in(visitor, dana)

    response = visitor.post("/note/", {"text": TYPED, page_user.FIELD: f"{dana.pk}"})

    assert response.status_code == 403
    assert not read(response).find("input", {"name": "kept"})
    assert "out of date" in read(response).h1.string


def test_kept_text_that_was_tampered_with_is_nothing(visitor, dana, refused):
    token = kept_in(refused)
    response = sign_in(visitor, dana, kept=token[:-4] + ("AAA=" if token[-4:] != "AAA=" else "BBB="))

    assert response.status_code == 302


def test_kept_text_is_given_back_for_a_day(visitor, dana):
    begun = datetime.now(UTC)
    sign_in(visitor, dana)
    note = note_page(visitor)
    end_session(visitor)
    with clock.stopped_at(begun - timedelta(hours=25)):
        token = kept_in(visitor.post("/note/", note))

    assert sign_in(visitor, dana, kept=token).status_code == 302


def test_nothing_of_it_goes_into_session_cache_or_log(visitor, dana, caplog):
    caplog.set_level(logging.DEBUG)
    sign_in(visitor, dana)
    note = note_page(visitor) | {"text": CANARY}
    end_session(visitor)

    refusal = visitor.post("/note/", note)
    sign_in(visitor, dana, kept=kept_in(refusal))

    sessions = [session.get_decoded() for session in Session.objects.all()]
    assert sessions
    assert CANARY not in str(sessions)
    assert CANARY not in str(cache._cache)
    assert CANARY not in caplog.text
    assert CANARY not in refusal.content.decode()


def test_password_and_file_are_not_kept(visitor, dana):
    sign_in(visitor, dana)
    note = note_page(visitor)
    end_session(visitor)

    refusal = visitor.post(
        "/note/", note | {"old_password": CANARY, "paper": SimpleUploadedFile("map.pdf", CANARY.encode())}
    )
    offer = sign_in(visitor, dana, kept=kept_in(refusal))

    assert "The file you chose was not kept" in read(refusal).get_text()
    assert CANARY not in offer.content.decode()
