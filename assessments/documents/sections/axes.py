"""The three rated axes, each with its scale as worded when it was used."""

from assessments.documents.content import Field, Row, Section
from assessments.documents.sections.pieces import prose, words
from assessments.models import Rating, Version
from assessments.parts import Axis


def axis_of(version: Version, rating: Rating) -> Section:
    path = f"rating.{rating.axis}"
    level = rating.worded_level
    fields = (
        Field(
            path=f"{path}.level",
            label="Assessed level",
            blocks=words(str(level) if level else "Not rated"),
            level=level.number if level else None,
        ),
        prose(f"{path}.reasons", "Comment", rating.reasons),
    )
    return Section(
        key=rating.axis,
        heading=Axis(rating.axis).label,
        layout="axis",
        rows=(Row(path=path, fields=fields),),
        scale=version.scale_edition.levels(rating.axis),
    )
