"""Words that would do something if they were taken for more than words, in every text that is kept; and the reader that
tells whether they were.

What is typed is found by walking the models: a text added to them is hostile here without being named. Only what
the service makes itself, or what is chosen from a list, is named below.
"""

from __future__ import annotations

import secrets
import string
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models.signals import pre_save

MARK = "kestrel"
SCRIPT = f'"><script>alert("{MARK}")</script>'
WHOLE = (
    f"{SCRIPT}<img src={MARK} onerror=alert(1)><{MARK} onclick='alert(1)'>"
    '{{ settings.SECRET_KEY }}{% include "/etc/passwd" %}${1009*1013}%s%n'
)
LENGTHS = (WHOLE, f"{SCRIPT}{{{{7*7}}}}", SCRIPT, f'"><{MARK}>')
# What they would turn into, were they taken for a template or a sum.
TURNED_INTO = (settings.SECRET_KEY, "root:x:0:0", str(1009 * 1013))

APPS = ("accounts", "stakeholders", "assessments", "release")
# Made by the service, or chosen from what it offers: nobody types these.
NOT_TYPED = {
    "path", "part", "key", "code", "form", "suggested_as", "echoes_path", "number", "hmac", "pdf_sha256", "html_sha256",
    "username", "password", "finding", "earlier",
    "assessments.Assessment.reference", "release.Request.reference", "assessments.RowDraft.kind",
    "assessments.Decision.role_then",  # the name of a role
    "release.Mark.role", "release.CheckProposal.role",  # from a dated list
}  # fmt: skip
# Read from reference data, as the force and the law have it.
REFERENCE = ("Exemption", "BankHoliday", "ScaleEdition", "LevelDefinition", "ForceSetting")
# What names people stands in nobody else's words: each bears a word of its own, since the gate looks for hidden names.
NAMES_PEOPLE = {
    "accounts.User.name",
    "accounts.User.rank",
    "release.Request.requester_name",
    "release.Request.requester_contact",
}
ANSWERS = {"assessments.RowDraft.typed", "release.Reasoning.answers", "release.SavedReason.answers"}


def typed_texts() -> dict[str, models.Field[Any, Any]]:
    """Every text of every model that somebody types, as ``app.Model.field``."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label in APPS and model.__name__ not in REFERENCE:
            for field in model._meta.local_concrete_fields:
                name = f"{model._meta.label}.{field.name}"
                is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
                if (is_text or name in ANSWERS) and not {field.name, name} & NOT_TYPED:
                    found[name] = field
    return found


def longest_that_fits(room: int) -> str:
    return next((words for words in LENGTHS if len(words) <= room), "")


class Hostile:
    """Puts the words behind whatever is saved, and keeps which texts it reached."""

    def __init__(self) -> None:
        self.reached: set[str] = set()
        self.own_words: set[str] = set()
        self._texts = typed_texts()

    def __call__(self, sender: type[models.Model], instance: models.Model, **_others: Any) -> None:
        values = {field.attname: getattr(instance, field.attname) for field in sender._meta.local_concrete_fields}
        for name, said in self.spoilt(sender, values).items():
            setattr(instance, name, said)

    def spoilt(self, model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
        """The same values, with hostile words behind each text that is not empty."""
        found = dict(values)
        for name, said in values.items():
            whole_name = f"{model._meta.label}.{name}"
            if whole_name in self._texts and isinstance(said, str | dict) and said:
                found[name] = self._spoilt(whole_name, said, self._texts[whole_name].max_length or 10**6)
                self.reached.add(whole_name)
        return found

    def _spoilt(self, name: str, said: Any, longest: int) -> Any:
        if isinstance(said, dict):
            return {part: self._spoilt(name, answer, longest) for part, answer in said.items()}
        if MARK in said or any(word in said for word in self.own_words):
            return said
        if name in NAMES_PEOPLE:
            word = "".join(secrets.choice(string.ascii_lowercase) for _ in range(10))
            self.own_words.add(word)
            return f'{said}"><{word}>'[:longest]
        if isinstance(self._texts[name], models.EmailField):
            return f'"><{MARK}>"@example.org'
        if name == "assessments.Finding.link":
            return said + SCRIPT
        words = longest_that_fits(longest - len(said))
        return said + words if words else SCRIPT[:longest]


@contextmanager
def everything_typed_is_hostile() -> Iterator[Hostile]:
    """While it lasts, whatever text is saved, by a model or by an update of rows, bears hostile words too."""
    hostile, really_update = Hostile(), models.QuerySet.update

    def update(rows: models.QuerySet[Any], **values: Any) -> int:
        return really_update(rows, **hostile.spoilt(rows.model, values))

    pre_save.connect(hostile, weak=False)
    models.QuerySet.update = update  # type: ignore[method-assign]
    try:
        yield hostile
    finally:
        models.QuerySet.update = really_update  # type: ignore[method-assign]
        pre_save.disconnect(hostile)


class Reader(HTMLParser):
    """A page as a browser would take it: what in it would do something that no template of ours asks for."""

    ADDRESSES = frozenset(
        {"href", "src", "action", "formaction", "data", "poster", "srcset", "background", "xlink:href"}
    )
    NEVER = frozenset({"iframe", "frame", "object", "embed", "applet", "base", "template", "math", "foreignobject"})

    def __init__(self, page: str, own_words: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.text: list[str] = []
        self._strange = own_words | {MARK}
        self._open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._open.append(tag)
        if tag in self._strange or tag in self.NEVER:
            self.faults.append(f"<{tag}>")
        if tag == "script" and not (given.get("src") or "").startswith(settings.STATIC_URL):
            self.faults.append(f"a script from {given.get('src')}")
        for name, value in attrs:
            if name.startswith("on") or name == "srcdoc" or not name.replace("-", "").replace(":", "").isalnum():
                self.faults.append(f"<{tag} {name}>")
            if name in self.ADDRESSES and (value or "").strip().lower().startswith(
                ("javascript:", "data:", "file:", "vbscript:", "//", MARK)
            ):
                self.faults.append(f"<{tag} {name}={value}>")
            self.text.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "script" and data.strip():
            self.faults.append(f"a script that says {data[:60]}")
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        if any(word in data for word in self._strange):
            self.faults.append("a comment that holds what was typed")


def faults_of(answer: Any, own_words: set[str]) -> tuple[list[str], str]:
    """What is wrong with an answer of the service, and the text of it as it is read."""
    body = answer.getvalue() if answer.streaming else answer.content
    kind = answer.headers.get("Content-Type", "")
    headers = [value for name, value in answer.headers.items() if name != "Location"]
    faults = ["a header says what was typed"] if any(MARK in value for value in headers) else []
    if kind.startswith(("application/pdf", "application/octet-stream", "image/")):
        return faults, ""
    page = body.decode()
    faults += [f"{each!r} was worked out" for each in TURNED_INTO if each in page]
    if not kind.startswith("text/html"):
        if answer.headers.get("X-Content-Type-Options") != "nosniff":
            faults.append(f"{kind} may be taken for a page")
        return faults, page
    reader = Reader(page, own_words)
    return faults + reader.faults + _policy_faults(answer), "".join(reader.text)


def _policy_faults(answer: Any) -> list[str]:
    said = answer.headers.get("Content-Security-Policy", "")
    policy = {part.split()[0]: part.split()[1:] for part in said.split(";") if part.strip()}
    scripts = policy.get("script-src", policy.get("default-src", ["nothing"]))
    return [] if scripts in (["'self'"], ["'none'"]) else [f"scripts may come from {scripts}"]
