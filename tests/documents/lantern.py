"""An invented assessment, Operation Lantern, as its frozen content, and the marks that its release needs."""

import json
from pathlib import Path

from assessments.documents.content import Content, Field, Level, Row, Section
from assessments.documents.text import parse, parse_line
from assessments.release.locating import locate
from assessments.release.redacting import MarkedPassage, PublicDocument, redact

DATA = Path(__file__).resolve().parents[2] / "assessments" / "data"
SCALE = json.loads((DATA / "scale.json").read_text())["axes"]
MEANINGS = {exemption["code"]: exemption["meaning"] for exemption in json.loads((DATA / "exemptions.json").read_text())}
COMPLAINTS = (
    "If you are not satisfied with this copy, ask the Force FOI Unit for an internal review within 40 working days.\n"
    "If you are still not satisfied, you may complain to the Information Commissioner."
)
NUMBER = "P-7KMX-3WQT"

COVER = {
    "protective_marking": ("Protective marking", "OFFICIAL-SENSITIVE"),
    "publication_recommended": ("Publication (Y/N)", "Yes"),
    "title": ("Title", "Operation Lantern: live facial recognition"),
    "summary": ("Summary", "Deployment of live facial recognition in Harrowmere on one day."),
    "branch": ("Branch / OCU", "Harrowmere BCU"),
    "date_created": ("Date created", "02/03/2026"),
    "version": ("Version", "1.0"),
    "author": ("Author", "PS Dana Okafor"),
}
PROSE = {
    "information": (
        "Information",
        "On Wednesday 4 March 2026 Operation Lantern will take place in Harrowmere town centre.\n\n"
        "It is run from the **Corn Exchange car park** and *Ropewalk*, between 1100hrs and 1900hrs. "
        "There are 412 outstanding suspects & some are wanted for violence.\n\n"
        "# What has been noticed\n\n"
        "- Two local papers have asked for interviews\n"
        "- A privacy group plans a stall at the Guildhall\n"
        "- Councillor Imogen Vance wants a debrief\n\n"
        "Steps taken:\n\n1. Signs at each approach\n2. Leaflets in five languages\n3. An officer at the barrier",
    ),
    "purpose": ("Purpose", "To assess what the communities of Harrowmere may feel, and what may follow."),
    "methodology": (
        "Methodology",
        "Open and closed sources were read, and people were telephoned.\nNobody was visited.",
    ),
    "caveats": ("Caveats", "This is how things stood on one day. “Any” change calls for a new assessment – at once."),
    "legislative_assessment": (
        "Legislative assessment",
        "The legal mandate sets out the law. Zoë Żuk of Legal advised.",
    ),
}
AXES = {
    "experienced": (
        "I. Experienced (how communities feel)",
        6,
        "Feelings are calm.\n\nMartin Penrose of the Traders (1223hrs 02/03/2026 telephoned by PC Lee Marsh) "
        "has no concerns.\n\nSister Agnes Thorne rang at 1245hrs: she fears that young men will be stopped twice.",
    ),
    "evidenced": ("II. Evidenced (what our information tells us is happening)", 5, "One assault near Ropewalk."),
    "potential": ("III. Potential (what might happen)", 4, "A protest is possible. Intelligence log HM/77 refers."),
}
SIGN_OFF = {
    "decision": ("Decision", "Signed off"),
    "rank": ("Rank", "Superintendent"),
    "name": ("Name", "Priya Raman"),
    "role": ("Role", "Authorising officer"),
    "decided_at": ("When", "1640hrs 02/03/2026"),
    "reasons": ("Reasons", "Necessary and proportionate; the stated safeguards are enough."),
}


def lantern(**changes: str) -> Content:
    """The content. ``changes`` replace the typed text of a path, written with two underscores for its dot."""
    texts = {path.replace("__", "."): text for path, text in changes.items()}

    def line(path: str, label: str, text: str) -> Field:
        return Field(path=path, label=label, blocks=parse_line(texts.get(path, text)))

    def prose(path: str, label: str, text: str) -> Field:
        return Field(path=path, label=label, blocks=parse(texts.get(path, text)))

    cover = tuple(line(f"cover.{key}", *words) for key, words in COVER.items())
    sign_off = tuple(line(f"sign_off.{key}", *words) for key, words in SIGN_OFF.items())
    sections = [Section(key="cover", heading="Cover", layout="cover", rows=(Row(path="cover", fields=cover),))]
    for key, (heading, text) in PROSE.items():
        field = prose(f"section.{key}", heading, text)
        row = Row(path=f"row.section.{key}", fields=(field,))
        sections.append(Section(key=key, heading=heading, layout="prose", rows=(row,)))
    for key, (heading, level, reasons) in AXES.items():
        scale = tuple(
            Level(
                number=wording["level"],
                name=wording["name"],
                definition=wording["definition"],
                alternative=wording.get("alternative", ""),
            )
            for wording in SCALE[key]
        )
        words = str(next(each for each in scale if each.number == level))
        fields = (
            Field(path=f"rating.{key}.level", label="Assessed level", blocks=parse_line(words), level=level),
            prose(f"rating.{key}.reasons", "Comment", reasons),
        )
        row = Row(path=f"rating.{key}", fields=fields)
        sections.append(Section(key=key, heading=heading, layout="axis", rows=(row,), scale=scale))
    sections.append(
        Section(key="sign_off", heading="Sign-off", layout="sign_off", rows=(Row(path="sign_off", fields=sign_off),))
    )
    return Content(
        force="Wessex Vale Police",
        strapline="Safe together",
        document_type="Community Impact Assessment",
        reference="WVP-CIA-2026-0007",
        version="1.0",
        marking="OFFICIAL-SENSITIVE",
        cut_at="2026-03-02T16:41:00+00:00",
        sections=tuple(sections),
    )


def passage(content: Content, path: str, quote: str, *codes: str, occurrence: int = 1) -> MarkedPassage:
    start, end = locate(content.fields()[path], quote, occurrence)
    return MarkedPassage(path=path, start=start, end=end, codes=codes)


def lantern_marks(content: Content) -> list[MarkedPassage]:
    return [
        MarkedPassage(path="cover.author", whole="field", codes=("s.40(2)",)),
        MarkedPassage(path="sign_off.name", whole="field", codes=("s.40(2)",)),
        passage(content, "section.information", "Corn Exchange car park and Ropewalk", "s.31(1)(a)"),
        passage(content, "section.information", "412", "s.31(1)(b)"),
        passage(content, "section.information", "Councillor Imogen Vance", "s.40(2)"),
        passage(content, "section.legislative_assessment", "Zoë Żuk", "s.40(2)"),
        passage(content, "rating.experienced.reasons", "Martin Penrose", "s.40(2)"),
        passage(content, "rating.experienced.reasons", "PC Lee Marsh", "s.40(2)"),
        passage(content, "rating.experienced.reasons", "Sister Agnes Thorne", "s.40(2)", "s.41(1)"),
        passage(content, "rating.evidenced.reasons", "Ropewalk", "s.31(1)(a)"),
        passage(content, "rating.potential.reasons", "Intelligence log HM/77 refers", "s.23(1)"),
        MarkedPassage(path="rating.potential.level", whole="field", codes=("s.31(1)(a)",)),
    ]


def public(content: Content, marks: list[MarkedPassage]) -> PublicDocument:
    return redact(content, marks, number=NUMBER, complaints=COMPLAINTS, meanings=MEANINGS, marking="OFFICIAL")


def public_lantern() -> PublicDocument:
    content = lantern()
    return public(content, lantern_marks(content))
