"""Questions an officer answers by typing: text kept exactly as typed, days and moments as anybody writes them."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cia import canonical, clock
from cia.ui.typed_times import Unclear, day_from, moment_from


class LongTextField(forms.CharField):
    """Several lines, kept as typed in their one canonical form, never trimmed: marks count its characters."""

    widget: type[forms.Widget] = forms.Textarea

    def __init__(self, *, longest: int = canonical.LONGEST, rows: int = 8, **kwargs: Any) -> None:
        self.longest = longest
        super().__init__(strip=False, **kwargs)
        self.widget.attrs["rows"] = rows

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text or text.isspace():
            return ""
        try:
            return canonical.canonical(text, longest=self.longest)
        except canonical.Unacceptable as unacceptable:
            raise ValidationError(str(unacceptable), code="unacceptable") from unacceptable


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
            raise ValidationError(self.error_messages["unclear"], code="unclear") from unclear

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class MomentField(forms.Field):
    """A moment on a British clock, typed in any usual way, such as 0800hrs 11/02/2026; without a day it is today.

    An hour that the clocks skip or show twice is refused, never guessed.
    """

    widget = forms.TextInput
    default_error_messages = {"unclear": "Enter a time and a day, like 0800hrs 11/02/2026"}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("class", "govuk-input--width-20")

    def prepare_value(self, value: Any) -> Any:
        return f"{clock.local(value):%H%Mhrs %d/%m/%Y}" if isinstance(value, datetime) else value

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values or not str(value).strip():
            return None
        if isinstance(value, datetime):
            return value
        try:
            return moment_from(str(value), today=clock.today())
        except Unclear as unclear:
            raise ValidationError(unclear.reason or self.error_messages["unclear"], code="unclear") from unclear

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)
