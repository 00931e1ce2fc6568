"""Nothing reaches the world but through here: files are made and read in processes that never held a hidden word.

Whatever fails, is missing or takes too long refuses the release. The hidden words stay in this process: what strangers
see in the finished files is brought back here and searched.
"""

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from threading import Event, Timer
from typing import TypeVar
from urllib.parse import unquote

import msgspec
import regex

from assessments.release import expected
from assessments.release.checking import CHECKS, Seen, Step
from assessments.release.redacting import PublicDocument
from assessments.release.residual import WITHOUT_SPACES
from assessments.release.workroom import LARGEST_MESSAGE, LENGTH, Checked, ExamineFiles, Looked, Made, MakeFiles

SECONDS = 60
PROGRAMS = "/usr/local/bin:/usr/bin:/bin"
PROJECT = Path(__file__).resolve().parents[2]
# Shorter words are only found as words: joined up, any text holds them by chance.
_JOINED = 5
_SHORTEST_WORD = 3
_RAW = 8
_DENSE = regex.compile(rf"{WITHOUT_SPACES}+")
_TWO_LETTERS = regex.compile(rf"{WITHOUT_SPACES}{{2}}")
_ACCENTS = regex.compile(
    r"[\p{M}--[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Tamil}]]", regex.VERSION1
)
# What raw bytes are full of: numbers, and the codes of glyphs.
_NUMBERS = regex.compile(r"[0-9a-f]+")
_Answer = TypeVar("_Answer", Made, Looked)
_Result = TypeVar("_Result")


class Refused(Exception):
    """The release may not go out. The sentence says why and quotes nothing that was withheld."""

    def __init__(self, *sentences: str, report: Sequence[Step] = ()) -> None:
        super().__init__(*sentences)
        self.report = tuple(report)

    def __str__(self) -> str:
        return " ".join(self.sentences)

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(str(sentence) for sentence in self.args)


class Examined(msgspec.Struct, frozen=True):
    """Files that passed every check, with what each check said."""

    pdf: bytes
    html: str
    pages: int
    report: tuple[Step, ...]

    @property
    def pdf_sha256(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()

    @property
    def html_sha256(self) -> str:
        return hashlib.sha256(self.html.encode()).hexdigest()


def examine(
    document: PublicDocument,
    *,
    hidden: Sequence[str],
    from_swapped: PublicDocument | None = None,
    must_have_no_network: bool = False,
) -> Examined:
    """Make the public files and let strangers read them. Raises ``Refused``, and nothing else, unless all checks pass.

    The files are made twice, in separate processes, the second time from ``from_swapped`` where it is given: the same
    document redacted from other hidden words. ``hidden`` is what no reader may find.
    """
    return last_of(
        examining(document, hidden=hidden, from_swapped=from_swapped, must_have_no_network=must_have_no_network)
    )


def examining(
    document: PublicDocument,
    *,
    hidden: Sequence[str],
    from_swapped: PublicDocument | None = None,
    must_have_no_network: bool = False,
) -> Generator[Step, None, Examined]:
    """The same, giving each step as it ends. Left before the end, it ends its processes, and there is no result."""
    try:
        with ThreadPoolExecutor(max_workers=2) as both:
            first = both.submit(_make, document)
            second = both.submit(_make, from_swapped or document)
            made, again = first.result(), second.result()
        steps = [
            _same_bytes(made, again, is_swapped=from_swapped is not None),
            _no_network(made.has_no_network and again.has_no_network, required=must_have_no_network),
        ]
        yield from steps
        return (yield from _inspecting(document, pdf=made.pdf, html=made.html, hidden=hidden, before=steps))
    except Refused:
        raise
    except Exception as error:  # no room, no memory, no process: whatever it is, nothing goes out
        raise Refused("The file may not go out. Something failed on this machine while it was made or read.") from error


def inspect(document: PublicDocument, *, pdf: bytes, html: str, hidden: Sequence[str]) -> Examined:
    """Let strangers read finished files. Raises ``Refused`` unless every check passes."""
    return last_of(_inspecting(document, pdf=pdf, html=html, hidden=hidden, before=()))


def _inspecting(
    document: PublicDocument, *, pdf: bytes, html: str, hidden: Sequence[str], before: Sequence[Step]
) -> Generator[Step, None, Examined]:
    looked = yield from _ask(ExamineFiles(document, pdf, html), Looked)
    after = (_every_check_answered(looked), _no_hidden_word(document, hidden, looked))
    yield from after
    report = (*before, *looked.steps, *after)
    if failed := [step for step in report if not step.passed]:
        raise Refused("The file may not go out.", *(step.detail for step in failed), report=report)
    return Examined(pdf=pdf, html=html, pages=looked.pages, report=report)


def hidden_words_seen(document: PublicDocument, hidden: Sequence[str], seen: Sequence[Seen], pages: int) -> set[str]:
    """Where a hidden word stands that the public document does not show itself."""
    shown = " ".join(
        (
            document.title,
            *expected.body(document),
            *expected.contents(document),
            expected.CONTENTS,
            "Section",
            *expected.list_markers(document),
            *(expected.margins(document, number, pages) for number in range(1, pages + 1)),
        )
    )
    joined_shown, words_shown = _joined(shown), _words(shown)
    margins = [_joined(expected.margins(document, number, pages)) for number in range(1, pages + 1)]
    wanted = {word for text in hidden for word in _words(text) if len(word) >= _SHORTEST_WORD or _is_dense(word)}
    wanted |= {_joined(text) for text in hidden} - {""}
    short = {word for word in wanted if len(word) < _JOINED}
    long = {word for word in wanted - short if word not in joined_shown}
    within = {word for word in short if (len(word) >= _SHORTEST_WORD or _is_dense(word)) and word not in joined_shown}
    # "Harrow", where "Harrowmere" is public; letters without spaces follow each other by chance in any text.
    alone = {word for word in wanted - long if word in within or not _is_dense(word)}
    places = set()
    for each in seen:
        for text in {each.text, unescape(unquote(each.text))}:
            joined = _joined(text)
            for margin in margins:
                joined = joined.replace(margin, " ")  # or a page's last word and its margin make words by chance
            if each.is_raw:
                found = any(word in joined for word in long if len(word) >= _RAW and not _NUMBERS.fullmatch(word))
            else:
                backwards = [word[::-1] for word in long if word[::-1] not in joined_shown]
                found = any(word in joined for word in (*long, *backwards))
                others = _words(text) - words_shown
                found = found or not alone.isdisjoint(others)
                found = found or any(word in other for other in others for word in within)
            if found:
                places.add(each.where)
    return places


def _every_check_answered(looked: Looked) -> Step:
    name = "Every check answered"
    if missing := [asked for asked, _, _ in CHECKS if asked not in {step.name for step in looked.steps}]:
        return Step(name, False, f"{len(missing)} of {len(CHECKS)} checks gave no answer.")
    return Step(name, True, f"{len(CHECKS)} of {len(CHECKS)}.")


def _no_hidden_word(document: PublicDocument, hidden: Sequence[str], looked: Looked) -> Step:
    name = "No hidden word is in anything that could be read"
    readers = {each.where for each in looked.seen if each.text}
    if len([each for each in readers if each.startswith("what ")]) < 4:
        return Step(name, False, "Not every reader read the file, so it could not be searched.")
    if places := hidden_words_seen(document, hidden, looked.seen, looked.pages):
        return Step(name, False, f"Words that are withheld can be found in {', '.join(sorted(places))}.")
    passages = "1 passage" if len(hidden) == 1 else f"{len(hidden)} passages"
    return Step(name, True, f"Searched {len(readers)} kinds of text for {passages}, forwards and backwards.")


def _same_bytes(made: Made, again: Made, *, is_swapped: bool) -> Step:
    name = "Made twice, from different hidden words, it is the same" if is_swapped else "Made twice, it is the same"
    if (made.pdf, made.html) != (again.pdf, again.html):
        return Step(name, False, "The file came out different when it was made a second time.")
    return Step(name, True, "Two processes wrote the same bytes.")


def _no_network(has_no_network: bool, *, required: bool) -> Step:
    name = "It was made where there is no network"
    if has_no_network:
        return Step(name, True, "The processes were in a network of their own with nothing in it.")
    if required:
        return Step(name, False, "This machine's kernel allows no separate network, which the settings require.")
    return Step(name, True, "This machine's kernel allows no separate network; nothing was fetched.")


def _make(document: PublicDocument) -> Made:
    return last_of(_ask(MakeFiles(document), Made))


def last_of(steps: Generator[Step, None, _Result]) -> _Result:
    """What steps come to when all are taken."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: _Result = end.value
            return result


def _ask(task: MakeFiles | ExamineFiles, answer: type[_Answer]) -> Generator[Step, None, _Answer]:
    """Have a task done in a process of its own, with an empty environment and the task on its standard input.

    Gives each check as the process says that it is done; the answer must name the same ones.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "PATH": PROGRAMS,
            "PYTHONPATH": str(PROJECT),
            "LANG": "C.UTF-8",
            "HOME": folder,
            "TMPDIR": folder,
            "XDG_CACHE_HOME": folder,
            "SOURCE_DATE_EPOCH": "0",
        }
        with subprocess.Popen(
            [sys.executable, "-m", "assessments.release.workroom"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=folder,
            start_new_session=True,
        ) as process:
            try:
                with _ended_after(SECONDS, process) as is_late:
                    _hand_over(task, process)
                    answered = yield from _answer(process, answer)
                    process.wait()
            finally:
                _end(process)
    if is_late.is_set():
        raise Refused("The file may not go out. Making or reading it took too long.")
    if process.returncode:
        raise Refused("The file may not go out. The process that makes or reads it stopped before it was done.")
    if answered is None:
        raise Refused("The file may not go out. The process that makes or reads it gave no answer.")
    return answered


def _answer(process: subprocess.Popen[bytes], answer: type[_Answer]) -> Generator[Step, None, _Answer | None]:
    """The one answer that comes last and names every check given before it; nothing where that is not what comes."""
    checked: list[Step] = []
    answered: _Answer | None = None
    for message in _messages(process):
        if answered is not None:
            return None
        try:
            said = msgspec.msgpack.decode(message, type=Checked | Made | Looked)
        except msgspec.DecodeError:
            return None
        if isinstance(said, Checked):
            checked.append(said.step)
            yield said.step
        elif isinstance(said, answer):
            answered = said
        else:
            return None
    named = answered.steps if isinstance(answered, Looked) else ()
    return answered if named == tuple(checked) else None


def _messages(process: subprocess.Popen[bytes]) -> Iterator[bytes]:
    """What a process says, each message with its length before it. One that is cut off, or too long, is empty."""
    output = process.stdout
    while output and (head := output.read(LENGTH.size)):
        length = LENGTH.unpack(head)[0] if len(head) == LENGTH.size else 0
        message = output.read(length) if length <= LARGEST_MESSAGE else b""
        yield message if len(message) == length else b""


def _hand_over(task: MakeFiles | ExamineFiles, process: subprocess.Popen[bytes]) -> None:
    if process.stdin is None:
        return
    with contextlib.suppress(BrokenPipeError):  # it has ended, which is found below
        process.stdin.write(msgspec.msgpack.encode(task))
        process.stdin.close()


@contextlib.contextmanager
def _ended_after(seconds: float, process: subprocess.Popen[bytes]) -> Iterator[Event]:
    """Ends a process that takes longer, and says so."""
    is_late = Event()

    def end() -> None:
        is_late.set()
        _end(process)

    timer = Timer(seconds, end)
    timer.start()
    try:
        yield is_late
    finally:
        timer.cancel()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and the readers that it started, should any be left."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _is_dense(word: str) -> bool:
    """Whether one or two letters may be a name, and need no space beside it."""
    return len(word) < _SHORTEST_WORD and _DENSE.fullmatch(word) is not None


def _words(text: str) -> set[str]:
    """The words of a text, and of a script without spaces between them every two letters that follow each other."""
    words = set(regex.findall(r"[\p{L}\p{N}\p{M}]+", _letters(text)))
    return words.union(*(_TWO_LETTERS.findall(word, overlapped=True) for word in words))


def _joined(text: str) -> str:
    """Letters and digits alone: what is left when spacing, hyphens and line ends no longer count."""
    return "".join(regex.findall(r"[\p{L}\p{N}\p{M}]+", _letters(text)))


def _letters(text: str) -> str:
    """One form of each letter, without accents; the vowels of the scripts of India are signs too, and stay."""
    return str(_ACCENTS.sub("", unicodedata.normalize("NFKC", text).casefold()))
