"""The cover sheet."""

from assessments.documents.content import Row, Section
from assessments.documents.sections.pieces import NOT_GIVEN, day, line, prose
from assessments.models import Version
from assessments.parts import Kind


def cover_of(version: Version) -> Section:
    cover = version.cover
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
        line("cover.version", "Version", version.printed_number),
        line("cover.author", "Author", version.author.rank_and_name),
        prose("cover.distribution_list", "Distribution list", cover.distribution_list),
    )
    return Section(key="cover", heading="Cover", layout="cover", rows=(Row(path="cover", fields=fields),))
