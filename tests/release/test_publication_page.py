import hashlib
import re
from contextlib import closing

import pytest

from assessments.release.actions.publishing import take_down
from cia.audit.models import Event
from tests.release.conftest import HIDDEN_AUTHOR, HIDDEN_WORDS, NUMBER

pytestmark = pytest.mark.django_db

PAGE = f"/register/{NUMBER}/"
PDF, HTML = f"{PAGE}{NUMBER}.pdf", f"{PAGE}{NUMBER}.html"


def test_it_says_what_it_is_and_what_was_withheld(publication, client):
    page = client.get(PAGE).content.decode()

    assert "Community Impact Assessment of Wessex Vale Police, Harrowmere BCU" in page
    assert "Published 10 February 2026, with 3 passages withheld" in page
    assert "[Redacted: s.40(2)]" in page
    assert "this is somebody&#x27;s personal information" in page
    assert "Information Commissioner" in page


def test_its_digests_are_those_of_the_files_that_anybody_fetches(publication, client):
    page = client.get(PAGE).content.decode()

    for address in [PDF, HTML]:
        assert hashlib.sha256(client.get(address).content).hexdigest() in page


@pytest.mark.parametrize("address", ["/register/", PAGE, PDF, HTML])
def test_nothing_public_holds_a_hidden_word_the_reference_or_a_cookie(publication, client, address):
    reference = publication.candidate.release.snapshot.version.assessment.reference

    response = client.get(address)

    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    answer = response.content + str(response.headers).encode()
    for secret in [HIDDEN_WORDS, HIDDEN_AUTHOR, "Priya Raman", "Tom Ashdown", "Ruth Bellamy", reference]:
        assert secret.encode() not in answer


def test_a_person_who_is_signed_in_is_given_the_same_page(publication, client, dana):
    as_anybody = client.get(PAGE).content
    client.force_login(dana)

    assert client.get(PAGE).content == as_anybody


@pytest.mark.parametrize(
    ("address", "content_type", "name"),
    [(PDF, "application/pdf", f"{NUMBER}.pdf"), (HTML, "text/html; charset=utf-8", f"{NUMBER}.html")],
)
def test_a_file_says_what_it_is_and_is_asked_for_anew_each_time(publication, client, address, content_type, name):
    headers = client.get(address).headers

    assert headers["Content-Type"] == content_type
    assert headers["Content-Disposition"] == f'inline; filename="{name}"'
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-cache"


def test_the_web_page_may_apply_its_own_style_and_do_nothing_else(publication, client):
    response = client.get(HTML)

    policy = dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))
    assert policy.keys() == {"default-src", "base-uri", "form-action", "frame-ancestors", "style-src"}
    assert {policy[name] for name in policy if name != "style-src"} == {"'none'"}
    assert re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", policy["style-src"])


@pytest.mark.parametrize("address", [PAGE, PDF, HTML])
def test_what_was_taken_down_is_gone_and_says_when_but_not_why(publication, client, ruth, address):
    take_down(publication=publication, reason="A name was left in.", by=ruth)

    response = client.get(address)

    page = response.content.decode()
    assert response.status_code == 410
    assert "was withdrawn on 10 February 2026" in page
    assert "A name was left in." not in page
    assert publication.title not in page


@pytest.mark.parametrize("address", ["/register/P-NONE/", "/register/P-NONE/P-NONE.pdf", f"{PAGE}P-NONE.pdf"])
def test_a_number_that_was_never_published_is_not_found(publication, client, address):
    assert client.get(address).status_code == 404


def test_what_is_only_approved_is_not_public(approval, client):
    assert [client.get(address).status_code for address in [PAGE, PDF, HTML]] == [404, 404, 404]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("column", "address"), [("pdf", PDF), ("html", HTML)])
def test_a_file_altered_in_the_database_is_not_given_out_and_is_put_on_the_trail_once(
    publication, client, owner_connection, column, address
):
    with closing(owner_connection.cursor()) as cursor:
        cursor.execute("ALTER TABLE release_candidate DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE release_candidate SET {column} = {column} || 'x'::bytea")

    answers = [client.get(address) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [503, 503]
    assert all(b"%PDF" not in answer.content and b"<style" not in answer.content for answer in answers)
    assert Event.objects.filter(action="publication.altered", actor_id=None).count() == 1
