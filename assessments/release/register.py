"""What the public register says of a publication: made of the public document's own words, marks included. Pure."""

from assessments.release.redacting import PublicDocument, PublicField, PublicMark


def register_title(document: PublicDocument) -> str:
    """The title as the public reads it, with a mark where words of it are withheld."""
    return _cover_words(document, "Title") or document.title


def register_unit(document: PublicDocument) -> str:
    return _cover_words(document, "Branch / OCU") or document.force


def _cover_words(document: PublicDocument, label: str) -> str:
    for section in document.sections:
        if section.layout != "cover":
            continue
        for row in section.rows:
            for field in row.fields:
                if field.label == label:
                    return _words(field)
    return ""


def _words(field: PublicField) -> str:
    return " ".join(
        "".join(piece.said if isinstance(piece, PublicMark) else piece.text for piece in block.pieces)
        for block in field.blocks
    )
