"""Every field that takes an address on the web takes https and nothing else, whichever way it is written.

The fields are found by walking the models and the forms: one that is added is asked about here, or the test fails.
"""

from __future__ import annotations

import re

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.urls import get_resolver, reverse

from assessments.actions.rows import add_row
from assessments.models import Finding, rows_of
from cia.authorisation import Denied
from tests.factories import draft
from tests.hostile import APPS, Reader
from tests.rows import ANSWERS, add
from tests.ui.forms import fields_of

pytestmark = pytest.mark.django_db

BAD = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "http://panel.example/2025",
    "ftp://panel.example/",
    "//panel.example/2025",
    "panel.example",
    "https://",
    "https://panel.example/ javascript:alert(1)",
]
# What the page refuses besides is no address of another kind: the database looks at the beginning alone.
OF_ANOTHER_KIND = [each for each in BAD if not each.startswith("https://")]
NAMED = re.compile(r"(^|_)(link|url|uri|website|web|address|href)(_|$)")


def is_address(name: str, field: models.Field | forms.Field) -> bool:
    of_the_web = isinstance(field, models.URLField | forms.URLField)
    is_text = isinstance(field, models.CharField | models.TextField | forms.CharField)
    return of_the_web or (is_text and bool(NAMED.search(name)))


def every_form(kind: type[forms.BaseForm] = forms.BaseForm) -> set[type[forms.BaseForm]]:
    found = {kind}
    for below in kind.__subclasses__():
        found |= every_form(below)
    return found


def test_the_fields_that_take_an_address_are_those_that_are_tested_here():
    assert get_resolver().url_patterns  # with the pages, all their forms are there
    kept = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in (*APPS, "notices")
        for field in model._meta.local_concrete_fields
        if is_address(field.name, field)
    }
    asked = {
        f"{form.__name__}.{name}"
        for form in every_form()
        if form.__module__.startswith(("assessments", "stakeholders", "cia"))
        for name, field in getattr(form, "base_fields", {}).items()
        if is_address(name, field)
    }

    assert kept == {"Finding.link", "Notice.link"}  # the second is a place of our own, which nobody types
    assert asked == {"FindingForm.link"}


@pytest.fixture
def begun(dana, harrowmere):
    version = draft(by=dana, unit=harrowmere)
    add(version, "source", by=dana)
    return version


@pytest.mark.parametrize("address", BAD)
def test_the_page_refuses_another_kind_and_says_what_to_do(client, dana, begun, address):
    client.force_login(dana)
    page = f"{begun.get_absolute_url()}rows/finding/add/"

    answer = client.post(
        page, fields_of(client.get(page).text) | {"source": "1", "text": "Most agree.", "link": address}
    )

    assert answer.status_code in {200, 422}
    assert answer.text.count("Enter one link that begins with https://") >= 2  # above the form, and beside the field
    assert Reader(answer.text, set()).faults == []
    assert not rows_of(begun, "finding").exists()


@pytest.mark.parametrize("address", OF_ANOTHER_KIND)
def test_no_other_way_leads_into_the_record(dana, begun, address):
    with pytest.raises(Denied, match="begins with https://"):
        add_row(version=begun, kind="finding", answers=ANSWERS["finding"] | {"link": address}, by=dana)
    with pytest.raises(ValidationError, match="begins with https://"):
        Finding(version=begun, number=1, source=1, text="Most agree.", link=address).full_clean()
    with pytest.raises(IntegrityError, match="finding_links_only_by_https"), transaction.atomic():
        Finding.objects.create(version=begun, number=1, source=1, text="Most agree.", link=address)


@pytest.mark.parametrize("address", [*BAD[:6], "https://elsewhere.example/", "//elsewhere.example/"])
def test_no_address_leads_from_signing_in_to_another_place(client, dana, address):
    page = client.get(reverse("account_login"), {"next": address})
    assert Reader(page.text, set()).faults == []

    client.force_login(dana)
    answer = client.get(reverse("account_login"), {"next": address})
    assert answer.status_code == 302
    assert re.match(r"/(?!/)", answer.url)
