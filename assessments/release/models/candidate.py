from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from assessments.models import Assessment
from assessments.release.models.release_copy import ReleaseCopy
from assessments.roles import Permission
from cia.accounts.models import User


class Candidate(models.Model):
    """The very bytes that may be published, with what the gate found, made from the marks at a revision."""

    release = models.ForeignKey(ReleaseCopy, on_delete=models.PROTECT, related_name="candidates")
    marks_revision = models.PositiveIntegerField()
    public = models.JSONField()
    pdf = models.BinaryField()
    html = models.BinaryField()
    pdf_sha256 = models.CharField(max_length=64)
    html_sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    gate_report = models.JSONField()
    tools = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Candidate for {self.release.number}"

    @property
    def is_current(self) -> bool:
        """Whether the marks are still those it was made from, and no later file was made."""
        return (
            self.marks_revision == self.release.marks_revision
            and not self.release.candidates.filter(pk__gt=self.pk).exists()
        )


class CheckReturn(models.Model):
    """The checker gave a release back to its marker, and said why."""

    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, related_name="check_return")
    reasons = models.TextField()
    returned_at = models.DateTimeField()
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="check_return_has_reasons", condition=~models.Q(reasons=""))]

    def __str__(self) -> str:
        return f"{self.candidate}, given back"


class Approval(models.Model):
    """Somebody who made and removed no mark, and wrote none of it, approved exactly these bytes."""

    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, related_name="approval")
    pdf_sha256 = models.CharField(max_length=64)
    html_sha256 = models.CharField(max_length=64)
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.candidate}, approved"


class PublicationQuerySet(models.QuerySet["Publication"]):
    def standing(self) -> Self:
        """What anybody may fetch: published and not taken down."""
        return self.exclude(withdrawals__in=Withdrawal.objects.open())

    def taken_down(self) -> Self:
        return self.filter(withdrawals__in=Withdrawal.objects.open()).order_by("-withdrawals__withdrawn_at")

    def search(self, *, words: str = "", unit: str = "", year: int | None = None) -> Self:
        """Those whose title, unit or number has each of the words, of one unit and year where these are given."""
        found = self
        for word in words.split():
            found = found.filter(
                models.Q(title__icontains=word) | models.Q(unit__icontains=word) | models.Q(number__iexact=word)
            )
        if unit:
            found = found.filter(unit=unit)
        if year is not None:
            found = found.filter(published_at__year=year)
        return found

    def older_than(self, publication: Publication) -> Self:
        same_moment = models.Q(published_at=publication.published_at, pk__lt=publication.pk)
        return self.filter(models.Q(published_at__lt=publication.published_at) | same_moment)

    def may_be_taken_down_by(self, user: User, *, at: datetime) -> Self:
        units = user.units_where_may(Permission.TAKE_DOWN, at=at)
        return self.standing().filter(approval__candidate__release__snapshot__version__assessment__unit__in=units)


class Publication(models.Model):
    """Approved bytes, given to the world under a number. The title is made of public words alone."""

    approval = models.OneToOneField(Approval, on_delete=models.PROTECT, related_name="publication")
    number = models.CharField(max_length=30, unique=True)
    title = models.TextField()
    unit = models.TextField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("publication", args=[self.number])

    @property
    def is_standing(self) -> bool:
        return self.withdrawal is None

    @property
    def withdrawal(self) -> Withdrawal | None:
        """Why nobody can fetch it now; nothing where it stands, or was put back."""
        return Withdrawal.objects.open().filter(publication=self).first()

    @property
    def candidate(self) -> Candidate:
        return self.approval.candidate


class WithdrawalQuerySet(models.QuerySet["Withdrawal"]):
    def open(self) -> Self:
        """Those after which the publication was not put back."""
        return self.filter(reinstatement=None)

    def of_record(self, assessment: Assessment) -> Self:
        return self.filter(publication__approval__candidate__release__snapshot__version__assessment=assessment)


class Withdrawal(models.Model):
    """A publication was taken down. The reason is for the force; the public is told that it happened, and when."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="withdrawals")
    reason = models.TextField()
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="withdrawal_has_a_reason", condition=~models.Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.publication}, taken down"

    @property
    def public_words(self) -> str:
        """What the FOI team tells the public of it; usually nothing."""
        return self.notices.order_by("-pk").values_list("words", flat=True).first() or ""
