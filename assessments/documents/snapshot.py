"""Cutting a version at a moment: its rows, read once and laid out in reading order."""

from __future__ import annotations

import hmac
from datetime import date, datetime

import msgspec
from django.conf import settings

from assessments.documents.content import SCHEMA, Block, Content, Field, Row, Run, Section
from assessments.documents.text import parse, parse_line
from assessments.models import Decision, Rating, Snapshot, Version
from assessments.parts import AFTER_THE_AXES, BEFORE_THE_AXES, Axis, Kind, Narrative
from cia.accounts.models import force_setting
from cia.clock import local

NOT_GIVEN = "Not given"


def cut(version: Version, *, at: datetime) -> Snapshot:
    """Freeze a version as it reads now. The sign-off is part of it once there is one."""
    content = reading_of(version, at=at)
    return Snapshot.objects.create(
        version=version,
        cut_at=at,
        schema=SCHEMA,
        content=msgspec.to_builtins(content),
        hmac=authentication_code(content),
    )


def content_of(snapshot: Snapshot) -> Content:
    """What a snapshot froze. Raises ValueError where the stored bytes are not those that were frozen."""
    content = msgspec.convert(snapshot.content, Content, strict=True)
    if not hmac.compare_digest(authentication_code(content), snapshot.hmac):
        raise ValueError(f"The snapshot of {snapshot} was changed after it was cut.")
    return content


def authentication_code(content: Content) -> str:
    """HMAC-SHA-256 of the canonical content, under a key outside the database: a plain hash would confirm guesses."""
    return hmac.new(settings.SNAPSHOT_KEY.encode(), msgspec.json.encode(content), "sha256").hexdigest()


def fingerprint(snapshot: Snapshot) -> str:
    """The code people compare: the first 20 digits of the snapshot's authentication code, in fours. Never public."""
    return " ".join(snapshot.hmac[start : start + 4] for start in range(0, 20, 4))


def without_sign_off(content: Content) -> tuple[Section, ...]:
    """The part of a document that the author wrote: what a release copy must share with the submission."""
    return tuple(section for section in content.sections if section.layout != "sign_off")


def reading_of(version: Version, *, at: datetime) -> Content:
    """A version as it reads at a moment, laid out and not kept."""
    on = local(at).date()
    narrative = version.narrative()
    ratings = {rating.axis: rating for rating in version.ratings.all()}
    sections = [
        _cover(version),
        *(_prose(section, narrative[section.key].text) for section in BEFORE_THE_AXES),
        *(_axis(version, ratings[axis]) for axis in Axis),
        *(_prose(section, narrative[section.key].text) for section in AFTER_THE_AXES),
    ]
    decision = Decision.objects.filter(submission__version=version, kind=Decision.Kind.SIGNED_OFF).first()
    if decision is not None:
        sections.append(_sign_off(decision))
    return Content(
        force=force_setting("force_name", on=on),
        strapline=force_setting("force_strapline", on=on),
        document_type=force_setting("document_type", on=on),
        reference=version.assessment.reference,
        version=version.printed_number,
        marking=version.cover.protective_marking,
        cut_at=at.isoformat(),
        sections=tuple(sections),
    )


def _cover(version: Version) -> Section:
    cover = version.cover
    recommended = {True: "Yes", False: "No", None: NOT_GIVEN}[cover.publication_recommended]
    fields = (
        _line("cover.protective_marking", "Protective marking", cover.protective_marking),
        _line("cover.publication_recommended", "Publication (Y/N)", recommended),
        _line("cover.title", "Title", cover.title),
        Field(path="cover.summary", label="Summary", blocks=parse(cover.summary) or _words(NOT_GIVEN)),
        _line("cover.branch", "Branch / OCU", version.assessment.unit.name),
        _line("cover.kind", "Kind of assessment", Kind(version.kind).label),
        _line("cover.date_created", "Date created", _day(cover.created_on)),
        _line("cover.review_date", "Review date", _day(cover.review_on)),
        _line("cover.version", "Version", version.printed_number),
        _line("cover.author", "Author", version.author.rank_and_name),
    )
    return Section(key="cover", heading="Cover", layout="cover", rows=(Row(path="cover", fields=fields),))


def _prose(section: Narrative, text: str) -> Section:
    path = f"section.{section.key}"
    field = Field(path=path, label=section.heading, blocks=parse(text) or _words(NOT_GIVEN))
    row = Row(path=f"row.{path}", fields=(field,))
    return Section(key=section.key, heading=section.heading, layout="prose", rows=(row,))


def _axis(version: Version, rating: Rating) -> Section:
    path = f"rating.{rating.axis}"
    level = rating.worded_level
    fields = (
        Field(
            path=f"{path}.level",
            label="Assessed level",
            blocks=_words(str(level) if level else "Not rated"),
            level=level.number if level else None,
        ),
        Field(path=f"{path}.reasons", label="Comment", blocks=parse(rating.reasons) or _words(NOT_GIVEN)),
    )
    return Section(
        key=rating.axis,
        heading=Axis(rating.axis).label,
        layout="axis",
        rows=(Row(path=path, fields=fields),),
        scale=version.scale_edition.levels(rating.axis),
    )


def _sign_off(decision: Decision) -> Section:
    decided = local(decision.decided_at)
    fields = (
        _line("sign_off.decision", "Decision", decision.get_kind_display()),
        _line("sign_off.rank", "Rank", decision.rank_then),
        _line("sign_off.name", "Name", decision.name_then),
        _line("sign_off.role", "Role", decision.role_then),
        _line("sign_off.decided_at", "When", f"{decided:%H%M}hrs {decided:%d/%m/%Y}"),
        Field(path="sign_off.reasons", label="Reasons", blocks=parse(decision.reasons)),
    )
    row = Row(path="sign_off", fields=fields)
    return Section(key="sign_off", heading="Sign-off", layout="sign_off", rows=(row,))


def _line(path: str, label: str, text: str) -> Field:
    return Field(path=path, label=label, blocks=parse_line(text) if text else _words(NOT_GIVEN))


def _words(text: str) -> tuple[Block, ...]:
    return (Block(runs=(Run(text=text),)),)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else NOT_GIVEN
