"""Flagging what is sensitive, and why: a suggestion to those who mark."""

import pytest
from django.db import IntegrityError, transaction

from assessments.actions.drafting import name_person, save_section
from assessments.actions.flagging import end_sensitive_flag, flag_sensitive
from assessments.actions.rows import remove_row
from assessments.documents.snapshot import reading_of
from assessments.models import SensitiveFlag
from assessments.sensitive import sensitive_flags
from cia import clock
from cia.audit.models import Event
from cia.authorisation import Denied
from tests import rows

BECAUSE = "They are few, and everybody knows them."


@pytest.fixture
def flagged(whole, dana):
    return flag_sensitive(
        assessment=whole.assessment, part="section.methodology", words="nine people", because=BECAUSE, by=dana
    )


def found(version):
    return sensitive_flags(version, reading_of(version, at=clock.now()))


def test_flagged_words_are_found_in_the_field_that_has_them(whole, flagged, dana):
    sensitive = found(whole)

    assert [(each.path, each.words, each.because, each.by) for each in sensitive] == [
        ("section.methodology", "nine people", BECAUSE, dana)
    ]


def test_a_whole_row_is_flagged_by_its_path(whole, dana):
    rows.add(whole, "risk", by=dana)

    flag_sensitive(assessment=whole.assessment, part="risk.1", words="", because=BECAUSE, by=dana)

    assert [(each.path, each.words) for each in found(whole)] == [("risk.1", "")]


def test_words_that_were_rewritten_and_rows_that_were_removed_are_no_longer_found(whole, flagged, dana):
    rows.add(whole, "risk", by=dana)
    flag_sensitive(assessment=whole.assessment, part="risk.1", words="", because=BECAUSE, by=dana)
    remove_row(version=whole, kind="risk", number=1, revision=1, by=dana)
    save_section(version=whole, key="methodology", text="We asked around.", revision=1, by=dana)

    assert found(whole) == []


def test_words_that_are_not_there_cannot_be_flagged(whole, dana):
    with pytest.raises(Denied, match="not in what is saved"):
        flag_sensitive(assessment=whole.assessment, part="section.purpose", words="nine", because=BECAUSE, by=dana)


def test_half_a_word_cannot_be_flagged(whole, dana):
    with pytest.raises(Denied, match="Copy whole words"):
        flag_sensitive(
            assessment=whole.assessment, part="section.methodology", words="nine peo", because=BECAUSE, by=dana
        )


def test_a_flag_is_taken_back_and_kept(whole, flagged, dana):
    end_sensitive_flag(flag=flagged, by=dana)

    assert found(whole) == []
    assert SensitiveFlag.objects.get().ended_by == dana
    with pytest.raises(Denied, match="taken back already"):
        end_sensitive_flag(flag=flagged, by=dana)


def test_a_reader_does_not_flag(whole, dana, lee):
    name_person(assessment=whole.assessment, person=lee, part="reader", by=dana)

    with pytest.raises(Denied, match="can flag something as sensitive"):
        flag_sensitive(assessment=whole.assessment, part="cover", words="", because=BECAUSE, by=lee)


def test_the_trail_says_neither_the_words_nor_why(whole, flagged):
    event = Event.objects.latest("pk")

    assert event.action == "part.flagged"
    assert "nine people" not in str(event.__dict__)
    assert BECAUSE not in str(event.__dict__)


def test_what_was_flagged_is_never_printed(whole, flagged):
    assert BECAUSE not in str(reading_of(whole, at=clock.now()))


def test_the_database_keeps_a_flag_as_it_was_said(whole, flagged, dana):
    with pytest.raises(IntegrityError, match="kept as it was said"), transaction.atomic():
        SensitiveFlag.objects.update(because="Never mind")
    end_sensitive_flag(flag=flagged, by=dana)
    with pytest.raises(IntegrityError, match="kept as it was said"), transaction.atomic():
        SensitiveFlag.objects.update(ended_at=None, ended_by=None)


def test_a_flag_is_said_on_its_part_and_on_check_answers(signed_in, whole, flagged, dana):
    at = whole.get_absolute_url()

    for page in (f"{at}sections/methodology/", f"{at}check-answers/"):
        assert BECAUSE in signed_in(dana).get(page).text
    assert BECAUSE not in signed_in(dana).get(f"{at}sections/purpose/").text


def test_words_are_flagged_and_taken_back_on_the_pages(signed_in, whole, dana):
    address = f"{whole.assessment.get_absolute_url()}sensitive/section.methodology/"

    page = signed_in(dana).post(address, {"words": "nine people", "because": BECAUSE}, follow=True)
    assert "“nine people”" in page.text
    signed_in(dana).post(f"{whole.assessment.get_absolute_url()}sensitive/flags/{SensitiveFlag.objects.get().pk}/end/")

    assert found(whole) == []


def test_words_that_are_not_there_are_asked_for_again_with_what_was_typed(signed_in, whole, dana):
    address = f"{whole.assessment.get_absolute_url()}sensitive/section.methodology/"

    page = signed_in(dana).post(address, {"words": "ten people", "because": BECAUSE})

    assert "not in what is saved" in page.text
    assert BECAUSE in page.text
