"""The pages of a finished file as pictures and as words, for the person who checks them. Made from its bytes alone."""

import io
import threading

WIDTH = 1100

# The library behind it serves one thread at a time.
_ONE_AT_A_TIME = threading.Lock()


def page_texts(pdf: bytes) -> list[str]:
    """The words of each page, in the order in which they are drawn."""
    from pypdfium2 import PdfDocument

    with _ONE_AT_A_TIME:
        document = PdfDocument(pdf)
        try:
            return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
        finally:
            document.close()


def page_picture(pdf: bytes, number: int) -> bytes:
    """One page, the first is 1, as a PNG that is readable at twice its size on a phone."""
    from pypdfium2 import PdfDocument

    with _ONE_AT_A_TIME:
        document = PdfDocument(pdf)
        try:
            page = document[number - 1]
            picture = page.render(scale=WIDTH / page.get_width(), grayscale=False).to_pil()
        finally:
            document.close()
    written = io.BytesIO()
    picture.save(written, format="PNG")
    return written.getvalue()
