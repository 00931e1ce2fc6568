"""Saying that something is sensitive, and taking it back."""

from __future__ import annotations

from assessments import permissions
from assessments.documents.snapshot import reading_of
from assessments.models import Assessment, SensitiveFlag
from assessments.sensitive import has_letters, has_words, part_of
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Denied
from cia.canonical import canonical


@audited
def flag_sensitive(*, assessment: Assessment, part: str, words: str, because: str, by: User) -> SensitiveFlag:
    """Say that words of a part, or all of it where no words are given, should not be published, and why."""
    moment = clock.now()
    assessment = Assessment.objects.select_for_update().get(pk=assessment.pk)
    permissions.check_flag_sensitive(by, assessment, at=moment)
    rows = {part_of(row): row for row in reading_of(assessment.latest_version, at=moment).rows().values()}
    if part not in rows:
        raise Denied("There is no such part in this assessment.")
    if words and not has_words(rows[part], words):
        if has_letters(rows[part], words):
            raise Denied("These letters are only a part of a word there. Copy whole words.")
        raise Denied("These words are not in what is saved. Copy them from there, letter for letter.")
    if not because.strip():
        raise Denied("Say why it is sensitive.")
    words, because = canonical(words), canonical(because)
    if assessment.sensitive_flags.standing().filter(part=part, words=words, because=because).exists():
        raise Denied("This is flagged already, for this reason.")

    flag = assessment.sensitive_flags.create(part=part, words=words, because=because, flagged_at=moment, flagged_by=by)

    record("part.flagged", by=by, about=assessment, sentence="Flagged something as sensitive", part=part)
    return flag


@audited
def end_sensitive_flag(*, flag: SensitiveFlag, by: User) -> SensitiveFlag:
    """Take back that something is sensitive. That it was flagged is kept."""
    moment = clock.now()
    flag = SensitiveFlag.objects.select_for_update().get(pk=flag.pk)
    permissions.check_flag_sensitive(by, flag.assessment, at=moment)
    if flag.ended_at is not None:
        raise Denied("This was taken back already.")

    flag.ended_at, flag.ended_by = moment, by
    flag.save(update_fields=["ended_at", "ended_by"])

    record("part.unflagged", by=by, about=flag.assessment, sentence="Took a flag of sensitive back", part=flag.part)
    return flag
