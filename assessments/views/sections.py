"""The sections of a document on a page, each with the way to the page where it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.documents.content import Content, Section
from assessments.documents.sections.rows import KIND_OF_SECTION
from assessments.documents.sheet import SectionOnSheet, sections_on_sheet

_PARTS = {"cover": "cover", "prose": "section.{key}", "axis": "rating.{key}"}


@dataclass(frozen=True)
class SectionOnPage:
    """``change_url`` is empty where the section cannot be changed."""

    sheet: SectionOnSheet
    change_url: str


def sections_on_page(content: Content, *, change: Mapping[str, str] | None = None) -> list[SectionOnPage]:
    """``change`` holds, by the name of a part, where it is written; without it nothing is offered for change."""
    sheets = sections_on_sheet(content.sections)
    return [
        SectionOnPage(sheet, (change or {}).get(_part(section), ""))
        for section, sheet in zip(content.sections, sheets, strict=True)
    ]


def _part(section: Section) -> str:
    if section.key == "reassessment_plan":
        return section.key
    if section.key in KIND_OF_SECTION:
        return f"rows.{KIND_OF_SECTION[section.key]}"
    return _PARTS.get(section.layout, "").format(key=section.key)
