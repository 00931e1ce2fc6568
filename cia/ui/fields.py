"""Questions an officer answers by typing: text kept exactly as typed, days and moments as anybody writes them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cia import canonical, clock
from cia.ui.moments import moment_in_words
from cia.ui.typed_times import CameTwice, Moment, Unclear, day_from, read_moment


@dataclass(frozen=True)
class TypedMoment:
    """A moment as it came with the form: the words, and which of two was chosen where the time came twice."""

    words: str
    which: str = ""

    def __str__(self) -> str:
        return self.words


class LongTextField(forms.CharField):
    """Several lines, kept as typed in one canonical form, never trimmed: marks count its characters."""

    widget: type[forms.Widget] = forms.Textarea

    def __init__(self, *, longest: int = canonical.LONGEST, rows: int = 8, **kwargs: Any) -> None:
        self.longest = longest
        super().__init__(strip=False, **kwargs)
        self.widget.attrs["rows"] = rows

    def to_python(self, value: Any) -> str:
        text = canonical.without_hidden_characters(super().to_python(value) or "")
        if not text or text.isspace():
            return ""
        try:
            return canonical.canonical(text, longest=self.longest)
        except canonical.Unacceptable as unacceptable:
            raise ValidationError(str(unacceptable), code="unacceptable") from unacceptable


def hidden_characters_in(form: forms.BaseForm) -> int:
    """How many hidden characters came with the texts of a form, and were not kept."""
    texts = [form[name].value() for name, field in form.fields.items() if isinstance(field, LongTextField)]
    return sum(canonical.hidden_characters(str(text or "")) for text in texts)


class ReasonField(LongTextField):
    """A sentence or two that say why."""

    def __init__(self, *, longest: int = 2_000, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(longest=longest, rows=rows, **kwargs)


class LineField(LongTextField):
    """One line, kept as typed."""

    widget = forms.TextInput

    def __init__(self, *, longest: int = 200, **kwargs: Any) -> None:
        super().__init__(longest=longest, **kwargs)
        self.widget.attrs.pop("rows", None)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if "\n" in text:
            raise ValidationError("Write this on one line", code="several_lines")
        return text


class DayField(forms.Field):
    """A day, typed in any usual way with the day first, and shown back as 11/02/2026."""

    widget = forms.TextInput
    default_error_messages = {"unclear": "Enter a day like 11/02/2026"}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("class", "govuk-input--width-10")

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or not str(value).strip():
            return None
        if isinstance(value, date):
            return value
        try:
            return day_from(str(value), today=clock.today())
        except Unclear as unclear:
            raise ValidationError(unclear.reason or self.error_messages["unclear"], code="unclear") from unclear

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class MomentInput(forms.TextInput):
    """A moment as it is typed and, where the clocks showed that time twice, the question which of the two is meant."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> TypedMoment | None:
        words = super().value_from_datadict(data, files, name)
        return None if words is None else TypedMoment(str(words), str(data.get(f"{name}-which") or ""))

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        written = super().render(name, value, attrs, renderer)
        return written + _which_of_two(name, value, attrs or {}) if isinstance(value, TypedMoment) else written


class MomentField(forms.Field):
    """A moment on a British clock, typed in any usual way, such as 0800hrs 11/02/2026; without a day it is today.

    2400 is 0000 of the next day. An hour that the clocks skip is refused; one that they show twice is asked about.
    """

    widget = MomentInput
    longest = 50
    default_error_messages = {"unclear": "Enter a time and a day, like 0800hrs 11/02/2026"}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("class", "govuk-input--width-20")

    def prepare_value(self, value: Any) -> Any:
        return moment_in_words(value) if isinstance(value, datetime) else value

    def to_python(self, value: Any) -> datetime | None:
        if isinstance(value, datetime):
            return value
        read = self.read(value)
        return read.at if read else None

    def read(self, value: Any) -> Moment | None:
        """The moment that was typed, with the words to keep beside it; nothing where nothing was typed."""
        typed = value if isinstance(value, TypedMoment) else TypedMoment(str(value or ""))
        if not typed.words.strip():
            return None
        try:
            if len(typed.words) > self.longest:
                raise Unclear
            return read_moment(typed.words, today=clock.today(), which=typed.which)
        except Unclear as unclear:
            raise ValidationError(unclear.reason or self.error_messages["unclear"], code="unclear") from unclear

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "")


def _which_of_two(name: str, typed: TypedMoment, attrs: dict[str, Any]) -> SafeString:
    """Two radios under a time that came twice; nothing under any other."""
    which: str
    try:
        read = read_moment(typed.words, today=clock.today(), which=typed.which)
        time, which = f"{clock.local(read.at):%H%M}hrs", read.which
    except CameTwice as twice:
        time, which = twice.time, "asked"
    except Unclear:
        return SafeString("")
    if not which:
        return SafeString("")
    return render_to_string("gds/layout/which.html", {"name": name, "time": time, "chosen": which, "id": attrs["id"]})
