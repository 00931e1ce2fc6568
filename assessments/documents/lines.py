"""A text in a file, in one piece or line by line. Pure."""

Lines = str | tuple[str, ...]


def lines_of(text: str) -> Lines:
    """A text as the file gives it: one line as it is, several as a list."""
    return tuple(text.split("\n")) if "\n" in text else text


def text_of(lines: Lines) -> str:
    """The text that a file gives in one piece or line by line."""
    return lines if isinstance(lines, str) else "\n".join(lines)
