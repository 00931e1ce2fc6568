"""What a library of the gate gets wrong must not hold back a release that is right."""

import itertools

import msgspec

from assessments.release.gate import inspect
from assessments.release.rendering import public_html, public_pdf
from tests.documents.lantern import public_lantern


def test_a_stream_that_happens_to_end_in_a_carriage_return_is_no_fault():
    numbered = (
        msgspec.structs.replace(public_lantern(), number=f"P-2345-{number}") for number in itertools.count(1000)
    )
    document, pdf = next((document, pdf) for document in numbered if b"\r\nendstream" in (pdf := public_pdf(document)))

    examined = inspect(document, pdf=pdf, html=public_html(document), hidden=[])

    assert all(step.passed for step in examined.report)
