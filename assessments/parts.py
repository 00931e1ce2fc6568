"""What an assessment is made of, in the order that it is written and read. Pure."""

from dataclasses import dataclass

from django.db import models


class Axis(models.TextChoices):
    """The three things that are rated, each on its own scale of six levels, 1 the most serious."""

    EXPERIENCED = "experienced", "I. Experienced (how communities feel)"
    EVIDENCED = "evidenced", "II. Evidenced (what our information tells us is happening)"
    POTENTIAL = "potential", "III. Potential (what might happen)"

    @property
    def short_name(self) -> str:
        return self.value.title()


@dataclass(frozen=True)
class Narrative:
    """One section that is written in prose. ``hint`` is what the page asks; ``is_required`` holds back submission."""

    key: str
    heading: str
    hint: str
    is_required: bool = True


BEFORE_THE_AXES = (
    Narrative(
        "information", "Information", "What is planned or has happened, when, where, why, and what attention it draws."
    ),
    Narrative("purpose", "Purpose", "Why this assessment is being made, and which communities it is about."),
    Narrative(
        "methodology", "Methodology", "How you assessed: the sources you used, whom you consulted, how far you looked."
    ),
    Narrative("caveats", "Caveats", "What limits this assessment, and what change would call for a new one."),
    Narrative(
        "engagement",
        "Engagement and safeguards",
        "Who has been engaged beyond this operation, what they advised, and the safeguards that follow from it.",
        is_required=False,
    ),
    Narrative(
        "legislative_assessment", "Legislative assessment", "The legal basis, and where the full legal documents are."
    ),
)
AFTER_THE_AXES = (
    Narrative(
        "identified_risks",
        "Identified risks",
        "What could go wrong for the community or for its trust, and how likely it is.",
    ),
    Narrative(
        "intervention_options", "Intervention options", "What could be done about each risk. If nothing, say why."
    ),
)
NARRATIVES = BEFORE_THE_AXES + AFTER_THE_AXES
NARRATIVE_BY_KEY = {narrative.key: narrative for narrative in NARRATIVES}


class Kind(models.TextChoices):
    INITIAL = "initial", "Initial"
    UPDATE = "update", "Update"
    REVIEW = "review", "Review"
    POST_EVENT = "post_event", "Post-event"


class Marking(models.TextChoices):
    """The Government Security Classifications that this service may hold; higher tiers belong elsewhere."""

    OFFICIAL = "OFFICIAL", "OFFICIAL"
    OFFICIAL_SENSITIVE = "OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE"


# The tiers above, and why none of them may be chosen (Government Security Classifications Policy).
HIGHER_TIERS = ("SECRET", "TOP SECRET")
WHY_NO_HIGHER_TIER = (
    "SECRET and TOP SECRET may not be kept here: this service protects no more than OFFICIAL-SENSITIVE. Write it on a "
    "system for that tier"
)


class Placement(models.TextChoices):
    """Where in the document a source of evidence stands."""

    BEFORE_THE_AXES = "before_the_axes", "Before the three axes"
    EXPERIENCED = Axis.EXPERIENCED.value, f"Under {Axis.EXPERIENCED.label}"
    EVIDENCED = Axis.EVIDENCED.value, f"Under {Axis.EVIDENCED.label}"
    POTENTIAL = Axis.POTENTIAL.value, f"Under {Axis.POTENTIAL.label}"


@dataclass(frozen=True)
class RowKind:
    """One kind of numbered rows that a version holds. ``is_alone`` allows one row of it, whose number is not said."""

    key: str
    noun: str
    heading: str
    hint: str
    is_alone: bool = False

    @property
    def one(self) -> str:
        """The noun as it stands in a sentence, with its article: "an evidence source"."""
        return f"{'an' if self.noun[0] in 'AEIOU' else 'a'} {self.noun.lower()}"


ROW_KINDS = {
    kind.key: kind
    for kind in (
        RowKind(
            "subject",
            "What it is about",
            "What it is about",
            "What set this assessment off, who asked for it, and whether it stands alone.",
            is_alone=True,
        ),
        RowKind("deployment", "Deployment", "Deployments", "What is deployed, with what aim, under whose command."),
        RowKind("session", "Session", "Sessions", "Each stretch of time in which a deployment is out."),
        RowKind("place", "Place", "Places", "Where it is deployed, and from when until when."),
        RowKind(
            "authority",
            "Authority",
            "Recorded authority",
            "Each authority to deploy, as it was given. This service records it and does not give it.",
        ),
        RowKind(
            "facial_recognition",
            "Live facial recognition",
            "Live facial recognition",
            "Only for a deployment of live facial recognition: the watchlist, and how people learn of it.",
            is_alone=True,
        ),
        RowKind(
            "source",
            "Evidence source",
            "Evidence sources",
            "Surveys, reports and consultations that this assessment rests on. Findings are added to them.",
        ),
        RowKind("finding", "Finding", "Findings", "What each source found, for or against, with its figures and date."),
        RowKind("document", "Document", "Documents", "Documents that this assessment rests on or mentions."),
        RowKind("check", "Check", "Checks", "What you looked up or asked, what came of it, when, and who did it."),
        RowKind("risk", "Risk", "Risks, one by one", "Whatever could go wrong for a community or for its trust."),
        RowKind(
            "intervention",
            "Intervention",
            "Interventions, one by one",
            "Each thing that could be done, and for which risk.",
        ),
    )
}


def _parts_of_the_form() -> dict[str, str]:
    parts = {"cover": "Cover"}

    def rows(*kinds: str) -> None:
        parts.update({f"rows.{kind}": ROW_KINDS[kind].heading for kind in kinds})

    def prose(sections: tuple[Narrative, ...]) -> None:
        parts.update({f"section.{section.key}": section.heading for section in sections})

    rows("subject", "deployment", "session", "place", "authority", "facial_recognition")
    prose(BEFORE_THE_AXES)
    rows("source", "finding", "document", "check")
    parts["contacts"] = "Contacts"
    parts.update({f"rating.{axis.value}": str(axis.label) for axis in Axis})
    prose(AFTER_THE_AXES)
    rows("risk", "intervention")
    parts["reassessment_plan"] = "Reassessment plan"
    return parts


# What the form is made of, in its order: the name of each part, and what people call it.
PARTS_OF_THE_FORM = _parts_of_the_form()


def part_of_path(path: str) -> str:
    """The part of the form in which a row or field of the document is written; empty for what no author writes."""
    kind, _, rest = path.removeprefix("row.").partition(".")
    if kind in ROW_KINDS:
        return f"rows.{kind}"
    if kind in {"contact", "promise"}:
        return "contacts"
    part = f"{kind}.{rest.partition('.')[0]}" if kind in {"section", "rating"} else kind
    return part if part in PARTS_OF_THE_FORM else ""


def part_label(part: str) -> str:
    """What people call a part of the form: "cover", "section.purpose", "rating.evidenced", "risk.3"."""
    kind, _, key = part.partition(".")
    if kind in ROW_KINDS:
        return ROW_KINDS[kind].noun if ROW_KINDS[kind].is_alone else f"{ROW_KINDS[kind].noun} {key}".strip()
    if kind == "log":
        return f"Log, entry {key}"
    if kind == "contact":
        return f"Contact {key}"
    if kind == "reassessment_plan":
        return "Reassessment plan"
    if kind == "section":
        return NARRATIVE_BY_KEY[key].heading
    if kind == "rating":
        return str(Axis(key).label)
    return "Cover"
