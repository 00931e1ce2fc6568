"""The Python environment: exactly what a lock file names, each file checked against its hash."""

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from cia.setup import PROJECT, CannotSetUp

ENVIRONMENT = PROJECT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
STAMP = ENVIRONMENT / "installed-lock"
DEVELOPMENT = "development.lock"  # holds all that the other holds


def ensure_environment(lock: str) -> None:
    """Make the environment, or bring it to what the lock file says; nothing when it is there already."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts set-up may well have an older one
        raise CannotSetUp(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]} ({sys.executable}).")
    if not _works():
        print("Making the Python environment .venv", flush=True)
        _run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)])
    lock = DEVELOPMENT if _installed().startswith(DEVELOPMENT) else lock
    if _installed() == _stamp(lock):
        return
    print(f"Installing Python packages from {lock}", flush=True)
    uv = ENVIRONMENT / "bin" / "uv"
    if not uv.exists():
        _run([str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv"])
    _run([str(uv), "pip", "sync", "--quiet", "--require-hashes", "--python", str(PYTHON), str(PROJECT / lock)])
    STAMP.write_text(_stamp(lock), "ascii")


def _stamp(lock: str) -> str:
    return f"{lock} {sha256((PROJECT / lock).read_bytes()).hexdigest()}"


def _installed() -> str:
    return STAMP.read_text("ascii") if STAMP.exists() else ""


def _works() -> bool:
    """Whether the environment's Python starts: it does not once the Python that it was made from is gone."""
    return PYTHON.exists() and subprocess.run([str(PYTHON), "-c", ""], capture_output=True, check=False).returncode == 0


def _run(command: list[str | Path]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=PROJECT)
    if done.returncode != 0:
        said = (done.stdout + done.stderr).strip()[-2000:]
        raise CannotSetUp(f"This command failed:\n    {' '.join(map(str, command))}\n{said}")
