from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from assessments.models.version_row import VersionRow, ends_after_it_begins, says_something, stands_alone


class Subject(VersionRow):
    """Why the assessment is made: what set it off, who asked for it, and whether it stands alone."""

    class Reach(models.TextChoices):
        INDIVIDUAL = "individual", "One operation, incident or event"
        OVERARCHING = "overarching", "Overarching: several, each with its own assessment under it"

    kind = "subject"

    trigger = models.TextField("What set it off")
    commissioned_by = models.CharField("Commissioned by", max_length=160, blank=True)
    reach = models.CharField("Reach", max_length=20, choices=Reach, blank=True)
    parent = models.CharField("The overarching assessment it belongs to", max_length=200, blank=True)
    said_when_empty = frozenset({"commissioned_by"})

    class Meta(VersionRow.Meta):
        constraints: ClassVar[list[Any]] = [*VersionRow.Meta.constraints, says_something("trigger"), stands_alone()]


class Deployment(VersionRow):
    """What is deployed, with what aim, under whose command."""

    kind = "deployment"
    said_when_empty = frozenset({"objectives"})

    name = models.CharField("Operation", max_length=200)
    tactic = models.CharField("Tactic", max_length=200, blank=True)
    objectives = models.TextField("Objectives", blank=True)
    gold = models.CharField("Gold", max_length=160, blank=True)
    silver = models.CharField("Silver", max_length=160, blank=True)
    bronze = models.CharField("Bronze", max_length=160, blank=True)

    class Meta(VersionRow.Meta):
        constraints: ClassVar[list[Any]] = [*VersionRow.Meta.constraints, says_something("name")]


class Session(VersionRow):
    """A stretch of time in which a deployment is out."""

    kind = "session"
    belongs_to: ClassVar[dict[str, str]] = {"deployment": "deployment"}

    deployment = models.PositiveIntegerField("Deployment")
    begins_at = models.DateTimeField("From")
    begins_as_typed = models.CharField(max_length=60, blank=True)
    ends_at = models.DateTimeField("Until")
    ends_as_typed = models.CharField(max_length=60, blank=True)

    class Meta(VersionRow.Meta):
        constraints: ClassVar[list[Any]] = [*VersionRow.Meta.constraints, ends_after_it_begins()]


class Place(VersionRow):
    """A spot, a street or an area, and for how long it was the place."""

    kind = "place"
    belongs_to: ClassVar[dict[str, str]] = {"deployment": "deployment"}

    deployment = models.PositiveIntegerField("Deployment")
    place = models.CharField("Place or area", max_length=300)
    begins_at = models.DateTimeField("From", null=True, blank=True)
    begins_as_typed = models.CharField(max_length=60, blank=True)
    ends_at = models.DateTimeField("Until", null=True, blank=True)
    ends_as_typed = models.CharField(max_length=60, blank=True)

    class Meta(VersionRow.Meta):
        constraints: ClassVar[list[Any]] = [
            *VersionRow.Meta.constraints,
            says_something("place"),
            ends_after_it_begins(),
        ]


class Authority(VersionRow):
    """The authority to deploy, as it was given elsewhere: recorded here, never given here."""

    class Form(models.TextChoices):
        WRITTEN = "written", "In writing"
        ORAL = "oral", "Orally"

    kind = "authority"
    said_when_empty = frozenset({"given_by", "rank", "form"})
    belongs_to: ClassVar[dict[str, str]] = {"deployment": "deployment"}

    deployment = models.PositiveIntegerField("Deployment")
    reference = models.CharField("Reference", max_length=100)
    given_by = models.CharField("Given by", max_length=160, blank=True)
    rank = models.CharField("Rank", max_length=60, blank=True)
    form = models.CharField("How it was given", max_length=20, choices=Form, blank=True)
    begins_at = models.DateTimeField("From", null=True, blank=True)
    begins_as_typed = models.CharField(max_length=60, blank=True)
    ends_at = models.DateTimeField("Until", null=True, blank=True)
    ends_as_typed = models.CharField(max_length=60, blank=True)

    class Meta(VersionRow.Meta):
        constraints: ClassVar[list[Any]] = [
            *VersionRow.Meta.constraints,
            says_something("reference"),
            ends_after_it_begins(),
        ]


class FacialRecognition(VersionRow):
    """What a deployment of live facial recognition says of its watchlist and of how people learn of it."""

    kind = "facial_recognition"

    watchlist = models.TextField("Who is on the watchlist, by category")
    watchlist_size = models.CharField("How many are on it", max_length=100, blank=True)
    watchlist_approved_by = models.CharField("Who approved it", max_length=160, blank=True)
    threshold = models.CharField("Threshold", max_length=100, blank=True)
    signage = models.TextField("Signs", blank=True)
    publicity = models.TextField("Publicity", blank=True)
    sensitive_places = models.TextField("Sensitive places nearby", blank=True)

    class Meta(VersionRow.Meta):
        constraints: ClassVar[list[Any]] = [*VersionRow.Meta.constraints, says_something("watchlist"), stands_alone()]
