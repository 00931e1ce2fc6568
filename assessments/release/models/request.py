from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from assessments.models import Assessment, Hold, Version
from assessments.release.models.exemption import Exemption
from assessments.release.request_lifecycle import UNANSWERED, RequestState, Step, may_take
from assessments.release.request_schedule import Taken
from assessments.roles import Permission
from cia.accounts.models import User
from cia.accounts.roles import roles_with
from cia.clock import LONDON


class RequestQuerySet(models.QuerySet["Request"]):
    def readable_by(self, user: User, *, at: datetime) -> Self:
        """All of them to an FOI officer, and none to anybody else: who asked stays inside FOI."""
        return self if user.has_role(*roles_with(Permission.RELEASE), at=at) else self.none()

    def about(self, assessment: Assessment) -> Self:
        """Those that asked for an assessment, or for which a copy of it was made."""
        made = models.Q(release_copies__snapshot__version__assessment=assessment)
        return self.filter(models.Q(scopes__assessment=assessment) | made).distinct()

    def beside(self, request: Request) -> Self:
        """A request, and those that asked for any of the same assessments."""
        records = Assessment.objects.filter(
            models.Q(scopes__request=request) | models.Q(versions__snapshots__release_copy__request=request)
        )
        made = models.Q(release_copies__snapshot__version__assessment__in=records)
        same = models.Q(pk=request.pk) | models.Q(scopes__assessment__in=records) | made
        return self.filter(same).distinct()

    def unanswered(self) -> Self:
        return self.filter(state__in=sorted(UNANSWERED))

    def open(self) -> Self:
        """Those that wait for an answer of ours, the first or that of an internal review."""
        return self.filter(state__in=sorted({*UNANSWERED, RequestState.INTERNAL_REVIEW}))


class Request(models.Model):
    """Somebody asked for information under the Freedom of Information Act 2000. Who it was stays inside FOI."""

    reference = models.CharField(max_length=30, unique=True)
    state = models.CharField(max_length=20, choices=RequestState, default=RequestState.RECEIVED)
    received_on = models.DateField()
    asked = models.TextField()
    requester_name = models.CharField(max_length=200)
    requester_contact = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["received_on", "pk"]
        constraints = [models.CheckConstraint(name="request_says_what_was_asked", condition=~models.Q(asked=""))]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("request", args=[self.reference])

    @property
    def held_at(self) -> datetime:
        """The moment for which it is said what was held: the end of the day of receipt, or its recording before."""
        end_of_day = datetime.combine(self.received_on + timedelta(days=1), time(), tzinfo=LONDON)
        return min(end_of_day - timedelta(microseconds=1), self.recorded_at)

    @property
    def is_unanswered(self) -> bool:
        return self.state in UNANSWERED

    @property
    def is_done_with(self) -> bool:
        """Whether it is answered, and so is every review and complaint that came of it."""
        answered = {event.step for event in self.events.all()}
        if self.state == RequestState.INTERNAL_REVIEW:
            return Step.REVIEW_ANSWERED in answered
        if self.state == RequestState.ICO:
            return Step.ICO_ANSWERED in answered
        return not self.is_unanswered

    def may_take(self, step: str) -> bool:
        """Whether a step may be taken now. An answer to a review or a complaint is given once."""
        if step in {Step.REVIEW_ANSWERED, Step.ICO_ANSWERED} and any(each.step == step for each in self.events.all()):
            return False
        return may_take(step, at_state=self.state)

    def taken(self) -> list[Taken]:
        """The steps as the schedule counts them."""
        return [Taken(event.step, event.on, event.until_on) for event in self.events.all()]

    def last_day(self) -> date:
        """The day of the last step, or of receipt: nothing happened to it before."""
        return max([self.received_on, *(event.on for event in self.events.all())])


class RequestEvent(models.Model):
    """One step of a request, kept for good: the day it happened, and what is to be known of it."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="events")
    step = models.CharField(max_length=30, choices=Step)
    became = models.CharField(max_length=20, choices=RequestState)
    on = models.DateField()
    note = models.TextField()
    until_on = models.DateField(null=True)
    exemption = models.ForeignKey(Exemption, on_delete=models.PROTECT, related_name="+", null=True)
    release = models.ForeignKey("release.ReleaseCopy", on_delete=models.PROTECT, related_name="+", null=True)
    notice = models.ForeignKey("release.NoticeText", on_delete=models.PROTECT, related_name="+", null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="request_event_has_a_note", condition=~models.Q(note="")),
            models.CheckConstraint(
                name="extension_names_its_exemption_and_its_day",
                condition=models.Q(step=Step.EXTENDED, until_on__isnull=False, exemption__isnull=False)
                | (~models.Q(step=Step.EXTENDED) & models.Q(until_on=None, exemption=None)),
            ),
            models.CheckConstraint(
                name="only_a_reply_sends_a_release", condition=models.Q(step=Step.REPLIED) | models.Q(release=None)
            ),
            models.CheckConstraint(
                name="only_an_answer_sends_a_notice",
                condition=models.Q(step__in=[Step.REPLIED, Step.REFUSED]) | models.Q(notice=None),
            ),
        ]

    def __str__(self) -> str:
        return self.get_step_display()


class Scope(models.Model):
    """An assessment that a request asks for, with the hold that keeps all of it until the request is done with."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="scopes")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="scopes")
    hold = models.OneToOneField(Hold, on_delete=models.PROTECT, related_name="scope")
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="assessment_taken_once_into_scope", fields=["request", "assessment"])
        ]

    def __str__(self) -> str:
        return f"{self.assessment}, asked for in {self.request}"


def versions_held(request: Request, user: User, *, at: datetime) -> models.QuerySet[Version]:
    """Every version that had been begun when a request came, of the units whose releases a person makes."""
    return (
        Version.objects.filter(
            started_at__lte=request.held_at, assessment__unit__in=user.units_where_may(Permission.RELEASE, at=at)
        )
        .select_related("assessment__unit", "cover", "author", "scale_edition")
        .order_by("assessment__reference", "number")
    )
