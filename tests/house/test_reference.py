"""What docs/reference says of states and settings is what the code holds."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"


@pytest.mark.parametrize("part", ["states", "settings"])
def test_the_page_is_what_the_code_prints(part):
    printed = StringIO()

    call_command("print_reference", part, stdout=printed)

    assert (REFERENCE / f"{part}.md").read_text() == printed.getvalue()
