"""What goes out beside the files: manifest, signature, schedule. Read as a stranger would, with openssl."""

import base64
import csv
import io
import json
import subprocess
from contextlib import closing
from hashlib import sha256

import msgspec
import pytest
from django.core.management import call_command

from assessments.release import pack
from assessments.release.actions import publishing
from assessments.release.models import Publication
from assessments.release.pack import schedule_table
from assessments.release.redacting import PublicDocument
from assessments.release.signing import is_signed, key_id, sign
from cia.audit.models import Event
from tests.release.conftest import HIDDEN_AUTHOR, HIDDEN_WORDS, NUMBER

pytestmark = pytest.mark.django_db

PAGE = f"/register/{NUMBER}/"
MANIFEST, SIGNATURE = f"{PAGE}{NUMBER}.manifest.json", f"{PAGE}{NUMBER}.manifest.sig"
SCHEDULE, PDF, HTML = f"{PAGE}{NUMBER}.schedule.csv", f"{PAGE}{NUMBER}.pdf", f"{PAGE}{NUMBER}.html"


def command_on(page: str) -> list[str]:
    return page.split("<code>openssl ")[1].split("</code>")[0].split()


def test_the_command_on_the_page_verifies_the_signature_and_no_other_manifest(publication, client, tmp_path):
    for address in (MANIFEST, SIGNATURE, f"/register/keys/{key_id()}.pem"):
        (tmp_path / address.rsplit("/", 1)[1]).write_bytes(client.get(address).content)
    command = ["openssl", *command_on(client.get(PAGE).content.decode())]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    manifest = tmp_path / f"{NUMBER}.manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"marks": 3', b'"marks": 2'))
    changed = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (0, "Signature Verified Successfully\n"), done.stderr
    assert changed.returncode == 1


def test_the_manifest_names_each_file_and_counts_marks_by_their_words(publication, client):
    manifest = json.loads(client.get(MANIFEST).content)

    for address in (PDF, HTML, SCHEDULE):
        content = client.get(address).content
        told = manifest["files"][address.rsplit("/", 1)[1]]
        assert told == {"sha256": sha256(content).hexdigest(), "bytes": len(content)}
    assert manifest["marks_by_words"] == {"[Redacted: s.31(1)(a)]": 1, "[Redacted: s.40(2)]": 2}
    assert (manifest["number"], manifest["published_on"]) == (NUMBER, "2026-02-10")
    assert manifest["tools"].keys() >= {"weasyprint", "pdftotext", "mutool"}


def test_the_schedule_says_what_each_mark_means(publication, client):
    rows = list(csv.reader(io.StringIO(client.get(SCHEDULE).content.decode())))

    assert [(row[0], row[1], row[3]) for row in rows[1:]] == [
        ("Cover", "[Redacted: s.40(2)]", "1"),
        ("Information", "[Redacted: s.31(1)(a)]", "1"),
        ("Sign-off", "[Redacted: s.40(2)]", "1"),
    ]
    assert all(row[2] for row in rows[1:])


@pytest.mark.parametrize("address", [MANIFEST, SIGNATURE, SCHEDULE])
def test_nothing_of_it_holds_a_hidden_word_or_an_identity_of_the_record(publication, client, address):
    release = publication.candidate.release
    answer = client.get(address)

    for secret in (
        HIDDEN_WORDS,
        HIDDEN_AUTHOR,
        "Priya Raman",
        release.snapshot.version.assessment.reference,
        release.snapshot.hmac,
    ):
        assert secret.encode() not in answer.content + str(answer.headers).encode()
    for hidden in (HIDDEN_WORDS, HIDDEN_AUTHOR):
        assert sha256(hidden.encode()).hexdigest().encode() not in answer.content
    assert not answer.cookies


def test_an_earlier_key_counts_while_the_force_vouches_for_it_and_no_longer(settings):
    content, name = b"manifest", key_id()
    signature = sign(content)
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    old = Ed25519PrivateKey.from_private_bytes(base64.urlsafe_b64decode(settings.PUBLICATION_KEY))
    settings.PUBLICATION_KEY = base64.urlsafe_b64encode(b"7" * 32).decode()

    assert not is_signed(content, signature, by=name)
    settings.PUBLICATION_KEYS_BEFORE = [base64.urlsafe_b64encode(old.public_key().public_bytes_raw()).decode()]
    assert is_signed(content, signature, by=name)
    assert not is_signed(content, signature, by=key_id())


def test_a_key_that_the_force_never_had_is_not_found(publication, client):
    assert client.get("/register/keys/0123456789abcdef.pem").status_code == 404


def test_a_meaning_is_never_read_as_a_formula(candidate):
    document = msgspec.convert(candidate.public, PublicDocument)
    entry = msgspec.structs.replace(document.key[0], meaning="=1+1")

    assert b",'=1+1," in schedule_table(msgspec.structs.replace(document, key=(entry,)))


def test_every_publication_verifies(publication, capsys):
    call_command("verify_publications")

    assert "1 publications are as they were approved." in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("change", "address", "fault"),
    [
        ("UPDATE release_candidate SET pdf = pdf || 'x'::bytea", PDF, "The PDF is not the one that was approved."),
        ("UPDATE release_publicationpack SET manifest = manifest || ' '::bytea", MANIFEST, "the force's signature"),
        ("UPDATE release_publicationpack SET signature = 'x'::bytea", SIGNATURE, "the force's signature"),
        ("UPDATE release_publicationpack SET schedule = 'x'::bytea", SCHEDULE, "The schedule is not that"),
        ("UPDATE release_publication SET title = 'Other'", None, "does not show the public title"),
        ("DELETE FROM release_publicationpack", MANIFEST, "It has no manifest."),
    ],
)
def test_what_was_altered_is_found_and_not_given_out(
    publication, client, owner_connection, capsys, change, address, fault
):
    with closing(owner_connection.cursor()) as cursor:
        cursor.execute(f"ALTER TABLE {change.split()[1 if 'UPDATE' in change else 2]} DISABLE TRIGGER USER")
        cursor.execute(change)

    with pytest.raises(SystemExit) as ended:
        call_command("verify_publications")

    assert ended.value.code == 1
    assert f"{NUMBER}: " in (said := capsys.readouterr().err)
    assert fault in said
    if address:
        assert client.get(address).status_code == 503
        assert Event.objects.filter(action="publication.altered").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_hidden_word_in_a_file_is_found_whatever_its_digest_says(publication, owner_connection, capsys):
    with closing(owner_connection.cursor()) as cursor:
        for table in ("release_candidate", "release_approval"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        html = bytes(publication.candidate.html).replace(b"</body>", f"<p>{HIDDEN_AUTHOR}</p></body>".encode())
        cursor.execute("UPDATE release_candidate SET html = %s, html_sha256 = %s", [html, sha256(html).hexdigest()])
        cursor.execute("UPDATE release_approval SET html_sha256 = %s", [sha256(html).hexdigest()])

    with pytest.raises(SystemExit):
        call_command("verify_publications")

    said = capsys.readouterr().err
    assert "Words that are withheld can be found in the web page." in said
    assert HIDDEN_AUTHOR not in said


def with_a_row(words):
    """The schedule, with words in the meaning of a mark that belong to what the mark hides."""
    real = pack.schedule

    def schedule(document):
        return tuple(msgspec.structs.replace(row, meaning=f"{row.meaning} {words}") for row in real(document))

    return schedule


@pytest.mark.parametrize("words", [HIDDEN_AUTHOR, "DANA   okafor", "d a n a o k a f o r", "rofako anad"])
@pytest.mark.parametrize("place", ["title", "unit", "schedule"])
def test_what_would_show_a_hidden_word_beside_the_files_is_not_published(
    approval, as_ruth, tom, monkeypatch, place, words
):
    if place == "schedule":
        monkeypatch.setattr(pack, "schedule", with_a_row(words))
    else:
        monkeypatch.setattr(publishing, f"register_{place}", lambda document: f"Lantern of {words}")

    answer = as_ruth.post(f"/release/{NUMBER}/publish/", {"confirmed": "on"})

    assert answer.status_code == 403
    assert "The manifest or the schedule would show words that are withheld" in answer.text
    assert not Publication.objects.exists()
    assert Event.objects.filter(action="gate.refused").count() == 1
    as_ruth.logout()
    assert {as_ruth.get(page).status_code for page in (PAGE, PDF, HTML, MANIFEST, SCHEDULE)} == {404}
