"""A log that says where something failed and never what people wrote."""

import logging
import traceback
from types import TracebackType


class DiscreetFormatter(logging.Formatter):
    """Prints of an error its kind and its frames. Its message is left out: a database error quotes the refused row."""

    def formatException(  # noqa: N802 - the name is logging's
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        kind, error, _ = ei
        if kind is None or error is None:
            return ""
        lines = []
        while error is not None:
            frames = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
            lines.append(f"{frames}{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or error.__context__
        return "\nwhile handling\n".join(lines)


class WordlessFormatter(DiscreetFormatter):
    """Prints a message as its author wrote it, without what was filled in: the web server fills in addresses."""

    def format(self, record: logging.LogRecord) -> str:
        wordless = logging.makeLogRecord(record.__dict__ | {"args": None, "exc_text": None})
        return super().format(wordless)
