"""The base of every form, in the manner of the GOV.UK Design System."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Size
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cia.ui.fields import DayField, LineField, LongTextField, MomentField, ReasonField

__all__ = [
    "Choice",
    "ConditionalRadios",
    "DayField",
    "Details",
    "Field",
    "Fieldset",
    "GovukForm",
    "Layout",
    "LineField",
    "LongTextField",
    "MomentField",
    "ReasonField",
    "Size",
    "Within",
]

_WORDLESS = str(forms.Field.default_error_messages["required"])


class GovukForm(forms.Form):
    """A question in plain English. Labels ask; errors say what to do; saving is left to the action.

    ``other_buttons`` are further ways to send the form: name and text of each; the one pressed is
    in ``request.POST``. A form that takes something away says so with ``is_a_warning``; one whose page sends what
    was typed so far by itself, with ``saves_by_itself``.
    """

    submit_text = "Save and continue"
    is_a_warning = False
    saves_by_itself = False
    other_buttons: ClassVar[dict[str, str]] = {}
    label_size = Size.SMALL

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            _demand_words(self, name, field)
        self.helper = self._helper()

    def get_layout(self) -> Sequence[Any]:
        """The fields in the order they are asked: names, or layout objects such as ``Field.radios("outcome")``."""
        return list(self.fields)

    def words_of(self, name: str) -> str:
        """The words in which a moment was typed, with its whole day, as they are kept beside it."""
        field = self.fields[name]
        if not isinstance(field, MomentField):
            raise ImproperlyConfigured(f"{name} is no moment.")
        read = field.read(self[name].data)
        return read.words if read else ""

    def _helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_method = "post"
        helper.label_size = self.label_size
        helper.legend_size = self.label_size
        helper.layout = Layout(*self.get_layout(), _Buttons(self))
        return helper


class Fieldset:
    """Several fields under one legend."""

    def __init__(self, legend: str, *fields: Any, hint: str = "") -> None:
        self.legend, self.fields, self.hint = legend, fields, hint

    def render(self, form: forms.Form, context: Any, template_pack: str = "gds", **kwargs: Any) -> SafeString:
        return render_to_string(
            "gds/layout/group.html",
            {
                "legend": self.legend,
                "hint": self.hint,
                "legend_size": Size.for_legend(Size.MEDIUM),
                "content": _drawn(self.fields, form, context, template_pack),
            },
        )


class Details:
    """Several fields that open when asked for; without a script too."""

    def __init__(self, summary: str, *fields: Any, hint: str = "", is_open: bool = False) -> None:
        self.summary, self.fields, self.hint, self.is_open = summary, fields, hint, is_open

    def render(self, form: forms.Form, context: Any, template_pack: str = "gds", **kwargs: Any) -> SafeString:
        content = _drawn(self.fields, form, context, template_pack)
        return render_to_string(
            "gds/layout/details.html",
            {"summary": self.summary, "hint": self.hint, "open": self.is_open, "content": content},
        )


class Within:
    """Fields drawn inside a template of their page, which is given each under the name said here."""

    def __init__(self, template: str, fields: dict[str, Any], **said: Any) -> None:
        self.template, self.fields, self.said = template, fields, said

    def render(self, form: forms.Form, context: Any, template_pack: str = "gds", **kwargs: Any) -> SafeString:
        drawn = {name: _drawn([field], form, context, template_pack) for name, field in self.fields.items()}
        return render_to_string(self.template, self.said | drawn)


class ConditionalRadios:
    """Radios of which some have fields under them, by value: ``ConditionalRadios("outcome", {"reached": ["who"]})``.

    They are always shown. Upstream's script hides them behind ``aria-expanded``, which a radio must not carry.
    """

    def __init__(self, field: str, reveals: Mapping[str, Sequence[Any]]) -> None:
        self.field, self.reveals = field, reveals

    def render(self, form: forms.Form, context: Any, template_pack: str = "gds", **kwargs: Any) -> SafeString:
        offered = {str(value) for value, _label in form.fields[self.field].choices}  # type: ignore[attr-defined]
        if unknown := set(self.reveals) - offered:
            raise ImproperlyConfigured(f"{self.field} offers no answer {', '.join(sorted(unknown))}.")
        revealed = {value: _drawn(fields, form, context, template_pack) for value, fields in self.reveals.items()}
        radios = Field(self.field, context={"revealed": revealed})
        return SafeString(radios.render(form, context, template_pack=template_pack))


class _Buttons:
    """The ways to send a form: the green one first."""

    def __init__(self, form: GovukForm) -> None:
        self.form = form

    def render(self, form: forms.Form, context: Any, template_pack: str = "gds", **kwargs: Any) -> SafeString:
        return render_to_string(
            "gds/layout/buttons.html",
            {
                "text": self.form.submit_text,
                "is_a_warning": self.form.is_a_warning,
                "others": self.form.other_buttons.items(),
            },
        )


def _drawn(fields: Sequence[Any], form: forms.Form, context: Any, template_pack: str) -> SafeString:
    """Fields inside another layout object, drawn by the same templates, hence safe already."""
    return SafeString(Layout(*fields).render(form, context, template_pack=template_pack))


def _demand_words(form: forms.Form, name: str, field: forms.Field) -> None:
    """A required field must say what to do when it is left empty: the framework's own sentence does not."""
    if field.required and not field.disabled and str(field.error_messages.get("required")) == _WORDLESS:
        raise ImproperlyConfigured(
            f"{type(form).__name__}.{name} needs error_messages={{'required': ...}} that says what to do."
        )
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        field.error_messages["invalid_choice"] = "Choose one of the answers offered"
