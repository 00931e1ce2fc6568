"""The Debian packages that Python's own packages lean on."""

import importlib.util
import os
import shutil
import subprocess

from cia.setup import CannotSetUp

FOR_RUNNING = (
    "ca-certificates",
    "python3-venv",
    "libpango-1.0-0",  # WeasyPrint lays out with these three
    "libpangoft2-1.0-0",
    "libharfbuzz-subset0",
    "fonts-liberation2",
    "fonts-dejavu-core",
    "poppler-utils",  # the readers of the gate, as programs
    "mupdf-tools",
    "qpdf",
)
FOR_TESTS = (
    "chromium",
    "libatomic1",
    "default-jre-headless",  # veraPDF
    "libjaxb-java",
    "libimage-exiftool-perl",  # what a finished file says of itself, as another program reads it
    "openssl",  # verifies a signature as the public page says
)


def ensure_system_packages(names: tuple[str, ...]) -> None:
    """Install what is missing where this user may; otherwise say what is missing and how to get it."""
    missing = missing_packages(names)
    if not missing:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    before = right_to_install()
    if before is None:
        raise CannotSetUp(
            f"These system packages are missing: {', '.join(missing)}. Ask someone who may to install them, as root:\n"
            f"    apt-get update && {' '.join(install)}"
        )
    print(f"Installing system packages: {', '.join(missing)}", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["apt-get", "update"], install):
        command = [*before, *words, "-qq", "-o", "Dpkg::Use-Pty=0"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise CannotSetUp(
                f"{' '.join(command)} failed:\n{(done.stdout + done.stderr).strip()[-2000:]}\n"
                "Run it yourself until it succeeds, then try again."
            )


def missing_packages(names: tuple[str, ...]) -> list[str]:
    """Which of them are not installed. ``SYSTEM_PACKAGES=present`` answers for a system that names them otherwise."""
    if os.environ.get("SYSTEM_PACKAGES") == "present":
        return []
    if shutil.which("dpkg-query") is None:
        raise CannotSetUp(
            "This is not a Debian, so set-up cannot tell what is installed. Install what your system has for: "
            f"{', '.join(names)}. Then set SYSTEM_PACKAGES=present and try again."
        )
    query = ["dpkg-query", "--show", "--showformat=${Package} ${db:Status-Status}\n", *names]
    shown = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    installed = {line.removesuffix(" installed") for line in shown.splitlines() if line.endswith(" installed")}
    if importlib.util.find_spec("ensurepip"):
        installed.add("python3-venv")  # a Python from elsewhere may bring its own
    return [name for name in names if name not in installed]


def right_to_install() -> list[str] | None:
    """What to put before apt-get: nothing for root, sudo where it asks for no password, otherwise there is no right."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode:
        return ["sudo", "-n", "--preserve-env=DEBIAN_FRONTEND"]
    return None
