"""Text is kept as typed; days and moments are read as anybody writes them."""

from datetime import UTC, date, datetime

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.core.exceptions import ImproperlyConfigured, ValidationError

from cia import clock
from cia.ui.forms import DayField, GovukForm, LineField, LongTextField, MomentField
from cia.ui.moments import how_far_off

pytestmark = pytest.mark.urls("tests.ui.example_pages")

WEDNESDAY = datetime(2026, 2, 11, 9, 0, tzinfo=UTC)


@pytest.fixture
def on_wednesday():
    with clock.stopped_at(WEDNESDAY):
        yield


def test_text_is_not_trimmed():
    assert LongTextField().clean("  two spaces before, a line after\r\n") == "  two spaces before, a line after\n"


def test_text_of_spaces_alone_is_no_answer():
    field = LongTextField(error_messages={"required": "Enter what they said"})

    with pytest.raises(ValidationError, match="Enter what they said"):
        field.clean("  \n ")


def test_text_that_could_deceive_is_refused_with_its_place():
    with pytest.raises(ValidationError, match="Line 2, character 6"):
        LongTextField().clean("one\nabcde\u202egnp")


def test_line_takes_one_line():
    with pytest.raises(ValidationError, match="on one line"):
        LineField().clean("one\ntwo")


def test_too_long_a_line_says_by_how_much():
    with pytest.raises(ValidationError, match="Shorten this to 200 characters"):
        LineField().clean("x" * 201)


@pytest.mark.usefixtures("on_wednesday")
@pytest.mark.parametrize(
    "typed",
    [
        "12/02/2026",
        "12.2.26",
        "12-02-2026",
        "12 Feb 2026",
        "12 february",
        "12/2",
        "2026-02-12",
        "Thu 12 Feb 2026",
        "tomorrow",
    ],
)
def test_day_is_understood_however_it_is_written(typed):
    assert DayField().clean(typed) == date(2026, 2, 12)


@pytest.mark.usefixtures("on_wednesday")
@pytest.mark.parametrize("typed", ["31/02/2026", "2026", "February 2026", "soon", "12/02/0026", "1245"])
def test_day_that_is_not_clear_is_asked_again(typed):
    with pytest.raises(ValidationError, match="Enter a day like 11/02/2026"):
        DayField().clean(typed)


@pytest.mark.usefixtures("on_wednesday")
@pytest.mark.parametrize(
    "typed",
    [
        "2030hrs 12/02/2026",
        "12/02/2026 20:30",
        "8.30pm tomorrow",
        "12 Feb 2026 2030",
        "2030 12 Feb 2026",
        "at 8.30 pm on 12 February",
        "2026-02-12 20:30",
    ],
)
def test_moment_is_understood_however_it_is_written(typed):
    assert MomentField().clean(typed) == datetime(2026, 2, 12, 20, 30, tzinfo=UTC)


@pytest.mark.usefixtures("on_wednesday")
def test_time_alone_is_today_on_a_british_clock():
    assert MomentField().clean("1245") == datetime(2026, 2, 11, 12, 45, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("0130 29/03/2026", "clocks went forward"), ("0130 25/10/2026", "came twice")],
)
def test_hour_that_is_not_there_once_is_refused(typed, reason):
    with pytest.raises(ValidationError, match=reason):
        MomentField().clean(typed)


def test_summer_time_is_an_hour_ahead():
    assert MomentField().clean("0800hrs 01/07/2026") == datetime(2026, 7, 1, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (DayField(), date(2026, 2, 1), "01/02/2026"),
        (MomentField(), datetime(2026, 7, 1, 7, 0, tzinfo=UTC), "0800hrs 01/07/2026"),
    ],
)
def test_answer_is_shown_back_in_one_way_and_read_again(field, value, shown):
    assert field.prepare_value(value) == shown
    assert field.clean(shown) == value


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 2, 12, 22, 0, tzinfo=UTC), "Thursday, tomorrow, in 37 hours"),
        (datetime(2026, 2, 11, 8, 59, tzinfo=UTC), "Wednesday, today, 1 minute ago"),
        (datetime(2026, 2, 21, 9, 0, tzinfo=UTC), "Saturday, in 10 days"),
        (datetime(2026, 2, 16, 22, 0, tzinfo=UTC), "Monday, in 5 days"),
        (datetime(2026, 2, 6, 23, 0, tzinfo=UTC), "Friday, 5 days ago"),
        (WEDNESDAY, "Wednesday, today, now"),
    ],
)
def test_moment_says_how_far_off_it_is(at, words):
    assert how_far_off(at, now=WEDNESDAY) == words


def test_required_field_must_say_what_to_do():
    class Wordless(GovukForm):
        reason = forms.CharField()

    with pytest.raises(ImproperlyConfigured, match=r"Wordless\.reason needs"):
        Wordless()


def test_markup_in_a_label_is_shown_as_typed():
    class Marked(GovukForm):
        reason = LineField(label="<script>alert(1)</script>", help_text="<b>bold</b>", required=False)

    html = render_crispy_form(Marked())

    assert "<script>" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;" in html


class WhenForm(GovukForm):
    at = MomentField(label="When", error_messages={"required": "Enter when"})


def answered(**typed):
    return WhenForm({name.replace("__", "-"): words for name, words in typed.items()})


def test_time_that_came_twice_is_asked_about_beside_the_error():
    form = answered(at="0130 25/10/2026")

    assert not form.is_valid()
    page = render_crispy_form(form)
    assert "Which 0130hrs do you mean?" in page
    assert page.count('name="at-which"') == 2
    assert "checked" not in page


@pytest.mark.parametrize(("which", "hour", "zone"), [("first", 0, "BST"), ("second", 1, "GMT")])
def test_time_that_came_twice_is_read_with_the_answer(which, hour, zone):
    form = answered(at="0130 25/10/2026", at__which=which)

    assert form.is_valid()
    assert form.cleaned_data["at"] == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    assert form.words_of("at") == f"0130 25/10/2026 {zone}"
    assert render_crispy_form(form).count("checked") == 1


def test_time_that_came_once_is_not_asked_about():
    form = answered(at="0800 25/10/2026")

    assert form.is_valid()
    assert "at-which" not in render_crispy_form(form)


def test_moment_is_typed_in_a_few_words():
    with pytest.raises(ValidationError, match="Enter a time and a day"):
        MomentField().clean("0800hrs" + " " * 60 + "11/02/2026")
