"""Set-up on a machine where something is missing."""

import os
import socket
import subprocess
import sys

import pytest

from cia.setup import CannotSetUp, environment
from cia.setup.__main__ import main
from cia.setup.ports import HOST, check_port
from cia.setup.system_packages import ensure_system_packages


@pytest.fixture
def no_right_to_install(monkeypatch, tmp_path):
    """Neither root, nor a sudo that asks for no password."""
    sudo = tmp_path / "sudo"
    sudo.write_text("#!/bin/sh\nexit 1\n")
    sudo.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.delenv("SYSTEM_PACKAGES", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


@pytest.mark.usefixtures("no_right_to_install")
def test_without_the_right_to_install_it_says_what_is_missing_and_how_to_get_it():
    with pytest.raises(CannotSetUp) as refusal:
        ensure_system_packages(("dpkg", "no-such-package", "nor-this-one"))

    said = str(refusal.value)
    assert "missing: no-such-package, nor-this-one." in said
    assert "&& apt-get install -y --no-install-recommends no-such-package nor-this-one" in said


@pytest.mark.usefixtures("no_right_to_install")
def test_nothing_is_asked_for_when_nothing_is_missing():
    ensure_system_packages(("dpkg", "libc6"))


def test_elsewhere_than_on_debian_it_names_what_it_needs(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("SYSTEM_PACKAGES", raising=False)

    with pytest.raises(CannotSetUp, match=r"Install what your system has for: qpdf\..*SYSTEM_PACKAGES=present"):
        ensure_system_packages(("qpdf",))


def test_a_taken_port_is_named_and_another_suggested(monkeypatch):
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        number = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(number))

        with pytest.raises(CannotSetUp, match=rf"Port {number} .* make run PORT={number + 1}"):
            check_port()


@pytest.mark.parametrize("given", ["", "http", "0", "65536", "-1"])
def test_a_port_is_a_number(monkeypatch, given):
    monkeypatch.setenv("PORT", given)

    with pytest.raises(CannotSetUp, match="PORT=8001"):
        check_port()


def test_a_command_it_does_not_know_is_answered_with_those_it_does():
    assert "run | reset | test | long" in main(["start"])


@pytest.fixture
def fresh_environment(monkeypatch, tmp_path):
    """An environment with a Python that works, and a list of the commands that would change it."""
    commands = []
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    monkeypatch.setattr(environment, "PROJECT", tmp_path)
    monkeypatch.setattr(environment, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(environment, "PYTHON", python)
    monkeypatch.setattr(environment, "STAMP", tmp_path / ".venv" / "installed-lock")
    monkeypatch.setattr(environment, "_run", commands.append)
    for lock in ["requirements.lock", "development.lock"]:
        (tmp_path / lock).write_text(f"as {lock} says")
    return commands


def test_packages_are_installed_once_for_a_lock_and_again_when_it_changes(fresh_environment, tmp_path):
    environment.ensure_environment("requirements.lock")
    assert any("--require-hashes" in command for command in fresh_environment)
    fresh_environment.clear()

    environment.ensure_environment("requirements.lock")
    assert fresh_environment == []

    (tmp_path / "requirements.lock").write_text("something newer")
    environment.ensure_environment("requirements.lock")
    assert fresh_environment


def test_running_takes_nothing_away_from_an_environment_for_tests(fresh_environment, tmp_path):
    environment.ensure_environment("development.lock")
    fresh_environment.clear()

    environment.ensure_environment("requirements.lock")
    assert fresh_environment == []

    (tmp_path / "development.lock").write_text("something newer")
    environment.ensure_environment("requirements.lock")
    assert any(str(word).endswith("development.lock") for command in fresh_environment for word in command)


def test_set_up_needs_the_standard_library_alone():
    alone = "import sys; sys.path.insert(0, '.'); import cia.setup.__main__"

    subprocess.run([sys.executable, "-I", "-S", "-c", alone], check=True)
