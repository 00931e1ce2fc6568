"""Settings are loud when wrong: a sentence, and no start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from cia.embedded import Server

PROJECT = Path(__file__).resolve().parent.parent
OURS = {"DATABASE_URL", "DATABASE_OWNER_URL", "DEBUG", "DJANGO_ALLOW_ASYNC_UNSAFE", "STATIC_ROOT"}
PRODUCTION = {
    "CIA_MODE": "production",
    "ALLOWED_HOSTS": "assessments.example.org",
    "DATABASE_URL": "postgresql://cia:password@db.example.org/cia",
    "SECRET_KEY": "aB3-eF" * 9,
    "SNAPSHOT_KEY": "bC4-fG" * 9,
    "AUDIT_KEY": "cD5-gH" * 9,
    "DRAFT_KEY": Fernet.generate_key().decode(),
    "PUBLICATION_KEY": "x" * 43 + "=",
}


def check(*words, command="check", **settings):
    """Django's check, or another command, in a process with these variables of ours and no others."""
    environment = {
        name: value for name, value in os.environ.items() if name not in OURS and not name.startswith("CIA_")
    }
    return subprocess.run(
        [sys.executable, "manage.py", command, *words],
        env=environment | settings,
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_with_everything_set_passes_the_deployment_checks():
    done = check("--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert done.returncode == 0, done.stderr


def test_cookies_of_production_are_taken_from_no_other_host():
    done = check(command="diffsettings", **PRODUCTION)

    assert "SESSION_COOKIE_NAME = '__Host-session'" in done.stdout
    assert "CSRF_COOKIE_NAME = '__Host-csrf'" in done.stdout


def test_production_makes_public_files_without_a_network_or_not_at_all():
    done = check(command="diffsettings", **PRODUCTION)

    assert "PUBLICATION_SANDBOX_REQUIRED = True" in done.stdout


@pytest.mark.parametrize("name", [name for name in PRODUCTION if name != "CIA_MODE"])
def test_production_does_not_start_without(name):
    done = check(**{variable: value for variable, value in PRODUCTION.items() if variable != name})

    assert done.returncode == 1
    assert done.stderr.startswith(f"Set the environment variable {name}: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"TRUSTED_PROXIES": "one"}, "should be how many proxies of yours stand in front"),
        ({"CIA_MODE": "live"}, "CIA_MODE is 'live': it must be demonstration, test or production."),
        ({"DEBUG": "true"}, "DEBUG must not be set in production"),
        ({"DEBUG": "perhaps"}, "DEBUG must be true or false."),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name the hosts"),
        ({"SNAPSHOT_KEY": "short"}, "SNAPSHOT_KEY is too short"),
        ({"PUBLICATION_KEY": "short"}, "PUBLICATION_KEY must be an Ed25519 private key"),
        ({"PUBLICATION_KEYS_BEFORE": "short"}, "PUBLICATION_KEYS_BEFORE must be public keys"),
        ({"DRAFT_KEY": "x" * 44}, "DRAFT_KEY must be a Fernet key"),
        ({"AUDIT_KEY": PRODUCTION["SECRET_KEY"]}, "must be five different keys"),
        ({"DATABASE_URL": "sqlite:///records"}, "DATABASE_URL must be an address like postgresql://"),
        ({"DATABASE_URL": "postgresql://db.example.org"}, "DATABASE_URL must be an address like postgresql://"),
        ({"DATABASE_OWNER_URL": PRODUCTION["DATABASE_URL"]}, "must name two roles"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(wrong, sentence):
    done = check(**PRODUCTION | wrong)

    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_production_refuses_the_embedded_server(tmp_path):
    address = Server(tmp_path / "postgres").url(user="cia", password="password", database="cia")

    done = check(**PRODUCTION | {"CIA_VAR": str(tmp_path), "DATABASE_URL": address})

    assert done.returncode == 1
    assert "the embedded server, which is for the demonstration alone" in done.stderr


def test_keys_of_the_demonstration_are_kept_and_are_its_owners_alone(tmp_path):
    environment = {"CIA_MODE": "demonstration", "CIA_VAR": str(tmp_path), "DATABASE_URL": "postgresql://cia@/cia"}

    first = check(**environment)
    keys = {path.name: path.read_text() for path in (tmp_path / "keys").iterdir()}
    check(**environment)

    assert first.returncode == 0, first.stderr
    assert set(keys) == {"secret_key", "snapshot_key", "audit_key", "draft_key", "publication_key"}
    assert keys == {path.name: path.read_text() for path in (tmp_path / "keys").iterdir()}
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "keys").iterdir()} == {0o600}
