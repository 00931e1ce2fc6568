"""What the source never says."""

import ast
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent.parent
PYTHON = [path for folder in ("cia", "stakeholders", "assessments") for path in (PROJECT / folder).rglob("*.py")]
TEMPLATES = list((PROJECT / "templates").rglob("*.html"))
STANDS_ALONE = PROJECT / "templates/assessments/pdf/public_page.html"  # a published file, with all that it needs inside
DRAWS_FORMS = {"assessments/release/marking_forms.py"}


def named(paths):
    return [pytest.param(path, id=str(path.relative_to(PROJECT))) for path in paths]


def test_there_is_source():
    assert len(PYTHON) > 20
    assert len(TEMPLATES) > 10


@pytest.mark.parametrize("path", named(TEMPLATES))
def test_no_template_switches_escaping_off(path):
    text = path.read_text("utf-8")

    assert not re.search(r"\|\s*(safe|safeseq)\b|\{%\s*autoescape\s+off", text)


@pytest.mark.parametrize("path", named(path for path in TEMPLATES if path != STANDS_ALONE))
def test_no_template_has_script_or_style_of_its_own(path):
    text = path.read_text("utf-8")

    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", text)


def constructions(path, name):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            if (isinstance(called, ast.Name) and called.id == name) or (
                isinstance(called, ast.Attribute) and called.attr == name
            ):
                yield node.lineno


def test_redaction_alone_makes_a_public_document():
    makers = {str(path.relative_to(PROJECT)) for path in PYTHON if list(constructions(path, "PublicDocument"))}

    assert makers <= {"assessments/release/redacting.py"}


@pytest.mark.parametrize("name", ["mark_safe", "SafeString", "format_html_join"])
def test_markup_is_declared_safe_only_where_forms_are_drawn(name):
    makers = {str(path.relative_to(PROJECT)) for path in PYTHON if list(constructions(path, name))}

    assert {maker for maker in makers if not maker.startswith("cia/ui/")} <= DRAWS_FORMS


CLOCKS = re.compile(
    r"\b(datetime\.now|datetime\.utcnow|date\.today|timezone\.now|localdate|auto_now|db\.models\.functions.*Now)\b"
)


@pytest.mark.parametrize(
    "path", named(path for path in PYTHON if path.name != "clock.py" and "migrations" not in path.parts)
)
def test_nothing_but_the_clock_asks_what_time_it_is(path):
    assert not CLOCKS.search(path.read_text("utf-8"))


@pytest.mark.parametrize("path", named(path for path in PYTHON if "migrations" not in path.parts))
def test_a_module_is_short_enough_to_read(path):
    assert len(path.read_text("utf-8").splitlines()) <= 400


def test_no_module_is_named_like_a_drawer():
    drawers = {"utils", "helpers", "services", "constants", "signals", "common", "misc"}

    assert not {path.stem for path in PYTHON} & drawers
