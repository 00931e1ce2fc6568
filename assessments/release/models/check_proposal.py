from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from assessments.release.models.candidate import Candidate
from assessments.release.models.exemption import Exemption
from assessments.release.models.release_copy import Mark, ReleaseCopy
from cia.accounts.models import User


class CheckProposalQuerySet(models.QuerySet["CheckProposal"]):
    def of_release(self, release: ReleaseCopy) -> Self:
        return self.filter(candidate__release=release)

    def unanswered(self) -> Self:
        return self.filter(answer=None)

    def in_full(self) -> Self:
        return self.select_related(
            "made_by", "mark__made_by", "answer__answered_by", "candidate__release"
        ).prefetch_related("exemptions__exemption", "mark__grounds__exemption")


class CheckProposal(models.Model):
    """What a checker would have otherwise in the marks of the file they read. They change nothing themselves.

    ``role`` is the label that the mark would then bear.
    """

    class Kind(models.TextChoices):
        ADD = "add", "Add a mark"
        TAKE_OFF = "take_off", "Take this mark off"
        CHANGE = "change", "Change its exemptions or its label"
        QUESTION = "question", "A question"

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=20, choices=Kind)
    mark = models.ForeignKey(Mark, on_delete=models.PROTECT, related_name="proposals", null=True)
    path = models.CharField(max_length=100, blank=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    whole = models.CharField(max_length=10, choices=Mark.Whole, blank=True, default=Mark.Whole.PASSAGE)
    role = models.CharField(max_length=60, blank=True, default="")
    words = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = CheckProposalQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="proposal_says_why", condition=~models.Q(words="")),
            models.CheckConstraint(
                name="proposal_is_of_a_place_or_of_a_mark",
                condition=models.Q(kind="add", mark=None) & ~models.Q(path="")
                | ~models.Q(kind="add") & models.Q(mark__isnull=False, path="", start=None, end=None, whole=""),
            ),
            models.CheckConstraint(
                name="proposal_gives_a_label_only_to_a_mark_that_is_made",
                condition=models.Q(kind__in=["add", "change"]) | models.Q(role=""),
            ),
            models.CheckConstraint(
                name="proposed_mark_covers_a_passage_or_a_whole",
                condition=~models.Q(kind="add")
                | models.Q(whole="", start__isnull=False, end__gt=models.F("start"))
                | ~models.Q(whole="") & models.Q(start=None, end=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Proposal {self.pk} on {self.candidate}"

    @property
    def is_answered(self) -> bool:
        return ProposalAnswer.objects.filter(proposal=self).exists()

    @property
    def is_question(self) -> bool:
        return self.kind == self.Kind.QUESTION


class ProposedExemption(models.Model):
    """One exemption on which a proposed or changed mark would rest."""

    proposal = models.ForeignKey(CheckProposal, on_delete=models.PROTECT, related_name="exemptions")
    exemption = models.ForeignKey(Exemption, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="exemption_is_proposed_once", fields=["proposal", "exemption"]),
        ]

    def __str__(self) -> str:
        return str(self.exemption)


class ProposalAnswerQuerySet(models.QuerySet["ProposalAnswer"]):
    def by_the_marker(self, user: User) -> Self:
        """What somebody decided of a proposal. To take one's own back decides nothing of the marks."""
        return self.filter(answered_by=user).exclude(kind=ProposalAnswer.Kind.TAKEN_BACK)


class ProposalAnswer(models.Model):
    """What became of a proposal, in the marker's own sentence; or that the checker took it back."""

    class Kind(models.TextChoices):
        ADOPTED = "adopted", "Adopted"
        DECLINED = "declined", "Declined"
        ANSWERED = "answered", "Answered"
        TAKEN_BACK = "taken_back", "Taken back"

    proposal = models.OneToOneField(CheckProposal, on_delete=models.PROTECT, related_name="answer")
    kind = models.CharField(max_length=20, choices=Kind)
    sentence = models.TextField(blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ProposalAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proposal_is_answered_in_a_sentence",
                condition=models.Q(kind="taken_back") | ~models.Q(sentence=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.get_kind_display()}"
