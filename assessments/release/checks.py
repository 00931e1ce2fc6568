"""What must be there before the service starts, or nothing could be published, or not the same everywhere."""

import ctypes
import shutil
from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register

from assessments.release.gate import PROGRAMS
from cia.canonical import FONTS

LIBRARY = "libharfbuzz-subset.so.0"
READERS = ("pdftotext", "mutool")


@register
def what_publishing_needs(app_configs: Sequence[Any] | None, **_others: Any) -> list[CheckMessage]:
    """The library that cuts fonts down, the fonts, and the readers that are programs of their own."""
    missing: list[CheckMessage] = []
    try:
        ctypes.CDLL(LIBRARY)
    except OSError:
        said = f"{LIBRARY} is missing: without it documents would differ between machines, so none is made."
        missing.append(Error(said, hint="Install libharfbuzz-subset0.", id="release.E001"))
    for reader in READERS:
        if shutil.which(reader, path=PROGRAMS) is None:
            hint = "Install poppler-utils and mupdf-tools."
            missing.append(
                Error(f"The reader {reader} is missing, so nothing can be published.", hint, id="release.E002")
            )
    if not any(FONTS.glob("*.ttf")):
        missing.append(Error(f"There are no fonts in {FONTS.name}, so no document can be made.", id="release.E003"))
    return missing
