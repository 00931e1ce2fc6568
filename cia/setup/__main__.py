"""``python3 -m cia.setup run | reset | test | long | noninterference``: bring in what is missing, then do it."""

import os
import sys
import time

from cia.setup import PROJECT, CannotSetUp
from cia.setup.environment import PYTHON, ensure_environment
from cia.setup.ports import check_port
from cia.setup.system_packages import FOR_RUNNING, FOR_TESTS, ensure_system_packages

COMMANDS = {
    "run": (FOR_RUNNING, "requirements.lock", "cia.setup.demonstration"),
    "reset": (FOR_RUNNING, "requirements.lock", "cia.setup.demonstration"),
    "test": (FOR_RUNNING + FOR_TESTS, "development.lock", "cia.setup.checks"),
    "long": (FOR_RUNNING + FOR_TESTS, "development.lock", "cia.setup.checks"),
    "noninterference": (FOR_RUNNING + FOR_TESTS, "development.lock", "cia.setup.checks"),
}


def main(words: list[str]) -> str:
    """Set up and hand over to the command; a sentence where that is not possible."""
    if len(words) != 1 or words[0] not in COMMANDS:
        return f"Say what to do: python3 -m cia.setup {' | '.join(COMMANDS)}"
    packages, lock, module = COMMANDS[words[0]]
    os.environ.setdefault("SET_UP_STARTED_AT", str(time.time()))
    try:
        if words[0] == "run":
            check_port()
        ensure_system_packages(packages)
        ensure_environment(lock)
    except CannotSetUp as reason:
        return str(reason)
    os.chdir(PROJECT)
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), "-m", module, words[0]])  # noqa: S606 - the very program, no shell wanted
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
