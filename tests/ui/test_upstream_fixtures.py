"""Our form templates write the HTML that GOV.UK Frontend's own fixtures expect."""

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag
from crispy_forms.utils import render_crispy_form
from crispy_forms_gds.fields import DateInputField
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.template.loader import render_to_string

from cia.ui.forms import Choice, ConditionalRadios, Field, GovukForm, Layout

pytestmark = pytest.mark.urls("tests.ui.example_pages")

FIXTURES = Path(__file__).parent / "fixtures"
SIZES = ("s", "m", "l", "xl")


class FixedId(str):
    """An ``auto_id`` that is the same whatever the field is called: upstream's ids and names differ."""

    def __mod__(self, name: Any) -> str:
        return str(self).removesuffix("%s")


def fixtures(component: str) -> list[Any]:
    """The fixtures of a component, whole."""
    return json.loads((FIXTURES / f"{component}.json").read_text())["fixtures"]


def answerable(component: str, known: set[str], check: Any = lambda options: True) -> list[Any]:
    """Those whose every option one of our forms can ask for."""
    return [
        pytest.param(fixture["options"], fixture["html"], id=f"{component}: {fixture['name']}")
        for fixture in fixtures(component)
        if set(fixture["options"]) <= known and plain(fixture["options"]) and check(fixture["options"])
    ]


def plain(value: Any) -> bool:
    """Words only: no HTML, no attributes, no classes of somebody else's."""
    if isinstance(value, dict):
        strange = {"attributes", "html", "describedBy", "caller"} & set(value)
        classes = value.get("classes", "govuk-")
        return not strange and str(classes).startswith(("govuk-", ":")) and all(plain(one) for one in value.values())
    if isinstance(value, list):
        return all(isinstance(one, dict) and plain(one) for one in value)
    return True


def tree(html: str) -> Any:
    """What a browser makes of HTML, without the white space that does not matter."""
    return [nodes for nodes in map(_node, BeautifulSoup(html, "html.parser").children) if nodes]


def _node(node: Any) -> Any:
    if isinstance(node, NavigableString):
        return " ".join(node.split())
    assert isinstance(node, Tag)
    attributes = {name: value for name, value in node.attrs.items() if name != "class"}
    attributes["class"] = sorted(set(node.get("class", [])))
    if attributes.get("checked") is not None:
        attributes["checked"] = ""
    if node.name == "textarea":
        text = node.get_text()
        return (node.name, attributes, [text.removeprefix("\n") if text.startswith("\n") else text])
    return (node.name, attributes, [child for child in map(_node, node.children) if child])


def drawn(field: forms.Field, options: dict[str, Any], *, value: Any = None, draw: Any = None, **context: Any) -> str:
    """Our HTML for one field, with upstream's label, hint and error."""
    label = options.get("label") or options.get("fieldset", {}).get("legend", {})
    field.label = label.get("text", "")
    field.help_text = options.get("hint", {}).get("text", "")
    field.required = False
    size = label.get("classes", "").rpartition("--")[2]
    kind = "legend" if "fieldset" in options else "label"
    if size in SIZES:
        context[f"{kind}_size"] = label["classes"]
    if label.get("isPageHeading"):
        context[f"{kind}_tag"] = "h1"

    class OneField(forms.Form):
        answer = field

        def add_prefix(self, field_name: str) -> str:
            return options.get("name") or options.get("id", "")

    form = OneField(
        None if "errorMessage" not in options else {options.get("name") or options.get("id", ""): value},
        initial={"answer": value},
        auto_id=FixedId(f"{options.get('idPrefix') or options.get('id') or options['name']}%s"),
    )
    if error := options.get("errorMessage"):
        form.add_error("answer", error["text"])
    form.helper = FormHelper()
    form.helper.form_tag = False
    form.helper.disable_csrf = True
    form.helper.layout = Layout(draw(context) if draw else Field("answer", context=context))
    return render_crispy_form(form)


INPUT = {
    "id",
    "name",
    "label",
    "hint",
    "errorMessage",
    "value",
    "type",
    "inputmode",
    "autocomplete",
    "spellcheck",
    "disabled",
}
TYPES = {"text", "email", "number", "tel", "url", "search", None}


@pytest.mark.parametrize(("options", "html"), answerable("input", INPUT, lambda options: options.get("type") in TYPES))
def test_input_is_upstreams(options, html):
    attributes = {name: options[name] for name in ("inputmode", "autocomplete") if name in options}
    if "spellcheck" in options:
        attributes["spellcheck"] = str(options["spellcheck"]).lower()
    widget = forms.TextInput(attrs=attributes)
    widget.input_type = options.get("type", "text")
    field = forms.CharField(widget=widget, disabled=options.get("disabled", False))

    assert tree(drawn(field, options, value=options.get("value"))) == tree(html)


@pytest.mark.parametrize(
    ("widget", "kind"),
    [(forms.EmailInput, "email"), (forms.NumberInput, "number"), (forms.URLInput, "url"), (forms.TextInput, "text")],
)
def test_every_input_is_styled(widget, kind):
    html = drawn(forms.CharField(widget=widget), {"name": "answer", "label": {"text": "Answer"}})

    element = BeautifulSoup(html, "html.parser").input
    assert (element["type"], element["class"]) == (kind, ["govuk-input"])


TEXTAREA = {"id", "name", "label", "hint", "errorMessage", "value", "rows", "autocomplete", "spellcheck"}


@pytest.mark.parametrize(("options", "html"), answerable("textarea", TEXTAREA))
def test_textarea_is_upstreams(options, html):
    attributes = {"rows": options.get("rows", 5)}
    if "spellcheck" in options:
        attributes["spellcheck"] = str(options["spellcheck"]).lower()
    if "autocomplete" in options:
        attributes["autocomplete"] = options["autocomplete"]
    field = forms.CharField(widget=forms.Textarea(attrs=attributes), strip=False)

    assert tree(drawn(field, options, value=options.get("value"))) == tree(html)


COUNT = TEXTAREA | {"maxlength", "maxwords", "threshold"}


@pytest.mark.parametrize(
    ("options", "html"),
    answerable(
        "character-count",
        COUNT,
        lambda options: bool(options.get("maxlength")) != bool(options.get("maxwords")),
    ),
)
def test_character_count_is_upstreams(options, html):
    field = forms.CharField(widget=forms.Textarea, strip=False)

    def draw(context):
        counted = Field.textarea(
            "answer",
            rows=options.get("rows", 5),
            max_characters=options.get("maxlength"),
            max_words=options.get("maxwords"),
            threshold=options.get("threshold"),
            **({"spellcheck": str(options["spellcheck"]).lower()} if "spellcheck" in options else {}),
        )
        counted.add_context(**context)
        return counted

    assert tree(drawn(field, options, value=options.get("value"), draw=draw)) == tree(html)


SELECT = {"id", "name", "label", "hint", "errorMessage", "items", "value"}


def is_a_list_of_words(options):
    """Answers with a value each, of which upstream marks the chosen one, or none."""
    items = options.get("items", [{}])
    return all(
        {"value", "text"} <= set(item) <= {"value", "text", "selected"}
        and item["value"] is not False
        and item.get("selected") is not False
        for item in items
    )


@pytest.mark.parametrize(("options", "html"), answerable("select", SELECT, is_a_list_of_words))
def test_select_is_upstreams(options, html):
    field = forms.ChoiceField(choices=[(item.get("value", item["text"]), item["text"]) for item in options["items"]])
    chosen = [item["value"] for item in options["items"] if item.get("selected")] or [options.get("value")]
    expected = BeautifulSoup(html, "html.parser")
    for option in expected.find_all("option"):
        option["value"] = option.get("value", option.get_text(strip=True))

    assert tree(drawn(field, options, value=chosen[0])) == tree(str(expected))


OPTIONS = {"idPrefix", "name", "fieldset", "hint", "errorMessage", "items", "value", "values", "classes"}
ITEM = {"value", "text", "hint", "divider", "checked"}


def is_offered(options):
    """A question with a legend, whose answers carry no names, ids or fields of their own."""
    return "legend" in options.get("fieldset", {}) and all(set(item) <= ITEM for item in options["items"])


def choices(options):
    """Upstream's items as ours: a divider belongs to the answer before it."""
    offered: list[Any] = []
    for item in options["items"]:
        if "divider" in item:
            offered[-1].divider = item["divider"]
        else:
            offered.append(Choice(item["value"], item["text"], hint=item.get("hint", {}).get("text", "")))
    return offered


def chosen(options):
    return [item["value"] for item in options["items"] if item.get("checked")] + options.get("values", [])


@pytest.mark.parametrize(("options", "html"), answerable("radios", OPTIONS, is_offered))
def test_radios_are_upstreams(options, html):
    field = forms.ChoiceField(choices=choices(options), widget=forms.RadioSelect)
    value = [*chosen(options), options.get("value")][0]
    inline = "inline" in options.get("classes", "")
    small = "small" in options.get("classes", "")

    html_of_ours = drawn(field, options, value=value, radios_inline=inline, radios_small=small)

    assert tree(html_of_ours) == tree(html)


@pytest.mark.parametrize(("options", "html"), answerable("checkboxes", OPTIONS, is_offered))
def test_checkboxes_are_upstreams(options, html):
    field = forms.MultipleChoiceField(choices=choices(options), widget=forms.CheckboxSelectMultiple)
    small = "small" in options.get("classes", "")

    assert tree(drawn(field, options, value=chosen(options), checkboxes_small=small)) == tree(html)


def test_conditional_radios_are_upstreams_always_open():
    fixture = next(one for one in fixtures("radios") if one["name"] == "with conditional item checked")
    items = fixture["options"]["items"]

    class ContactForm(GovukForm):
        contacted = forms.ChoiceField(
            label="How do you want to be contacted?",
            choices=[(item["value"], item["text"]) for item in items],
            widget=forms.RadioSelect,
            required=False,
        )
        email, phone, text = (forms.CharField(required=False) for _ in range(3))

        def get_layout(self):
            return [ConditionalRadios("contacted", {item["value"]: [item["value"]] for item in items})]

        def add_prefix(self, field_name):
            return "how-contacted-checked" if field_name == "contacted" else field_name

    form = ContactForm(initial={"contacted": "email"}, auto_id="%s")
    form.helper.legend_size = ""
    ours = BeautifulSoup(render_crispy_form(form), "html.parser").select_one(".govuk-form-group")
    theirs = BeautifulSoup(fixture["html"], "html.parser").select_one(".govuk-form-group")
    for tree_of_one in (ours, theirs):
        for revealed in tree_of_one.select(".govuk-radios__conditional"):
            assert revealed.select("input")
            revealed.clear()
            # Upstream hides what is not chosen with a script; ours is always shown.
            revealed["class"] = [name for name in revealed["class"] if not name.endswith("--hidden")]
    for radio in theirs.select("input"):
        del radio["data-aria-controls"]

    assert tree(str(ours)) == tree(str(theirs))


def test_conditional_radios_know_answers_by_their_value():
    class ContactForm(GovukForm):
        contacted = forms.ChoiceField(choices=[("email", "By e-mail")], widget=forms.RadioSelect, required=False)
        address = forms.CharField(required=False)

        def get_layout(self):
            return [ConditionalRadios("contacted", {"By e-mail": ["address"]})]

    with pytest.raises(ImproperlyConfigured, match="offers no answer By e-mail"):
        render_crispy_form(ContactForm())


DATE = {"id", "namePrefix", "fieldset", "hint", "errorMessage", "values"}


@pytest.mark.parametrize(("options", "html"), answerable("date-input", DATE, lambda options: "fieldset" in options))
def test_date_in_three_parts_is_upstreams(options, html):
    expected = BeautifulSoup(html, "html.parser")
    for number, part in enumerate(("day", "month", "year")):
        for element in expected.find_all(id=f"{options['id']}-{part}"):
            element["id"] = f"{options['id']}_{number}"
            element["name"] = f"{options['id']}_{number}"
        for element in expected.find_all(attrs={"for": f"{options['id']}-{part}"}):
            element["for"] = f"{options['id']}_{number}"
    values = {name.rpartition("-")[2]: value for name, value in options.get("values", {}).items()}

    value = [values.get(part) for part in ("day", "month", "year")]

    assert tree(drawn(DateInputField(), options, value=value)) == tree(str(expected))


PASSWORD = {"id", "name", "label", "hint", "errorMessage", "autocomplete"}


@pytest.mark.parametrize(("options", "html"), answerable("password-input", PASSWORD))
def test_password_is_upstreams(options, html):
    attributes = {"autocomplete": options["autocomplete"]} if "autocomplete" in options else {}
    field = forms.CharField(widget=forms.PasswordInput(attrs=attributes))

    assert tree(drawn(field, options)) == tree(html)


def is_titled_as_ours(options):
    return options.get("titleText") == "There is a problem"


@pytest.mark.parametrize(
    ("options", "html"), answerable("error-summary", {"titleText", "errorList"}, is_titled_as_ours)
)
def test_error_summary_is_upstreams(options, html):
    class Errors(forms.Form):
        pass

    form = Errors({}, auto_id="%s")
    for error in options["errorList"]:
        name = error.get("href", "").removeprefix("#")
        if name:
            form.fields[name] = forms.CharField(required=False)
        form.add_error(name or None, error["text"])

    assert tree(render_to_string("gds/layout/error_summary.html", {"form": form})) == tree(html)


BUTTON = {"text", "classes", "preventDoubleClick", "name"}


@pytest.mark.parametrize(
    ("options", "html"),
    answerable(
        "button",
        BUTTON,
        lambda options: options.get("classes") in {None, "govuk-button--warning", "govuk-button--secondary"},
    ),
)
def test_buttons_are_upstreams_and_are_not_pressed_twice(options, html):
    expected = BeautifulSoup(html, "html.parser").button
    expected["data-prevent-double-click"] = "true"
    pressed = Button(options.get("name", ""), options["text"], css_class=options.get("classes", ""))

    class OneButton(forms.Form):
        helper = FormHelper()
        helper.layout = Layout(pressed)

    ours = BeautifulSoup(render_crispy_form(OneButton()), "html.parser").button
    if "name" in options:
        expected["value"] = options["text"]

    assert tree(str(ours)) == tree(str(expected))


def test_buttons_of_our_forms_are_those_of_upstream():
    ours = BeautifulSoup(render_to_string("gds/layout/buttons.html", {"text": "Save and continue"}), "html.parser")
    theirs = BeautifulSoup(fixtures("button")[0]["html"], "html.parser")
    theirs.button["data-prevent-double-click"] = "true"

    assert tree(str(ours.button)) == tree(str(theirs))


@pytest.mark.parametrize(
    ("component", "least"),
    [("input", 8), ("textarea", 6), ("character-count", 5), ("radios", 10), ("checkboxes", 8), ("date-input", 4)],
)
def test_enough_of_upstreams_fixtures_are_compared(component, least):
    known = {
        "input": (INPUT, lambda options: True),
        "textarea": (TEXTAREA, lambda options: True),
        "character-count": (COUNT, lambda options: True),
        "radios": (OPTIONS, is_offered),
        "checkboxes": (OPTIONS, is_offered),
        "date-input": (DATE, lambda options: "fieldset" in options),
    }[component]

    assert len(answerable(component, *known)) >= least
