"""Times on British clocks: every minute of the nights on which they change, days that are rare, and the way back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cia import clock
from cia.ui.moments import moment_in_words
from cia.ui.typed_times import CameTwice, Unclear, came_twice, day_from, read_moment

WEDNESDAY = date(2026, 2, 11)
MIDDAY = datetime(2026, 2, 11, 12, tzinfo=UTC)
FORWARD, BACK = date(2026, 3, 29), date(2026, 10, 25)
ALL_MINUTES = [(hour, minute) for hour in range(24) for minute in range(60)]
MOMENTS = st.integers(0, 218 * 365 * 24 * 60).map(
    lambda minutes: datetime(1972, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
DAYS = st.dates(date(1972, 1, 1), date(2190, 1, 1)) | st.sampled_from([date(2028, 2, 29), date(2024, 2, 29), BACK])


def read(words, **which):
    return read_moment(words, today=WEDNESDAY, **which)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0800", "0800 11/02/2026"),
        ("08:00", "08:00 11/02/2026"),
        ("8am", "8am 11/02/2026"),
        ("0800hrs", "0800hrs 11/02/2026"),
        ("0800hrs 11/02/2026", "0800hrs 11/02/2026"),
        ("8 am on 11 Feb", "8 am 11/02/2026"),
        ("today 8.00", "8.00 11/02/2026"),
        ("11 February 2026,  0800 hrs", "11 February 2026, 0800 hrs"),
    ],
)
def test_words_are_kept_as_typed_with_their_whole_day(typed, words):
    moment = read(typed)

    assert (moment.at, moment.words) == (datetime(2026, 2, 11, 8, tzinfo=UTC), words)


@pytest.mark.parametrize("typed", ["2400hrs 28/02/2028", "24:00 28/02/2028", "28/02/2028 2400"])
def test_2400_is_0000_of_the_next_day_and_stays_as_typed(typed):
    moment = read(typed)

    assert moment.at == datetime(2028, 2, 29, tzinfo=UTC)
    assert moment.words == typed


@pytest.mark.parametrize("typed", ["2401", "24:01", "2500", "0860", "24.00 pm", "0800 29/02/2027", "0800 31/04/2026"])
def test_time_or_day_that_no_clock_shows_is_not_guessed(typed):
    with pytest.raises(Unclear):
        read(typed)


@pytest.mark.parametrize("typed", ["Friday", "fri", "on friday", "this Friday", " FRIDAY, "])
def test_a_day_of_the_week_is_the_next_one_where_what_is_meant_lies_ahead(typed):
    assert day_from(typed, today=WEDNESDAY, ahead=True) == date(2026, 2, 13)
    assert read(f"0800 {typed}", ahead=True).words == "0800 13/02/2026"


@pytest.mark.parametrize(
    ("typed", "ahead", "told"),
    [
        ("next friday", True, "Enter which Friday you mean: 13/02/2026 or 20/02/2026"),
        ("next friday", False, "Enter which Friday you mean: 13/02/2026 or 20/02/2026"),
        ("last friday", False, "Enter which Friday you mean: 30/01/2026 or 06/02/2026"),
        ("friday", False, "Enter which Friday you mean: 06/02/2026 or 13/02/2026"),
        ("wednesday", True, "Enter which Wednesday you mean: 11/02/2026 or 18/02/2026"),
    ],
)
def test_a_day_of_the_week_that_can_be_two_days_is_not_guessed_but_both_are_said(typed, ahead, told):
    with pytest.raises(Unclear, match=f"^{told}$"):
        day_from(typed, today=WEDNESDAY, ahead=ahead)


def test_every_minute_of_the_night_the_clocks_go_forward():
    for hour, minute in ALL_MINUTES:
        words = f"{hour:02}{minute:02}hrs 29/03/2026"
        if hour == 1:
            with pytest.raises(Unclear, match=f"went forward over {hour:02}{minute:02}hrs"):
                read(words)
        else:
            shown = clock.local(read(words).at)
            assert (shown.hour, shown.minute, shown.date()) == (hour, minute, FORWARD)


def test_every_minute_of_the_night_the_clocks_go_back():
    for hour, minute in ALL_MINUTES:
        words = f"{hour:02}{minute:02}hrs 25/10/2026"
        if hour == 1:
            with pytest.raises(CameTwice, match="came twice"):
                read(words)
            first, second = read(words, which="first"), read(words, which="second")
            assert second.at - first.at == timedelta(hours=1)
            assert (first.words, second.words) == (f"{words} BST", f"{words} GMT")
            assert (first.which, second.which) == ("first", "second")
        else:
            assert read(words, which="second") == read(words)
            assert read(words).which == ""


@pytest.mark.parametrize(("zone", "which"), [("BST", "first"), ("GMT", "second"), ("gmt", "second")])
def test_zone_among_the_words_says_which(zone, which):
    assert read(f"0130 {zone} 25/10/2026").which == which


def test_zone_and_answer_that_contradict_each_other_are_refused():
    with pytest.raises(Unclear, match="Say only one"):
        read("0130 BST 25/10/2026", which="second")


def test_zone_that_clocks_do_not_show_then_is_refused():
    with pytest.raises(Unclear, match="Clocks show BST"):
        read("1200 GMT 01/07/2026")


@settings(max_examples=300, derandomize=True)
@given(MOMENTS)
def test_moment_said_in_words_is_read_as_the_same_moment(at):
    moment = read(moment_in_words(at))

    assert (moment.at, moment.which) == (at, came_twice(at))


@settings(max_examples=300, derandomize=True)
@given(DAYS, st.integers(0, 24), st.integers(0, 59), st.sampled_from(["first", "second"]))
def test_words_that_were_kept_are_read_as_the_same_moment_on_any_day(day, hour, minute, which):
    typed = f"{hour:02}{minute if hour < 24 else 0:02} {day:%-d %B %Y}"
    try:
        moment = read(typed, which=which)
    except Unclear as unclear:
        if "went forward" in unclear.reason:
            return
        raise

    again = read_moment(moment.words, today=date(2100, 1, 1))
    assert again == moment


@settings(max_examples=200, derandomize=True)
@given(st.text(alphabet="0123456789:/. hrsapmBSTGnFebo", max_size=30))
def test_whatever_is_typed_is_read_or_asked_again(typed):
    try:
        moment = read(typed)
    except Unclear:
        return

    assert moment.at.tzinfo is UTC
    assert len(moment.words) <= 60


def test_29_february_is_there_once_in_four_years():
    assert read("2359hrs 29/02/2028").at == datetime(2028, 2, 29, 23, 59, tzinfo=UTC)
    with pytest.raises(Unclear):
        read("2359hrs 29/02/2100")
