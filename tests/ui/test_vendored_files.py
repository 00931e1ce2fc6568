"""The files of GOV.UK Frontend are those that were vendored."""

from hashlib import sha256
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "static" / "govuk-frontend"


def sums() -> list[tuple[str, str]]:
    lines = (FOLDER / "SHA256SUMS").read_text().splitlines()
    return [(name, digest) for digest, name in (line.split() for line in lines)]


@pytest.mark.parametrize(("name", "digest"), sums())
def test_vendored_file_is_untouched(name, digest):
    assert sha256((FOLDER / name).read_bytes()).hexdigest() == digest


def test_every_vendored_file_is_listed():
    listed = {name for name, _digest in sums()}

    assert {path.name for path in FOLDER.iterdir()} - {"SHA256SUMS", "LICENCE.txt"} == listed


def test_stylesheet_carries_nothing_that_belongs_to_govuk_alone():
    stylesheet = (FOLDER / "govuk-frontend.css").read_text("utf-8-sig")

    assert "crest" not in stylesheet
    assert "GDS Transport" not in stylesheet
    assert "url(" not in stylesheet
