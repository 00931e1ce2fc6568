"""People, units and assessments for tests. What an assessment becomes, it becomes through the real actions."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from assessments.actions.deciding import sign_off, submit
from assessments.actions.drafting import rate, save_cover, save_section, start_assessment
from assessments.documents.snapshot import content_of, fingerprint
from assessments.models import Decision, Submission, Version
from assessments.open_questions import questions_of
from assessments.parts import NARRATIVES, Axis
from cia import clock
from cia.accounts.models import Posting, Unit, User
from cia.accounts.roles import Role

PASSWORD = "lanterns over the river"
SINCE = datetime(2020, 1, 1, tzinfo=UTC)
TITLE = "Operation Lantern: live facial recognition in Harrowmere town centre"

# What each narrative section says of Operation Lantern, an invented deployment.
NARRATIVE = {
    "information": (
        "On Friday the force means to use live facial recognition in Harrowmere High Street, from 1000 to 1800.\n\n"
        "- Two cameras on a marked van outside the library\n"
        "- Officers in uniform, with leaflets, at both ends of the street"
    ),
    "purpose": "To say how Operation Lantern would touch the people who live, trade and worship near the High Street.",
    "methodology": "We read crime reports of the last twelve weeks, and spoke to **nine people** who speak for others.",
    "caveats": "The market was closed in the week we asked. A change of place or day calls for a new assessment.",
    "engagement": "The Independent Advisory Group advised plain signs at each approach, in four languages.",
    "legislative_assessment": "Common law powers; the Human Rights Act 1998; the Data Protection Act 2018, Part 3.",
    "identified_risks": "Young people may feel watched. Traders may lose a day's custom.",
    "intervention_options": "Youth workers beside the van, and a stall where anybody can ask how it works.",
}
LEVELS = {Axis.EXPERIENCED: 5, Axis.EVIDENCED: 6, Axis.POTENTIAL: 4}
REASONS = {
    Axis.EXPERIENCED: "Two youth groups say that their members already feel singled out.",
    Axis.EVIDENCED: "Recorded crime in the High Street has not moved in twelve weeks.",
    Axis.POTENTIAL: "A march is called for the same Saturday, and local media may link the two.",
}


class UnitFactory(DjangoModelFactory[Unit]):
    class Meta:
        model = Unit

    name = factory.Sequence(lambda number: f"Unit {number}")


class UserFactory(DjangoModelFactory[User]):
    """Somebody without a posting, whose password is ``PASSWORD``."""

    class Meta:
        model = User

    username = factory.Sequence(lambda number: f"person{number}")
    name = factory.Sequence(lambda number: f"Person {number}")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **fields: Any) -> User:
        return model_class.objects.create_user(**{"password": PASSWORD, **fields})


class PostingFactory(DjangoModelFactory[Posting]):
    class Meta:
        model = Posting

    user = factory.SubFactory(UserFactory)
    role = Role.OFFICER
    unit = None
    from_at = SINCE


def posted(username: str, name: str, *, rank: str = "", role: Role, unit: Unit | None = None) -> User:
    """Somebody who holds one role, at a unit or force-wide."""
    user = UserFactory(username=username, name=name, rank=rank)
    PostingFactory(user=user, role=role, unit=unit)
    return user


def draft(*, by: User, unit: Unit, title: str = TITLE) -> Version:
    """A file just started: a title, and nothing else written."""
    return start_assessment(unit=unit, about="operation", title=title, by=by)


def write_whole(version: Version, *, by: User) -> Version:
    """Fill in every part of a draft, over whatever it holds, so that nothing is missing."""
    write_cover(version, by=by)
    for narrative in NARRATIVES:
        section = version.sections.get(key=narrative.key)
        save_section(
            version=version, key=narrative.key, text=NARRATIVE[narrative.key], revision=section.revision, by=by
        )
    for axis in Axis:
        rating = version.ratings.get(axis=axis)
        rate(version=version, axis=axis, level=LEVELS[axis], reasons=REASONS[axis], revision=rating.revision, by=by)
    return Version.objects.get(pk=version.pk)


def write_cover(version: Version, *, by: User, **answers: Any) -> None:
    """Fill in the cover of a draft, over whatever it holds."""
    version.cover.refresh_from_db()
    answers = {
        "title": version.cover.title or TITLE,
        "summary": "A day of live facial recognition in the town centre, and what it may do to trust there.",
        "protective_marking": "OFFICIAL-SENSITIVE",
        "publication_recommended": True,
        "review_on": date(2030, 3, 1),
        **answers,
    }
    save_cover(version=version, revision=version.cover.revision, by=by, **answers)


def submitted(*, by: User, unit: Unit) -> Submission:
    """A whole assessment, waiting for a decision."""
    return submit(version=write_whole(draft(by=by, unit=unit), by=by), by=by)


def signed_off(
    submission: Submission, *, by: User, reasons: str = "Necessary, and no more than is needed."
) -> Decision:
    """Sign off exactly what was submitted; whatever it leaves open is accepted."""
    seen = fingerprint(submission.snapshot)
    return sign_off(submission=submission, fingerprint=seen, reasons=reasons, answers=accepted(submission), by=by)


def accepted(submission: Submission) -> dict[str, str]:
    """A sentence to each thing that a submission leaves open."""
    questions = questions_of(content_of(submission.snapshot), at=clock.now())
    return {question.sentence: "Known, and accepted for a day." for question in questions}
