"""The bases of the pages about an entry of the directory, about a contact and about a promise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from cia.ui.pages import Page
from stakeholders import linking, permissions
from stakeholders.models import Commitment, Contact, Stakeholder


class DirectoryPage(Page):
    """A page of the directory, for those who read it."""

    def prepare(self) -> None:
        super().prepare()
        permissions.check_read_directory(self.user, at=self.at)


class StakeholderPage(DirectoryPage):
    """A page about one entry."""

    stakeholder: Stakeholder

    def prepare(self) -> None:
        super().prepare()
        entries = Stakeholder.objects.select_related("unit", "merged_into", "added_by")
        self.stakeholder = get_object_or_404(entries, pk=self.kwargs["number"])

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [("Stakeholders", reverse("stakeholders"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"stakeholder": self.stakeholder}


class BelowStakeholder(StakeholderPage):
    """A page one step below the entry."""

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [*super().get_breadcrumbs(), (str(self.stakeholder), self.stakeholder.get_absolute_url())]


class AboutContact(Page):
    """A page about one contact; to anybody who may not read it there is no such page."""

    unredacted = True
    contact: Contact

    def prepare(self) -> None:
        super().prepare()
        readable = Contact.objects.readable_by(self.user, at=self.at)
        found = readable.select_related("unit", "made_by", "recorded_by").prefetch_related("parties__stakeholder")
        self.contact = get_object_or_404(found, pk=self.kwargs["number"])

    @cached_property
    def records(self) -> list[linking.Record]:
        return linking.records_of([self.contact], self.user, at=self.at)

    def get_marking(self) -> str:
        """The strictest of the records it bears on: a stricter marking has the longer name."""
        return max((record.marking for record in self.records), key=len, default="")

    def get_caption(self) -> str:
        return str(self.contact.unit)

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [("Stakeholders", reverse("stakeholders"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"contact": self.contact}


class AboutPromise(Page):
    """A page about one promise, for those who may read it."""

    unredacted = True

    def prepare(self) -> None:
        super().prepare()
        readable = Commitment.objects.readable_by(self.user, at=self.at).select_related("unit", "owner", "contact")
        self.promise = get_object_or_404(readable, pk=self.kwargs["number"])

    def get_marking(self) -> str:
        if self.promise.contact is None:
            return ""
        return linking.marking_of([self.promise.contact], self.user, at=self.at)

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [("Promises", reverse("promises"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"promise": self.promise}
