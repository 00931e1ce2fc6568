"""What people wrote in small Markdown, as a page shows it."""

from django import template

from assessments.documents.sheet import Group, grouped
from assessments.documents.text import parse

register = template.Library()


@register.filter
def as_written(text: str) -> tuple[Group, ...]:
    """The blocks of a text, for ``assessments/blocks.html``."""
    return grouped(parse(text))
