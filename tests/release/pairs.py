"""Records that say the same to the public and hide different things, made by chance and kept by the real actions.

Stands by itself: nothing here knows how redaction, or the swap test of the service, goes about it.
"""

from __future__ import annotations

import random
import string
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from assessments.actions.deciding import sign_off, submit
from assessments.actions.drafting import rate, save_cover, save_section, start_assessment
from assessments.actions.logging import log, log_contact_for
from assessments.actions.rows import add_row
from assessments.documents.snapshot import content_of, fingerprint
from assessments.documents.text import parse
from assessments.models import Version
from assessments.parts import NARRATIVES, Axis
from assessments.release.actions.marking import make_release_copy, mark_stretches, mark_whole
from assessments.release.models import Exemption, ReleaseCopy
from assessments.release.occurrences import Stretch
from cia import clock
from cia.accounts.models import Unit, User
from cia.accounts.roles import Role
from cia.canonical import LONGEST, Unacceptable, canonical
from stakeholders.actions.contacts import Conversation, Promise, Worry
from stakeholders.actions.directory import add_stakeholder
from stakeholders.models import Stakeholder
from tests.factories import accepted, posted

NUMBER = "P-2345-6789"
HIDDEN = None  # where a secret stands
# Rows that are hidden whole are written in syllables of their own: what is hidden must not stand elsewhere by chance.
HIDDEN_SYLLABLES = (
    "bim",
    "dov",
    "fru",
    "jat",
    "luz",
    "nib",
    "pog",
    "ruv",
    "tib",
    "vod",
    "wix",
    "yaf",
    "zeb",
    "zom",
    "kip",
)
SYLLABLES = ("bar", "cal", "der", "fen", "gar", "hol", "kes", "lin", "mor", "nor", "pen", "ros", "sel", "tar", "wen")
# Each kind of secret: what a single glyph, a long passage, a script of its own or something typed to do harm might do.
SINGLE_LINES = (
    "Q",
    "Zed",
    "Ayesha Quill",
    "fi ffl ﬃ ﬁ Æsir",
    "Łukasz Żółć-Ångström",
    "Ελένη Παπαδοπούλου",
    "Вера Жукова",
    "李小龙 与 王芳",
    "محمد عبد الله",
    "שרה לוי",
    "ਗੁਰਪ੍ਰੀਤ",
    "👮 😀 ☎",
    "👩‍👩‍👧 at home",
    "pay\u202elater\u202c now",
    "zero\u200bwidth\u00adsoft",
    "e\u0323\u0301 o\u0302\u0323",
    '<b>bold</b> &amp; "><script>alert(1)</script>',
    '<img src="http://169.254.169.254/" alt="x">',
    "{{ settings.SECRET_KEY }} ${7*7} %s",
    "**Strong Name** _and_ *slope*",
    "07700 900123 or a.quill@example.org",
    "█████████",
    "[Redacted: s.40(2)]",
    "½ … — ’quoted’ №",
)
SEVERAL_LINES = (
    "Quill\nand Vance",
    "Quill\n\n# A heading\n\nand Vance",
    "Quill\n- Ayesha\n- Imogen\n\nand Vance",
    "Quill\n1. Ayesha\n2. Imogen\n\n\nand Vance",
    "Quill\r\n\r\n\r\nand Vance",
)
NAMES = ("Jo Li", "Bartholomew Featherstonehaugh-Cholmondeley", "Dana Okafor", "Zoë Żuk", "Maximiliane Grünwald", "A B")
# Where public words stand, and perhaps hidden ones between them.
IN_ROWS = ("deployment.1.objectives", "check.1.what", "risk.1.text", "risk.1.mitigation")
IN_THE_CONTACT = ("contact.1.narrative", "contact.1.concern.1.text", "promise.1.1.what")
# What is hidden as a whole: who, and when.
WHOLE_IN_ROWS = (
    "deployment.1.gold",
    "check.1.result",
    "check.1.checked_at",
    "check.1.checker",
    "risk.1.owner",
    "contact.1.party.1.name",
    "contact.1.when",
    "contact.1.made_by.rank",
    "contact.1.made_by.name",
    "promise.1.1.owner.rank",
    "promise.1.1.owner.name",
    "promise.1.1.due",
)
LABELS = ("", "police officer", "private individual", "organisation")
RANKS = ("PS", "PC", "Insp", "T/Chief Supt")


@dataclass(frozen=True)
class Record:
    """What the public may read, field by field. In a list, ``HIDDEN`` stands between public words.

    ``label`` stands beside each mark on a passage, ``label_of_wholes`` beside those on whole fields and rows.
    """

    title: list[str | None]
    sections: dict[str, list[str | None]]
    reasons: dict[Axis, list[str | None]]
    levels: dict[Axis, int | None]
    log: list[list[str | None]]
    rows_of_the_form: dict[str, list[str | None]]
    contact: dict[str, list[str | None]]
    whole: tuple[str, ...]
    rows: tuple[str, ...]
    label: str
    label_of_wholes: str

    @property
    def written(self) -> Iterator[tuple[str, list[str | None]]]:
        yield "cover.title", self.title
        yield from ((f"section.{key}", parts) for key, parts in self.sections.items())
        yield from ((f"rating.{axis}.reasons", parts) for axis, parts in self.reasons.items())
        yield from self.rows_of_the_form.items()
        yield from self.contact.items()


@dataclass(frozen=True)
class People:
    """Who works on one record: other names of other length, other numbers, another FOI officer."""

    author: User
    signatory: User
    officer: User
    checker: User


def public_record(seed: int) -> Record:
    """A short record, with words hidden within most of its fields and some fields and rows hidden whole."""
    chance = random.Random(seed)
    keys = [narrative.key for narrative in NARRATIVES]
    whole_section = f"section.{chance.choice(keys)}"
    log_entries = chance.randint(1, 2)
    return Record(
        title=_parts(chance, 1),
        sections={key: _parts(chance, chance.choice((0, 1, 1, 2))) for key in keys},
        reasons={axis: _parts(chance, chance.choice((0, 1))) for axis in Axis},
        levels={axis: chance.choice((None, 2, 4, 6)) for axis in Axis},
        log=[_parts(chance, 1, of=HIDDEN_SYLLABLES) for _ in range(log_entries)],
        rows_of_the_form={path: _parts(chance, chance.choice((0, 1))) for path in IN_ROWS},
        contact={path: _parts(chance, chance.choice((0, 1))) for path in IN_THE_CONTACT},
        whole=("cover.author", "cover.date_created", "cover.version", "cover.summary", whole_section, *WHOLE_IN_ROWS),
        rows=(
            "sign_off",
            "place.1",
            "contact.2",
            *(f"log.{number}" for number in range(1, log_entries + 1)),
        ),
        label=chance.choice(LABELS),
        label_of_wholes=chance.choice(LABELS),
    )


def secret(chance: random.Random, *, several_lines: bool = True) -> str:
    """One hidden text. ``several_lines`` where the field may hold more than one, and public words stand before it."""
    kind = chance.random()
    if kind < 0.1:
        return chance.choice(string.ascii_uppercase)
    if kind < 0.2:
        return "".join(chance.choice(string.ascii_letters) for _ in range(chance.choice((40, 900, LONGEST))))
    if kind < 0.4:
        return "".join(chr(chance.choice((*range(0x41, 0x250), *range(0x370, 0x530)))) for _ in range(9)) + "z"
    return chance.choice(SINGLE_LINES + SEVERAL_LINES if several_lines else SINGLE_LINES)


def acceptable(text: str) -> str:
    """The text, or what is nearest to it of what may be kept; that the text itself is refused is then asserted."""
    try:
        return canonical(text)
    except Unacceptable:
        nearest = "".join(character for character in text.removeprefix("[") if _is_acceptable(character)).strip()
    return nearest if _is_acceptable(nearest) and nearest else "Quill"


def people(number: int, chance: random.Random, unit: Unit) -> People:
    return People(
        author=posted(f"author{number}", chance.choice(NAMES), rank=chance.choice(RANKS), role=Role.OFFICER, unit=unit),
        signatory=posted(f"signs{number}", chance.choice(NAMES), rank="Supt", role=Role.AUTHORISING_OFFICER, unit=unit),
        officer=posted(f"foi{number}", chance.choice(NAMES), role=Role.FOI_OFFICER),
        checker=posted(f"checks{number}", chance.choice(NAMES), role=Role.FOI_OFFICER),
    )


@contextmanager
def kept_for_a_while() -> Iterator[None]:
    """What is written within is taken back afterwards: two records cannot bear one number. Serial numbers go on."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def written_down(record: Record, *, unit: Unit, by: People, chance: random.Random) -> tuple[Version, datetime]:
    """The record with secrets of chance, signed off at a moment of chance."""
    moment = datetime(2026, 3, 1, 9, tzinfo=UTC) + timedelta(minutes=chance.randint(0, 300 * 24 * 60))
    with clock.stopped_at(moment):
        version = start_assessment(
            unit=unit, about="operation", title=_filled(record.title, chance, longest=60), by=by.author
        )
        save_cover(
            version=version,
            title=version.cover.title,
            summary=acceptable(secret(chance)),
            protective_marking="OFFICIAL-SENSITIVE",
            publication_recommended=True,
            review_on=date(2030, 3, 1),
            revision=version.cover.revision,
            by=by.author,
        )
        for key, parts in record.sections.items():
            is_whole = f"section.{key}" in record.whole
            text = acceptable(secret(chance)) if is_whole else _filled(parts, chance, several_lines=True)
            _refuses_what_is_not_acceptable(version, key, chance, by=by.author)
            save_section(version=version, key=key, text=text, revision=0, by=by.author)
        for axis, parts in record.reasons.items():
            level = record.levels[axis] or chance.randint(1, 6)
            rate(
                version=version,
                axis=axis,
                level=level,
                reasons=_filled(parts, chance, several_lines=True),
                revision=0,
                by=by.author,
            )
        _add_rows(version, record, chance, by=by.author)
        _ring(version, record, chance, by=by.author)
        submission = submit(version=Version.objects.get(pk=version.pk), by=by.author)
    with clock.stopped_at(moment + timedelta(minutes=chance.randint(1, 3000))):
        reasons = acceptable(secret(chance))
        answers = {question: acceptable(secret(chance)) for question in accepted(submission)}
        seen = fingerprint(submission.snapshot)
        sign_off(submission=submission, fingerprint=seen, reasons=reasons, answers=answers, by=by.signatory)
        for parts in record.log:
            log(
                assessment=version.assessment,
                happened_at=clock.now(),
                happened_as_typed=f"{clock.local(clock.now()):%H%Mhrs %d/%m/%Y}",
                text=_filled(parts, chance),
                by=by.author,
            )
    return submission.version, moment + timedelta(minutes=chance.randint(3001, 9000))


def _add_rows(version: Version, record: Record, chance: random.Random, *, by: User) -> None:
    said = {path: _filled(parts, chance, longest=60) for path, parts in record.rows_of_the_form.items()}
    moment = clock.now() + timedelta(minutes=chance.randint(1, 90_000))
    deployment = {
        "name": "Operation Lantern",
        "objectives": said["deployment.1.objectives"],
        "gold": hidden_line(chance),
    }
    place = {"deployment": 1, "place": hidden_line(chance), "begins_at": chance.choice((None, moment))}
    check = {
        "what": said["check.1.what"],
        "result": acceptable(secret(chance)),
        "checked_at": clock.now() - timedelta(minutes=chance.randint(1, 90_000)),
        "checker": hidden_line(chance),
    }
    risk = {"text": said["risk.1.text"], "mitigation": said["risk.1.mitigation"], "owner": hidden_line(chance)}
    for kind, answers in (("deployment", deployment), ("place", place), ("check", check), ("risk", risk)):
        add_row(version=version, kind=kind, answers=answers, by=by)


def _ring(version: Version, record: Record, chance: random.Random, *, by: User) -> None:
    """A contact of which much is public, and one that is hidden as a row: with any number of people and promises."""
    said = {path: _filled(parts, chance, longest=60) for path, parts in record.contact.items()}
    now = clock.now()
    due_at = now + timedelta(minutes=chance.randint(1, 90_000))
    public = Conversation(
        [_somebody(version, chance, by=by)],
        method="telephone",
        outcome="concerns",
        made_by=by,
        occurred_at=now - timedelta(minutes=chance.randint(0, 29)),
        narrative=said["contact.1.narrative"],
        concerns=[Worry("privacy", said["contact.1.concern.1.text"])],
        promises=[Promise(said["promise.1.1.what"], due_at, f"{clock.local(due_at):%H%Mhrs %d/%m/%Y}")],
    )
    hidden = Conversation(
        [_somebody(version, chance, by=by) for _ in range(chance.randint(1, 3))],
        method=chance.choice(("telephone", "visit", "email")),
        outcome=chance.choice(("concerns", "no_concerns", "no_reply")),
        reached=chance.choice(("", hidden_line(chance))),
        narrative=acceptable(secret(chance)),
        concerns=[Worry("trust", acceptable(secret(chance))) for _ in range(chance.randint(0, 2))],
        promises=[Promise(acceptable(secret(chance)).split("\n")[0][:200]) for _ in range(chance.randint(0, 2))],
    )
    for conversation in (public, hidden):
        log_contact_for(assessment=version.assessment, conversation=conversation, by=by)


def _somebody(version: Version, chance: random.Random, *, by: User) -> Stakeholder:
    name = f"{hidden_line(chance)} {chance.randint(1, 10**9)}"
    return add_stakeholder(unit=version.assessment.unit, kind="private", name=name, by=by)


def hidden_line(chance: random.Random) -> str:
    """A secret short enough for any field of one line."""
    return acceptable(secret(chance, several_lines=False))[:50]


def stretches(record: Record, release: ReleaseCopy) -> Iterator[Stretch]:
    """The hidden stretches, from where the public words before and after them stand."""
    fields = content_of(release.snapshot).fields()
    for path, parts in record.written:
        if path in record.whole or HIDDEN not in parts:
            continue
        text, at = fields[path].plain_text, 0
        for index, part in enumerate(parts):
            if part is None:
                after = parts[index + 1]
                end = text.index(after, at) if after is not None and index + 2 < len(parts) else text.rindex(after)
                yield Stretch(path, at, end, text[at:end])
                at = end
            else:
                at = text.index(part.rstrip("\n") if part.endswith("\n") else part, at) + len(part)


def marked(record: Record, version: Version, *, by: User) -> ReleaseCopy:
    """A release copy in which everything hidden is marked."""
    release = make_release_copy(version=version, by=by, number=NUMBER)
    personal, crime = (Exemption.objects.get(code=code) for code in ("s.40(2)", "s.31(1)(a)"))
    on_passages = {"exemptions": [personal], "reason": "A name.", "role": record.label}
    mark_stretches(release=release, stretches=list(stretches(record, release)), by=by, **on_passages)
    on_wholes = {"exemptions": [crime], "reason": "Their methods.", "role": record.label_of_wholes}
    for path, whole in wholes(record, release):
        mark_whole(release=release, path=path, whole=whole, by=by, **on_wholes)
    release.refresh_from_db()
    return release


def wholes(record: Record, release: ReleaseCopy) -> Iterator[tuple[str, str]]:
    yield from ((path, "field") for path in record.whole)
    yield from ((f"rating.{axis}.level", "field") for axis, level in record.levels.items() if level is None)
    yield from ((path, "row") for path in record.rows)
    answers = (path for path in content_of(release.snapshot).rows() if path.startswith("finding_answer."))
    yield from ((f"{path}.text", "field") for path in answers)


def _parts(chance: random.Random, hidden: int, *, of: Sequence[str] = SYLLABLES) -> list[str | None]:
    """Public words with places for hidden ones between them; public words stand first and last."""
    parts: list[str | None] = [_public_words(chance, of)]
    for _ in range(hidden):
        parts = [*parts, HIDDEN, _public_words(chance, of)]
    return [
        part if part is None else f"{' ' if index else ''}{part}{' ' if index + 1 < len(parts) else ''}"
        for index, part in enumerate(parts)
    ]


def _public_words(chance: random.Random, syllables: Sequence[str]) -> str:
    words = ("".join(chance.choice(syllables) for _ in range(chance.randint(3, 4))) for _ in range(4))
    return " ".join(words)


def _filled(parts: list[str | None], chance: random.Random, *, several_lines: bool = False, longest: int = 0) -> str:
    """The parts with secrets in the hidden places, each cut to ``longest``, or else so that all fit into one field.

    Asterisks of two secrets can make all that is between them italic. That is then how the public words are written, so
    others are drawn: nothing but hidden words may differ.
    """
    public = [part for part in parts if part is not None]
    longest = longest or (LONGEST - sum(map(len, public))) // max(parts.count(HIDDEN), 1)
    while True:
        text = "".join(
            acceptable(secret(chance, several_lines=several_lines))[:longest] if part is HIDDEN else part
            for part in parts
        )
        written = "".join(run.text for block in parse(text) for run in block.runs if run.strong or run.emphasis)
        if not any(word in written for part in public for word in part.split()):
            return text


def _is_acceptable(text: str) -> bool:
    try:
        canonical(text)
    except Unacceptable:
        return False
    return True


def _refuses_what_is_not_acceptable(version: Version, key: str, chance: random.Random, *, by: User) -> None:
    """Where a secret may not be kept by rule, saving it says so."""
    text = secret(chance)
    if not _is_acceptable(text):
        with pytest.raises(Unacceptable):
            save_section(version=version, key=key, text=text, revision=0, by=by)
