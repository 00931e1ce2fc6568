"""Public PDFs as a careless template would make them, and what the gate says of a file."""

from assessments.documents import pdf as press
from assessments.release.gate import Refused
from assessments.release.redacting import PublicDocument
from assessments.release.rendering import _context

SECRET = "Ayesha Quill"
PICTURE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def filled_template(document: PublicDocument) -> str:
    return press.fill("assessments/pdf/public.html", _context(document))


def broken(html: str, **options: object) -> bytes:
    """A PDF as a careless template would make it: pictures, forms and attachments allowed."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    ours = press._press()
    written = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols={"data"})).write_pdf(
        stylesheets=[ours.styles], font_config=ours.fonts, pdf_variant="pdf/a-2a", **options
    )
    return press._complete(written)


def failed(refused: Refused) -> set[str]:
    return {step.name for step in refused.report if not step.passed}


def found_in(refused: Refused) -> str:
    return next(step.detail for step in refused.report if step.name.startswith("No hidden word") and not step.passed)
