"""What must be true of every table."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

OURS = [model for model in apps.get_models() if model.__module__.startswith(("cia.", "stakeholders.", "assessments."))]
PAIRS = [
    pytest.param(model, moment.name, f"{moment.name.removesuffix('_at')}_by", id=f"{model.__name__}.{moment.name}")
    for model in OURS
    for moment in model._meta.fields
    if moment.name.endswith("_at")
    and f"{moment.name.removesuffix('_at')}_by" in {field.name for field in model._meta.fields}
]


def named_in(condition):
    """The names of the fields in a condition, whatever is asked of them."""
    names = set()
    for child in condition.children:
        names |= named_in(child) if isinstance(child, models.Q) else {child[0].split("__")[0]}
    return names


def test_there_are_pairs():
    assert PAIRS


@pytest.mark.parametrize(("model", "at", "by"), PAIRS)
def test_a_moment_and_its_person_are_both_there_or_neither(model, at, by):
    both = [model._meta.get_field(name) for name in (at, by)]
    constraints = [
        constraint
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint) and {at, by} <= named_in(constraint.condition)
    ]

    assert not any(field.null for field in both) or constraints


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_constraint_is_named_as_a_sentence(model):
    for constraint in model._meta.constraints:
        assert constraint.name.count("_") >= 2, f"{constraint.name} says too little"


@pytest.mark.django_db
def test_migrations_say_what_the_models_say(capsys):
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=3)


@pytest.mark.django_db
def test_the_checks_of_the_framework_find_nothing():
    call_command("check", fail_level="WARNING")
