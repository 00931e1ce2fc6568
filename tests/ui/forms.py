"""Filling in a page's form as a browser without JavaScript would."""

from bs4 import BeautifulSoup


def fields_of(html: str, *, action: str = "") -> dict[str, str]:
    """What the form in the main part of a page would send, untouched; of several forms the one with this action."""
    page = BeautifulSoup(html, "html.parser")
    forms = [form for form in page.main.find_all("form") if not action or form.get("action") == action]
    assert len(forms) == 1, f"{len(forms)} forms, not one"
    fields = {}
    for element in forms[0].find_all(["input", "textarea", "select"]):
        name, kind = element.get("name"), element.get("type", "")
        if not name or (kind in {"radio", "checkbox"} and not element.has_attr("checked")):
            continue
        if element.name == "select":
            chosen = element.find("option", selected=True) or element.find("option")
            fields[name] = chosen.get("value", chosen.text)
            continue
        # A browser leaves out the line end that begins a text area.
        fields[name] = (
            element.text.removeprefix("\r").removeprefix("\n")
            if element.name == "textarea"
            else element.get("value", "")
        )
    return fields
