"""The parts of a version as things to do: where each is written, how far it is, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse

from assessments.completeness import Missing, missing_from
from assessments.models import Version, rows_of
from assessments.parts import AFTER_THE_AXES, BEFORE_THE_AXES, ROW_KINDS, Axis, Narrative


@dataclass(frozen=True)
class Task:
    """One part as the task list shows it. A finished one bears no colour."""

    title: str
    url: str
    status: str
    colour: str = ""
    hint: str = ""


@dataclass(frozen=True)
class LinkedSentence:
    sentence: str
    url: str


def part_urls(version: Version) -> dict[str, str]:
    """Where each part is written, by its name."""
    place = [version.assessment.reference, version.number]
    urls = {
        "cover": reverse("cover", args=place),
        "reassessment_plan": reverse("reassessment-plan", args=place),
        "contacts": reverse("assessment-contacts", args=place[:1]),
    }
    for narrative in (*BEFORE_THE_AXES, *AFTER_THE_AXES):
        urls[f"section.{narrative.key}"] = reverse("section", args=[*place, narrative.key])
    for axis in Axis:
        urls[f"rating.{axis.value}"] = reverse("rating", args=[*place, axis.value])
    for kind in ROW_KINDS:
        urls[f"rows.{kind}"] = reverse("rows", args=[*place, kind])
    return urls


def linked(version: Version, missing: Iterable[Missing]) -> list[LinkedSentence]:
    """What is missing, each with the page that mends it."""
    urls = part_urls(version)
    return [
        LinkedSentence(item.sentence, answer_url(version, item.point) if item.point else urls[item.part])
        for item in missing
    ]


def answer_url(version: Version, point: int) -> str:
    """Where a point is answered."""
    return reverse("answer-point", args=[version.assessment.reference, version.number, point])


def tasks_of(version: Version) -> list[Task]:
    """Every part in the order of the form, then the check of the whole."""
    missing = missing_from(version)
    lacking: dict[str, list[str]] = {}
    for item in missing:
        lacking.setdefault(item.part, []).append(item.sentence)
    urls, narrative = part_urls(version), version.narrative()
    ratings = {rating.axis: rating for rating in version.ratings.all()}
    plan = version.reassessment_plan

    def task(name: str, title: str, *, is_begun: bool, is_optional: bool = False) -> Task:
        if name in lacking:
            hint = _hint(lacking[name]) if is_begun else ""
            status, colour = ("Incomplete", "blue") if is_begun else ("Not yet started", "grey")
            return Task(title, urls[name], status, colour, hint)
        if is_optional and not is_begun:
            return Task(title, urls[name], "Optional")
        return Task(title, urls[name], "Completed")

    def prose(section: Narrative) -> Task:
        is_begun = bool(narrative[section.key].text.strip())
        return task(f"section.{section.key}", section.heading, is_begun=is_begun, is_optional=not section.is_required)

    def rows(*kinds: str) -> list[Task]:
        return [asked(f"rows.{kind}", _rows_task(version, kind, urls[f"rows.{kind}"])) for kind in kinds]

    def asked(name: str, task: Task) -> Task:
        """Rows lack nothing but answers to what was asked about them."""
        if name not in lacking:
            return task
        return replace(task, status="Incomplete", colour="blue", hint=_hint(lacking[name]))

    return [
        task("cover", "Cover", is_begun=True),
        *rows("subject", "deployment", "session", "place", "authority", "facial_recognition"),
        *(prose(section) for section in BEFORE_THE_AXES),
        *rows("source", "finding", "document", "check"),
        asked("contacts", _contacts_task(version)),
        *(
            task(
                f"rating.{axis.value}",
                str(axis.label),
                is_begun=ratings[axis].level is not None or bool(ratings[axis].reasons.strip()),
            )
            for axis in Axis
        ),
        *(prose(section) for section in AFTER_THE_AXES),
        *rows("risk", "intervention"),
        task(
            "reassessment_plan",
            "Reassessment plan",
            is_begun=plan.reassess_at is not None or bool(plan.text.strip()),
            is_optional=True,
        ),
        Task(
            "Check your answers and submit",
            reverse("check-answers", args=[version.assessment.reference, version.number]),
            f"{len(missing)} to do" if missing else "Ready",
            "grey" if missing else "green",
        ),
    ]


def _hint(sentences: list[str]) -> str:
    return ". ".join(sentences) + "."


def _rows_task(version: Version, kind: str, url: str) -> Task:
    """The rows of one kind. One that stands alone is opened at once."""
    numbers = list(rows_of(version, kind).values_list("number", flat=True))
    if ROW_KINDS[kind].is_alone:
        url += f"{numbers[0]}/" if numbers else "add/"
        return Task(ROW_KINDS[kind].heading, url, "Completed" if numbers else "Optional")
    return Task(ROW_KINDS[kind].heading, url, f"{len(numbers)} recorded" if numbers else "Optional")


def _contacts_task(version: Version) -> Task:
    """The contacts are of the file, and outlast its versions."""
    number = version.assessment.assessment_contacts.count()
    url = reverse("assessment-contacts", args=[version.assessment.reference])
    return Task("Contacts", url, f"{number} recorded" if number else "Optional")
