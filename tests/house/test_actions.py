"""Every action is called by keywords, says who acts, and leaves a trace."""

import ast
import importlib
import inspect
import pkgutil

import pytest

PACKAGES = ["stakeholders.actions", "assessments.actions", "assessments.release.actions"]


def modules():
    for package in PACKAGES:
        path = importlib.import_module(package).__path__
        for module in pkgutil.iter_modules(path, f"{package}."):
            yield importlib.import_module(module.name)


def find_actions():
    for module in modules():
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                yield pytest.param(function, id=f"{module.__name__}.{name}")


ACTIONS = list(find_actions())


def test_there_are_actions():
    assert len(ACTIONS) > 5


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_is_called_by_keywords_and_says_who_acts(action):
    parameters = inspect.signature(action).parameters

    assert {parameter.kind for parameter in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}
    assert parameters["by"].default is inspect.Parameter.empty


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_has_a_docstring(action):
    assert inspect.getdoc(action)


def calls(tree):
    return {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_records_what_it_did(action):
    """Either itself or in a function of its own module; a save of typed text is kept as a revision instead."""
    tree = ast.parse(inspect.getsource(inspect.getmodule(action)))
    functions = {node.name: calls(node) for node in tree.body if isinstance(node, ast.FunctionDef)}
    reached, waiting = set(), [action.__name__]
    while waiting:
        name = waiting.pop()
        if name in functions and name not in reached:
            reached.add(name)
            waiting += functions[name]

    assert any({"record", "_keep"} & functions[name] for name in reached)
