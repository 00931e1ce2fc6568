"""The cover sheet."""

from datetime import datetime

from msgspec.structs import replace

from assessments.documents.content import Field, Row, Section
from assessments.documents.sections.pieces import NOT_GIVEN, day, line, prose, words
from assessments.models import Cover, Version
from assessments.parts import Kind
from cia.accounts.models import User
from cia.ui.moments import moment_in_words

_VERSION = "cover.version"


def cover_of(version: Version, cover: Cover, author: User) -> Section:
    recommended = {True: "Yes", False: "No", None: NOT_GIVEN}[cover.publication_recommended]
    fields = (
        line("cover.protective_marking", "Protective marking", cover.protective_marking),
        line("cover.publication_recommended", "Publication (Y/N)", recommended),
        line("cover.title", "Title", cover.title),
        prose("cover.summary", "Summary", cover.summary),
        line("cover.branch", "Branch / OCU", version.assessment.unit.name),
        line("cover.kind", "Kind of assessment", Kind(version.kind).label),
        line("cover.date_created", "Date created", day(cover.created_on)),
        line("cover.review_date", "Review date", day(cover.review_on)),
        line(_VERSION, "Version", version.printed_number),
        line("cover.author", "Author", author.rank_and_name),
        prose("cover.distribution_list", "Distribution list", cover.distribution_list),
    )
    return Section(key="cover", heading="Cover", layout="cover", rows=(Row(path="cover", fields=fields),))


def with_log_to(cover: Section, at: datetime) -> Section:
    """The cover of a version that is read with its log: "1.0, log to 1800hrs 10/02/2026", the moment it was cut."""
    rows = tuple(
        replace(row, fields=tuple(_with_log_to(field, at) if field.path == _VERSION else field for field in row.fields))
        for row in cover.rows
    )
    return replace(cover, rows=rows)


def _with_log_to(field: Field, at: datetime) -> Field:
    return replace(field, blocks=words(f"{field.plain_text}, log to {moment_in_words(at)}"))
