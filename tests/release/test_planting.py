"""The planter shares nothing with the finder that is measured by it: no code, no word list, no look-alike letters."""

import ast
import importlib
import sys
from pathlib import Path

import pytest
from confusable_homoglyphs.confusables import confusables_data

from tests.release import planted_words, planting

ROOT = Path(__file__).resolve().parents[2]
OURS = frozenset(["assessments", "cia", "stakeholders", "tests"])
PLANTER = "tests.release.planting"
FINDER = "assessments.release.missed"
# By these a module could be reached, or a list read, without an import that can be seen.
HIDDEN_WAYS = frozenset(["__import__", "compile", "eval", "exec", "globals", "importlib", "open", "pkgutil", "pathlib"])
OF_LANGUAGE = frozenset(["calendar", "unicodedata", "string", "difflib"])


def imported_by(source: str, module: str) -> set[str]:
    """The names of every module that a source imports anywhere in it; of ``from a import b`` both a and a.b."""
    package = module.rpartition(".")[0].split(".")
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(package[: len(package) + 1 - node.level]) if node.level else ""
            base = ".".join(filter(None, [above, node.module]))
            names |= {base} | {f"{base}.{each.name}" for each in node.names}
    return names


def source_of(module: str) -> str | None:
    """The text of a module of the project; nothing where there is none of the name."""
    path = ROOT.joinpath(*module.split("."))
    files = [path.with_suffix(".py"), path / "__init__.py"]
    return next((each.read_text("utf-8") for each in files if each.is_file()), None)


def reached_from(module: str, source: str | None = None) -> tuple[set[str], set[str]]:
    """The project's modules that a module reaches through any imports, itself among them; and the others' packages."""
    ours, others, waiting = {module}, set(), [(module, source or source_of(module))]
    while waiting:
        name, text = waiting.pop()
        for found in imported_by(text or "", name):
            package = found.split(".")[0]
            if package not in OURS:
                others.add(package)
            elif found not in ours and source_of(found) is not None:
                ours.add(found)
                waiting.append((found, source_of(found)))
    return ours, others


def with_code(modules: set[str]) -> set[str]:
    """Without packages that hold nothing but their name."""
    return {each for each in modules if (source_of(each) or "").strip()}


def test_the_planter_reaches_no_module_that_the_finder_reaches():
    planter, _ = reached_from(PLANTER)
    finder, _ = reached_from(FINDER)

    assert {"assessments.release.word_forms", "assessments.release.words_of_names"} <= finder
    assert planter & with_code(finder) == set()
    assert with_code(planter) == {PLANTER, "tests.release.planted_words"}


def test_the_planter_reaches_no_library_and_nothing_of_python_that_knows_about_letters_or_the_calendar():
    _, others = reached_from(PLANTER)
    _, of_finder = reached_from(FINDER)

    assert "confusable_homoglyphs" in of_finder
    assert others <= sys.stdlib_module_names
    assert not others & OF_LANGUAGE


@pytest.mark.parametrize("module", [PLANTER, "tests.release.planted_words"])
def test_the_planter_reads_no_file_and_imports_nothing_out_of_sight(module):
    names = {
        getattr(node, "id", None) or getattr(node, "attr", None) for node in ast.walk(ast.parse(source_of(module)))
    }

    assert not names & HIDDEN_WAYS
    assert not imported_by(source_of(module), module) & HIDDEN_WAYS
    assert not names & {"read_text", "read_bytes", "modules"}


@pytest.mark.parametrize(
    "statement",
    [
        "from assessments.release.missed import missed",
        "import assessments.release.missed",
        "from assessments.release import word_forms",
        "from assessments.release.words_of_names import ABBREVIATIONS",
        "from ...assessments.release import sought",
        "from tests.release import scoring",
        "from . import scoring",
        "def late():\n    from assessments.release.quantities import quantities",
    ],
)
def test_a_planter_that_reached_the_finder_would_be_told(statement):
    planter, _ = reached_from(PLANTER, f"{source_of(PLANTER)}\n{statement}\n")
    finder, _ = reached_from(FINDER)

    assert planter & with_code(finder)


def test_a_planter_that_took_the_letters_of_the_finders_library_would_be_told():
    source = f"{source_of(PLANTER)}\nfrom confusable_homoglyphs.confusables import confusables_data\n"

    _, others = reached_from(PLANTER, source)

    assert not others <= sys.stdlib_module_names


def test_the_planters_words_and_letters_are_written_out_in_their_file():
    for statement in ast.parse(source_of("tests.release.planted_words")).body[1:]:
        assert isinstance(statement, ast.Assign), ast.unparse(statement)
        value = statement.value
        if isinstance(value, ast.Call):  # the words of a string that is written out above
            assert isinstance(value.func, ast.Attribute), ast.unparse(value)
            assert value.func.attr == "split", ast.unparse(value)
            assert isinstance(value.func.value, ast.Name), ast.unparse(value)
            assert not value.args, ast.unparse(value)
        else:
            ast.literal_eval(value)


def collections_of(module: str) -> dict[str, object]:
    """The lists, sets, tables and long strings that a module holds."""
    held = vars(importlib.import_module(module))
    return {
        f"{module}.{name}": each
        for name, each in held.items()
        if not name.startswith("__")
        and (isinstance(each, list | tuple | set | frozenset | dict) or (isinstance(each, str) and len(each) > 40))
    }


def members(held: object) -> frozenset[str]:
    """The words of a list, in lower case."""
    words = held.split() if isinstance(held, str) else held
    return frozenset(each.casefold() for each in words if isinstance(each, str))


def test_no_list_or_table_of_the_planters_is_one_of_the_finders():
    finder = {
        name: held for module in with_code(reached_from(FINDER)[0]) for name, held in collections_of(module).items()
    }
    planter = {**collections_of(PLANTER), **collections_of("tests.release.planted_words")}

    assert "assessments.release.words_of_names.ABBREVIATIONS" in finder
    assert "tests.release.planted_words.LAST" in planter
    for name, held in planter.items():
        for other, theirs in finder.items():
            assert held is not theirs, f"{name} is {other}"
            if len(members(held)) > 2:
                assert members(held) != members(theirs), f"{name} has the words of {other}"


def test_the_planters_look_alike_letters_are_not_those_of_the_finders_library():
    """For no letter are they the library's, so that neither was made from the other; some it does not know at all."""
    for looks in (planted_words.LOOKS, planted_words.ROUGHLY):
        library = {letter: {found["c"] for found in confusables_data.get(letter, ())} for letter in looks}

        assert all(set(own) != library[letter] for letter, own in looks.items())
        assert any(set(own) - library[letter] for letter, own in looks.items())


def test_bare_initials_are_planted_of_everybody_even_where_they_are_an_abbreviation():
    for document in planting.drawn(20310201, documents=4):
        names = [document.texts[number][start:end] for number, start, end in document.hidden][:5]
        initials = sorted(f"{name.split(' ', 1)[0][0]}{name.split(' ', 1)[1][0]}" for name in names)

        assert sorted(each.form for each in document.planted if each.kind == "bare initials") == initials


def test_the_same_seed_draws_the_same_documents_and_another_seed_others():
    assert planting.drawn(1, documents=2) == planting.drawn(1, documents=2)
    assert planting.drawn(1, documents=2) != planting.drawn(2, documents=2)


def test_what_is_planted_stands_where_it_is_said_to():
    for document in planting.drawn(7, documents=3):
        for each in document.planted:
            assert document.texts[each.text][each.start : each.end] == each.form
