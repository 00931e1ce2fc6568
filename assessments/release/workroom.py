"""The room where public files are made and looked at: a process of its own that never holds a hidden word.

``python -m assessments.release.workroom`` reads one task from its standard input. To its standard output it writes each
check as it is done and its answer at the end, each with its length before it. It has no database, no settings and no
environment to speak of, and bounds itself before it reads the task.
"""

import ctypes
import os
import resource
import socket
import struct
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from assessments.release.checking import Examination, Seen, Step
from assessments.release.redacting import PublicDocument

MEMORY = 2 * 1024**3
PROCESSOR_SECONDS = 60
LARGEST_FILE = 64 * 1024**2
LARGEST_MESSAGE = 4 * LARGEST_FILE
LENGTH = struct.Struct(">I")
_NEW_USER_NAMESPACE = 0x10000000
_NEW_NETWORK_NAMESPACE = 0x40000000


class MakeFiles(msgspec.Struct, frozen=True, tag="make"):
    document: PublicDocument


class ExamineFiles(msgspec.Struct, frozen=True, tag="examine"):
    document: PublicDocument
    pdf: bytes
    html: str


class Checked(msgspec.Struct, frozen=True, tag="checked"):
    """One check, as soon as it is done."""

    step: Step


class Made(msgspec.Struct, frozen=True, tag="made"):
    """The files, and whether they were made where there is no network at all."""

    pdf: bytes
    html: str
    has_no_network: bool


class Looked(msgspec.Struct, frozen=True, tag="looked"):
    """Every check, everything that could be seen in the files, and how many pages there are."""

    steps: tuple[Step, ...]
    seen: tuple[Seen, ...]
    pages: int
    has_no_network: bool


def work(
    task: MakeFiles | ExamineFiles, *, has_no_network: bool, tell: Callable[[Step], None] = lambda step: None
) -> Made | Looked:
    """Do one task, and tell of each check. Rendering is imported here, so that the bounds hold for it too."""
    if isinstance(task, MakeFiles):
        from assessments.release.rendering import public_html, public_pdf

        return Made(public_pdf(task.document), public_html(task.document), has_no_network)
    with tempfile.TemporaryDirectory() as folder:
        examination = Examination(task.document, task.pdf, task.html, Path(folder))
        steps = examination.steps(tell=tell)
        return Looked(steps, tuple(examination.seen), examination.pages, has_no_network)


def bound_yourself() -> None:
    """Limit memory, time and size of files, for this process and the readers that it starts."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def leave_the_network() -> bool:
    """Enter a network namespace with nothing in it, where the kernel lets us; says whether there is no network now."""
    user, group = os.getuid(), os.getgid()
    unshare = ctypes.CDLL(None, use_errno=True).unshare
    if unshare(_NEW_NETWORK_NAMESPACE) != 0:
        if unshare(_NEW_USER_NAMESPACE | _NEW_NETWORK_NAMESPACE) != 0:
            return False
        try:
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
            Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
        except OSError:
            return False
    return [name for _, name in socket.if_nameindex() if name != "lo"] == []


def main() -> None:
    answer_to = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not become part of the answer
    bound_yourself()
    has_no_network = leave_the_network()
    task = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=MakeFiles | ExamineFiles)
    with os.fdopen(answer_to, "wb") as output:

        def write(message: Checked | Made | Looked) -> None:
            encoded = msgspec.msgpack.encode(message)
            output.write(LENGTH.pack(len(encoded)) + encoded)
            output.flush()

        write(work(task, has_no_network=has_no_network, tell=lambda step: write(Checked(step))))


if __name__ == "__main__":
    main()
