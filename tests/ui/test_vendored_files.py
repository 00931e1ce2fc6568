"""The files of GOV.UK Frontend and the fonts are those that were vendored."""

from hashlib import sha256
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static"
FOLDER = STATIC / "govuk-frontend"
FONTS = STATIC / "fonts"


def sums(folder: Path = FOLDER) -> list[tuple[Path, str]]:
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    return [(folder / name, digest) for digest, name in (line.split() for line in lines)]


@pytest.mark.parametrize(("path", "digest"), [*sums(), *sums(FONTS)], ids=lambda value: getattr(value, "name", ""))
def test_vendored_file_is_untouched(path, digest):
    assert sha256(path.read_bytes()).hexdigest() == digest


def test_every_font_is_listed_and_has_its_licence():
    fonts = {path.name for path in FONTS.glob("*.ttf")}
    licences = {path.stem.removeprefix("LICENCE-").replace("-", "") for path in FONTS.glob("LICENCE-*.txt")}

    assert {path.name for path, _ in sums(FONTS)} == fonts
    assert all(any(name.startswith(licence) for licence in licences) for name in fonts)
    assert {path.name for path in FONTS.iterdir()} - fonts == {
        "SHA256SUMS",
        *(path.name for path in FONTS.glob("LICENCE-*.txt")),
    }


def test_every_vendored_file_is_listed():
    listed = {path.name for path, _digest in sums()}

    assert {path.name for path in FOLDER.iterdir()} - {"SHA256SUMS", "LICENCE.txt"} == listed


def test_stylesheet_carries_nothing_that_belongs_to_govuk_alone():
    stylesheet = (FOLDER / "govuk-frontend.css").read_text("utf-8-sig")

    assert "crest" not in stylesheet
    assert "GDS Transport" not in stylesheet
    assert "url(" not in stylesheet
