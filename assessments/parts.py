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


def part_label(part: str) -> str:
    """What people call a part of the form: "cover", "section.purpose", "rating.evidenced"."""
    kind, _, key = part.partition(".")
    if kind == "section":
        return NARRATIVE_BY_KEY[key].heading
    if kind == "rating":
        return str(Axis(key).label)
    return "Cover"
