import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.release.holidays import NotAList, calendar, load_holidays
from assessments.release.models import BankHoliday
from assessments.release.request_lifecycle import FOLLOWS, STEPS, Step
from assessments.release.request_schedule import Calendar, Taken, due_on, review_may_be_asked_until

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
calendars = st.builds(Calendar, st.frozensets(days, max_size=60), st.just(date(2030, 12, 31)))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2025, 12, 12), date(2026, 1, 15)),  # 2 January is a bank holiday in Scotland
        (date(2026, 3, 2), date(2026, 3, 31)),  # 17 March is one in Northern Ireland
        (date(2026, 1, 24), date(2026, 2, 20)),  # received on a Saturday
        (date(2026, 1, 25), date(2026, 2, 20)),  # and on a Sunday
    ],
)
def test_a_bank_holiday_in_any_part_of_the_kingdom_does_not_count(received, due):
    assert due_on(received, [], calendar(), review_within=20) == due


@given(days, st.integers(1, 60), calendars)
def test_a_day_is_a_working_day_with_as_many_left_as_were_given(day, number, known):
    found = known.working_day_after(day, number=number)

    assert found > day
    assert known.is_working(found)
    assert known.working_days_left(on=day, until=found) == number
    assert known.working_days_left(on=found, until=day) == -number


@given(days, st.integers(1, 60), calendars, days)
def test_one_more_holiday_never_brings_a_day_nearer(day, number, known, holiday):
    fewer = Calendar(known.holidays | {holiday}, known.known_until)

    assert fewer.working_day_after(day, number=number) >= known.working_day_after(day, number=number)


@given(days, st.integers(0, 90), calendars)
def test_clarification_starts_the_clock_anew(received, waited, known):
    answered = received + timedelta(waited)
    asked = Taken(Step.CLARIFICATION_ASKED, received)

    assert due_on(received, [asked], known, review_within=20) is None
    assert due_on(received, [asked, Taken(Step.CLARIFIED, answered)], known, review_within=20) == due_on(
        answered, [], known, review_within=20
    )


@given(days, calendars, st.integers(1, 40))
def test_each_step_says_what_is_due_next(received, known, review):
    extended = Taken(Step.EXTENDED, received, received + timedelta(50))
    replied = Taken(Step.REPLIED, received + timedelta(40))
    asked = Taken(Step.REVIEW_ASKED, received + timedelta(45))

    assert due_on(received, [extended], known, review_within=review) == extended.until
    assert due_on(received, [extended, replied], known, review_within=review) is None
    assert due_on(received, [replied, asked], known, review_within=review) == known.working_day_after(
        asked.on, number=review
    )
    assert review_may_be_asked_until([replied], known, within=40) == known.working_day_after(replied.on, number=40)
    assert review_may_be_asked_until([extended], known, within=40) is None


def test_steps_lead_only_where_the_states_allow():
    for starts, leads_to in STEPS.values():
        assert all(leads_to is None or leads_to in FOLLOWS[start] for start in starts)


NEW_YEAR = {"title": "New Year’s Day", "date": "2029-01-01", "notes": "", "bunting": True}
LATER = {division: {"division": division, "events": [NEW_YEAR]} for division in BankHoliday.Division.values}


@pytest.mark.django_db
def test_newer_bank_holidays_are_taken_from_a_file(tmp_path):
    file = tmp_path / "bank-holidays.json"
    file.write_text(json.dumps(LATER))
    assert not calendar().covers(date(2029, 1, 1))

    load_holidays(file)

    assert calendar().covers(date(2029, 12, 31))
    assert not calendar().is_working(date(2029, 1, 1))
    assert not calendar().is_working(date(2026, 1, 2))


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "[]", '{"scotland": {"events": []}}', '{"scotland": {"events": [{"date": 1}]}}'])
def test_a_file_that_is_no_list_of_them_changes_nothing(tmp_path, text):
    file, before = tmp_path / "wrong.json", calendar()
    file.write_text(text)

    with pytest.raises(NotAList):
        load_holidays(file)

    assert calendar() == before
