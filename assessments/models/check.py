from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from assessments.models.version_row import VersionRow, says_something


class Check(VersionRow):
    """Something that was looked up or asked about, what came of it, when, and who did it."""

    kind = "check"
    said_when_empty = frozenset({"result", "checked_at", "checker"})

    what = models.CharField("What was checked", max_length=300)
    result = models.TextField("Result", blank=True)
    checked_at = models.DateTimeField("When", null=True, blank=True)
    checked_as_typed = models.CharField(max_length=60, blank=True)
    checker = models.CharField("By whom", max_length=160, blank=True)

    class Meta(VersionRow.Meta):
        constraints: ClassVar[list[Any]] = [*VersionRow.Meta.constraints, says_something("what")]
