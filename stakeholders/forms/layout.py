"""What the page for a contact is built of, beside the fields themselves."""

from __future__ import annotations

from typing import Any

from crispy_forms_gds.layout import Layout
from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class Details:
    """Questions that are asked only of whoever opens them; open where one is answered or wrong."""

    def __init__(self, summary: str, *fields: Any, names: list[str], hint: str = "", button: str = "") -> None:
        self.summary, self.fields, self.names, self.hint, self.button = summary, fields, names, hint, button

    def render(self, form: forms.Form, context: Any, template_pack: str = "gds", **kwargs: Any) -> SafeString:
        return render_to_string(
            "stakeholders/parts/details.html",
            {
                "summary": self.summary,
                "hint": self.hint,
                "button": self.button,
                "is_open": any(_holds_something(form, name) for name in self.names),
                "content": Layout(*self.fields).render(form, context, template_pack=template_pack),
            },
        )


class Who:
    """Whom the contact was with: words to look for, the entries found to tick, and somebody new."""

    def __init__(self, *newcomer: Any, names: list[str]) -> None:
        self.newcomer, self.names = newcomer, names

    def render(self, form: Any, context: Any, template_pack: str = "gds", **kwargs: Any) -> SafeString:
        return render_to_string(
            "stakeholders/parts/who.html",
            {
                "form": form,
                "words": form["words"],
                "choice": form.choice,
                "is_open": any(_holds_something(form, name) for name in self.names),
                "newcomer": Layout(*self.newcomer).render(form, context, template_pack=template_pack),
            },
        )


def _holds_something(form: forms.Form, name: str) -> bool:
    """Whether a question has an answer other than the one it starts with, or a wrong one."""
    field = form[name]
    start = form.fields[name].initial
    return bool(field.errors) or str(field.value() or "").strip() != str(start or "")
