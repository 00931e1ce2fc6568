"""The labels that may stand beside a mark."""

import re
from datetime import date

import pytest

from assessments.release import role_labels
from assessments.release.role_labels import RoleLabel, check_role, labels_in_force

FIRST_DAY = date(2005, 1, 1)


def test_every_label_is_of_small_words_alone_so_that_it_names_no_one():
    for label in labels_in_force(on=date(2026, 3, 1)):
        assert re.fullmatch(r"[a-z]+( [a-z]+)*", label)
        assert len(label) <= 60


def test_labels_are_offered_from_a_day_to_a_day():
    label = RoleLabel(label="volunteer", from_on=FIRST_DAY, until_on=date(2026, 1, 1))

    assert not label.is_in_force(on=date(2004, 12, 31))
    assert label.is_in_force(on=FIRST_DAY)
    assert label.is_in_force(on=date(2025, 12, 31))
    assert not label.is_in_force(on=date(2026, 1, 1))
    assert labels_in_force(on=date(2004, 12, 31)) == ()


def test_a_label_that_is_offered_no_more_stays_beside_the_marks_that_have_it(monkeypatch):
    ended = RoleLabel(label="volunteer", from_on=FIRST_DAY, until_on=date(2026, 1, 1))
    monkeypatch.setattr(role_labels, "_labels", lambda: (ended,))

    assert labels_in_force(on=date(2026, 3, 1)) == ()
    check_role("volunteer")
    with pytest.raises(ValueError, match="not one of the fixed list"):
        check_role("police officer")
