"""What the form templates ask of a field, so that they write the same HTML as GOV.UK Frontend's own."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cia.ui import page_user

register = template.Library()

_CLASSES = {
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "checkbox": "govuk-checkboxes__input",
    "input": "govuk-input",
}
_ERROR_CLASSES = {
    "select": "govuk-select--error",
    "textarea": "govuk-textarea--error",
    "file": "govuk-file-upload--error",
    "password": "govuk-input--error",
    "input": "govuk-input--error",
}
# The layout object of crispy-forms-gds asks for a count with this class; upstream writes it last.
_COUNTED = "govuk-js-character-count"
_PASSWORD = {"spellcheck": "false", "autocapitalize": "none", "autocomplete": "current-password"}
# Upstream writes neither; a width in columns would beat the stylesheet, and a placeholder goes when typing starts.
_LEFT_OUT = {"cols": False, "placeholder": False}


@dataclass(frozen=True)
class Option:
    """One answer of a set of radios or checkboxes."""

    id: str
    value: str
    label: str
    hint: str
    divider: str
    is_chosen: bool
    is_disabled: bool


@dataclass(frozen=True)
class ErrorLine:
    """One line of the error summary; without an address where the error belongs to no field."""

    text: str
    field_id: str


@register.filter
def kind(field: BoundField) -> str:
    """Which of the form components draws a field."""
    widget = field.field.widget
    for name, widgets in (
        ("checkboxes", forms.CheckboxSelectMultiple),
        ("radios", forms.RadioSelect),
        ("date", forms.MultiWidget),
        ("checkbox", forms.CheckboxInput),
        ("select", forms.Select),
        ("textarea", forms.Textarea),
        ("password", forms.PasswordInput),
        ("file", forms.FileInput),
    ):
        if isinstance(widget, widgets):
            return name
    return "input"


@register.simple_tag
def control(field: BoundField, described_by: str = "") -> SafeString:
    """The input itself, with the classes and the descriptions that upstream gives it.

    Not ``str(field)``: the framework would add ``required`` and ``aria-invalid``, which upstream leaves out on purpose.
    """
    drawn_as = kind(field)
    widget = field.field.widget
    own = [name for name in widget.attrs.get("class", "").split() if name != _COUNTED]
    classes = [_CLASSES[drawn_as], *own]
    if field.errors and drawn_as in _ERROR_CLASSES:
        classes.append(_ERROR_CLASSES[drawn_as])
    if _COUNTED in widget.attrs.get("class", ""):
        classes.append(_COUNTED)
    attributes: dict[str, Any] = {"id": field.auto_id, **(_PASSWORD if drawn_as == "password" else {}), **widget.attrs}
    attributes |= _LEFT_OUT | {"class": " ".join(classes), "aria-describedby": described_by or False}
    if field.field.disabled:
        attributes["disabled"] = True
    drawn: SafeString = widget.render(field.html_name, field.value(), attributes, field.form.renderer)
    return drawn


@register.simple_tag
def described_by(field: BoundField, counted: bool = False) -> str:
    """The ids of what describes a field: the count first, then the hint, then the errors."""
    ids = [f"{field.auto_id}-info"] if counted else []
    if field.help_text:
        ids.append(f"{field.auto_id}-hint")
    ids += [error_id for error_id, _error in numbered_errors(field)]
    return " ".join(ids)


@register.filter
def numbered_errors(field: BoundField) -> list[tuple[str, str]]:
    """Each error of a field with its id; the first has the one that upstream gives."""
    return [
        (f"{field.auto_id}-error" + (f"-{number}" if number > 1 else ""), str(error))
        for number, error in enumerate(field.errors, 1)
    ]


@register.filter
def options(field: BoundField) -> list[Option]:
    """The answers to choose from. The first has the field's own id, so that the error summary leads to it."""
    value = field.value()
    several = value if isinstance(value, list | tuple | set) else [value]
    chosen = {str(one) for one in several if one is not None}
    offered, number = [], 0
    for choice in field.field.choices:  # type: ignore[attr-defined]
        number += 1
        divider = str(getattr(choice, "divider", ""))
        offered.append(
            Option(
                id=field.auto_id if number == 1 else f"{field.auto_id}-{number}",
                value=str(choice[0]),
                label=str(choice[1]),
                hint=str(getattr(choice, "hint", "")),
                divider=divider,
                is_chosen=str(choice[0]) in chosen,
                is_disabled=bool(field.field.disabled or getattr(choice, "disabled", False)),
            )
        )
        number += 1 if divider else 0  # upstream counts it among the answers
    return offered


@register.filter
def lookup(values: dict[str, Any] | None, key: str) -> Any:
    """What a dictionary holds under a key; nothing where it holds nothing."""
    return (values or {}).get(key, "")


@register.filter
def parts_of_date(field: BoundField) -> list[SafeString]:
    """The day, month and year of a date in three parts, each labelled and marked where it is the one in error."""
    widget = field.field.widget
    values = field.value()
    if not isinstance(values, list | tuple):
        values = widget.decompress(values)
    parts = field.field.fields  # type: ignore[attr-defined]
    blamed = [bool(getattr(part.widget, "errors", None)) for part in parts]
    nobody_in_particular = bool(field.errors) and not any(blamed)
    return [
        _part_of_date(field, number, value, bool(field.errors) and (nobody_in_particular or blamed[number]))
        for number, value in enumerate(values)
    ]


def _part_of_date(field: BoundField, number: int, value: Any, is_wrong: bool) -> SafeString:
    width = "govuk-input--width-4" if number == 2 else "govuk-input--width-2"
    error = " govuk-input--error" if is_wrong else ""
    element = forms.TextInput().render(
        f"{field.html_name}_{number}",
        value,
        {
            "class": f"govuk-input govuk-date-input__input {width}{error}",
            "id": f"{field.auto_id}_{number}",
            "inputmode": "numeric",
        },
    )
    return format_html(
        '<label class="govuk-label govuk-date-input__label" for="{}_{}">{}</label>{}',
        field.auto_id,
        number,
        field.field.fields[number].label,  # type: ignore[attr-defined]
        element,
    )


@register.filter
def summary_of_errors(form: forms.BaseForm) -> list[ErrorLine]:
    """Every error of a form in the order of its fields, each leading to the input that mends it."""
    lines = [ErrorLine(text=str(error), field_id="") for error in form.non_field_errors()]
    for field in form:
        lines += [ErrorLine(text=str(error), field_id=_first_input(field)) for error in field.errors]
    return lines


def _first_input(field: BoundField) -> str:
    if field.is_hidden:
        return ""
    if kind(field) != "date":
        return field.auto_id
    parts = field.field.fields  # type: ignore[attr-defined]
    wrong = (number for number, part in enumerate(parts) if getattr(part.widget, "errors", None))
    return f"{field.auto_id}_{next(wrong, 0)}"


@register.simple_tag(takes_context=True, name="page_user")
def page_user_field(context: template.Context) -> SafeString:
    """A hidden field that names, signed, whom this page was made for; nothing where nobody is signed in."""
    return SafeString("".join(_page_user(context)))


def _page_user(context: template.Context) -> Iterator[str]:
    user = getattr(context.get("request"), "user", None)
    if user is not None and user.is_authenticated:
        yield format_html('<input type="hidden" name="{}" value="{}">', page_user.FIELD, page_user.signed(user))
