"""Days, months and years as a source gives them."""

from datetime import date

import pytest

from assessments.dating import last_day_of


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12/10/2025", date(2025, 10, 12)),
        ("12 October 2025", date(2025, 10, 12)),
        ("2025-10-12", date(2025, 10, 12)),
        ("October 2025", date(2025, 10, 31)),
        ("Feb. 2024", date(2024, 2, 29)),
        ("02/2023", date(2023, 2, 28)),
        ("2019", date(2019, 12, 31)),
    ],
)
def test_a_date_is_read_as_its_last_day(typed, day):
    assert last_day_of(typed) == day


@pytest.mark.parametrize("typed", ["", "a while ago", "12 October", "today", "13/2025", "Octember 2025", "31/02/2025"])
def test_what_names_no_day_month_or_year_is_no_date(typed):
    assert last_day_of(typed) is None
