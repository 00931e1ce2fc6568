"""The table of safety cases names tests that are there."""

import ast
import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
TABLE = (PROJECT / "docs" / "reference" / "safety-cases.md").read_text()
CASES = {*(f"A{number:02}" for number in range(1, 13)), *(f"B{number:02}" for number in range(1, 13))}
CASES |= {f"D{number:02}" for number in range(1, 9)}


def test_every_test_that_the_table_names_is_there():
    named = re.findall(r"`(tests/[^`]+\.py)::(\w+)`", TABLE)
    missing = [f"{path}::{name}" for path, name in named if name not in _names_in(path)]

    assert len(named) > len(CASES)
    assert missing == []


def test_every_case_is_in_the_table():
    assert set(re.findall(r"^\| (\w\d\d) \|", TABLE, re.MULTILINE)) >= CASES


def _names_in(path):
    tree = ast.parse((PROJECT / path).read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
